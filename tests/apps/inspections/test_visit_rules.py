"""No visit without a type, a ground and the cap checked, by two officers without interest; what becomes of it."""

from datetime import date, timedelta

import pytest

from qingtian.apps.catalogue.models import Qualification
from qingtian.apps.inspections.caps import line_of, lines_of
from qingtian.apps.inspections.models import Visit
from qingtian.apps.proceedings.actions.perform import perform
from qingtian.apps.proceedings.models import Link, Proceeding
from qingtian.enforcement.visit_caps import EXEMPT, GROUNDS
from qingtian.errors import Refused
from qingtian.procedures.decide import FieldsRefused
from tests.apps.inspections.field import DAY, NOTED, act, arrived, enter, unit
from tests.conftest import at

pytestmark = pytest.mark.django_db(databases=["default", "identity"])
NEXT = DAY + timedelta(days=1)


def refused(call, *given, **named):
    with pytest.raises(Refused) as caught:
        call(*given, **named)
    return caught.value


def test_a_visit_has_a_type_a_ground_that_fits_it_and_two_officers(city):
    party = unit()
    matter = enter(city, party)
    assert (matter.number[:2], matter.state, matter.party) == ("XC", "planned", party)
    visit = Visit.objects.get(proceeding=matter)
    assert (visit.level, visit.exempt, visit.year) == ("county", "", 2026)
    assert [one.post for one in visit.officers.all()] == ["handler", "second-officer"]
    for kind, ground in (("daily", "complaint"), ("special", "plan"), ("case", "random_draw")):
        wrong = refused(enter, city, party, kind=kind, ground=ground, clue="线索")
        assert "不属于所选的类型" in wrong.message.zh
        assert wrong.basis.startswith("enterprise_inspection_2024")
    with pytest.raises(FieldsRefused):
        enter(city, party, kind="")


def test_one_officer_alone_or_of_another_office_cannot_go(city):
    party = unit()
    alone = refused(enter, city, party, officer_2="handler")
    assert "不得少于两人" in alone.message.zh
    assert "42" in alone.basis
    assert "本单位" in refused(enter, city, party, officer_2="handler-2").message.zh


def test_a_case_visit_names_its_clue_and_is_linked_to_the_matter_it_comes_from(city):
    party = unit()
    assert "写明线索" in refused(enter, city, party, kind="case", ground="complaint").message.zh
    first = enter(city, party)
    second = enter(city, party, kind="case", ground="transfer", about=first.number)
    assert Link.objects.get(target=second).source == first
    assert Link.objects.get(target=second).kind == Link.Kind.GAVE_RISE_TO


def test_beyond_the_cap_no_daily_visit_is_entered_and_the_exempt_ones_are_coded(city):
    party = unit()
    enter(city, party)
    assert line_of(party, "branch", 2026).left == 1
    enter(city, party)
    over = refused(enter, city, party)
    assert (over.code, "已到上限（2 次，上限 2 次）" in over.message.zh) == ("act.guard", True)
    assert enter(city, party, kind="case", ground="abnormal_data", clue="在线监测 10 时").inspection.exempt == "EX3"
    county = line_of(party, "branch", 2026)
    assert (county.counted, county.exempt, county.left) == (2, 1, 0)
    # the next year, another party and another level have their own
    enter(city, party, date(2027, 1, 4))
    enter(city, unit("另一家"))
    assert line_of(party, "eeb", 2026).counted == 0
    assert line_of(party, "congress", 2026).cap == 2


def test_a_cancelled_visit_does_not_count_and_counts_again_when_the_act_is_voided(city):
    party = unit()
    matter = enter(city, party)
    act(city, matter, "cancel", "handler", why="企业停产检修")
    assert (matter.state, line_of(party, "branch", 2026).counted) == ("cancelled", 0)
    act(city, matter, "correct", "branch-head", number=matter.seq, why="没有停产")
    assert (matter.state, line_of(party, "branch", 2026).counted) == ("planned", 1)


def test_the_cap_is_counted_again_with_the_party_held(city, monkeypatch):
    """Two who enter at once: the second one's guard saw room, its effect does not."""
    party = unit()
    enter(city, party)
    enter(city, party)
    monkeypatch.setattr("qingtian.apps.inspections.chapter.line_of", lambda *asked: None)
    assert refused(enter, city, party).code == "inspections.cap_used_up"
    assert Visit.objects.count() == 2


def test_often_outside_the_cap_a_reason_is_asked(city):
    party, clue = unit(), {"kind": "case", "ground": "remote_clue", "clue": "用电监控"}
    for _ in range(3):
        enter(city, party, **clue)
    Qualification.objects.bulk_create(
        Qualification(
            person=city.people[code], organ=city.organs["branch"], kind="enforcement", number=code, valid_from=DAY
        )
        for code in ("handler", "second-officer")
    )
    asked = refused(enter, city, party, reason="", **clue)
    assert (asked.code, "第 4 次" in str(asked.warnings[0])) == ("act.reason_wanted", True)
    assert enter(city, party, **clue).projection["facts"]["ground"] == "remote_clue"


def test_licences_are_asked_for_by_the_day(city):
    party = unit()
    for code in ("handler", "second-officer"):
        Qualification.objects.create(
            person=city.people[code],
            organ=city.organs["branch"],
            kind="enforcement",
            number=code,
            valid_from=DAY,
            valid_until=DAY,
        )
    assert enter(city, party, reason="").state == "planned"  # valid on its last day
    assert refused(enter, city, party, NEXT, reason="").code == "act.reason_wanted"


def test_a_special_visit_is_approved_by_another_and_filed_before_anybody_goes(city):
    matter = enter(city, unit(), kind="special", ground="campaign")
    assert matter.state == "proposed"
    assert refused(act, city, matter, "declare", "handler", interest="none").code == "act.not_now"
    act(city, matter, "approve", "branch-head")
    assert refused(act, city, matter, "arrive", "handler", arrived_at="9时", shown="1").code == "act.not_now"
    act(city, matter, "file", "handler", filing_number="云环查备〔2026〕12号", filed_with="市司法局")
    assert (matter.state, matter.projection["facts"]["filing_number"]) == ("planned", "云环查备〔2026〕12号")


def test_nobody_arrives_before_both_have_declared_and_who_withdraws_is_replaced(city):
    matter = enter(city, unit())
    going = {"arrived_at": "9时10分", "shown": "1"}
    assert "2 名执法人员没有申明" in refused(act, city, matter, "arrive", "handler", **going).message.zh
    act(city, matter, "declare", "handler", interest="none")
    act(city, matter, "declare", "second-officer", interest="interest")
    withdrawn = refused(act, city, matter, "arrive", "handler", **going)
    assert "先换人" in withdrawn.message.zh
    assert "43" in withdrawn.basis
    act(
        city,
        matter,
        "replace_officer",
        "branch-head",
        reason=NOTED,
        officer_1="handler",
        officer_2="case-reviewer",
        why="回避",
    )
    act(city, matter, "declare", "case-reviewer", interest="none")
    act(city, matter, "arrive", "case-reviewer", **going)
    assert matter.state == "on_site"


def test_a_voided_declaration_is_none(city):
    matter = enter(city, unit())
    act(city, matter, "declare", "handler", interest="none")
    act(city, matter, "correct", "branch-head", number=matter.seq, why="点错了")
    assert [one.interest for one in Visit.objects.get(proceeding=matter).officers.all()] == ["", ""]


def test_only_the_two_officers_go_on_the_day_or_later_and_show_their_licences(city):
    matter = enter(city, unit(), planned_on=str(NEXT))
    for officer in ("handler", "second-officer"):
        act(city, matter, "declare", officer, interest="none")
    going = {"arrived_at": "9时", "shown": "1"}
    assert "还没有到" in refused(act, city, matter, "arrive", "handler", **going).message.zh
    assert refused(act, city, matter, "arrive", "case-reviewer", NEXT, **going).code == "act.not_you"
    assert "出示" in refused(act, city, matter, "arrive", "handler", NEXT, **going | {"shown": "0"}).message.zh
    act(city, matter, "arrive", "handler", NEXT, **going)
    assert matter.state == "on_site"


def recorded(city, matter):
    arrived(city, matter)
    papers = {
        "visit_time": "9时10分至11时",
        "findings": "末端风机停用。",
        "checked": "1. 集气罩：不符合",
        "present": "signed",
    }
    act(city, matter, "record", "handler", reason="没有网络，手机没有取证", **papers)
    return matter


def test_papers_of_the_visit_print_its_party_and_both_officers(city):
    matter = arrived(city, enter(city, unit()))
    act(city, matter, "sample", "handler", points="S1 总排口 水 COD", method="HJ 91.1", sealed_by="现场封样")
    asked = {
        "asked_as": "manager",
        "asked_where": "厂办公室",
        "asked_from": "10时至10时20分",
        "said": "问：为什么停用？答：检修。",
    }
    act(city, matter, "ask", "second-officer", **asked)
    assert set(matter.papers.values_list("template", flat=True)) == {"sampling_sheet", "inquiry_record"}
    content = matter.papers.get(template="inquiry_record").file.read()
    assert content[:2] == b"PK"


@pytest.mark.parametrize(
    ("result", "state", "ended"),
    [
        ("nothing_found", "nothing_found", True),
        ("penalty_clue", "clue_raised", True),
        ("told_to_correct", "correcting", False),
    ],
)
def test_a_visit_ends_in_one_of_three_results(city, result, state, ended):
    matter = recorded(city, enter(city, unit()))
    act(city, matter, "conclude", "handler", result=result, found="现场情况和检查表", correct_by=str(NEXT))
    assert (matter.state, matter.ended_on is not None) == (state, ended)
    assert matter.projection["facts"]["result"] == result


def test_a_correction_has_a_day_ahead_a_clock_and_becomes_a_clue_when_it_was_not_made(city):
    matter = recorded(city, enter(city, unit()))
    told = {"result": "told_to_correct", "found": "末端风机停用"}
    for wrong in ({}, {"correct_by": str(DAY)}):
        assert "改正期限" in refused(act, city, matter, "conclude", "handler", **told, **wrong).message.zh
    act(city, matter, "conclude", "handler", **told, correct_by=str(NEXT))
    assert matter.next_due == NEXT
    act(city, matter, "verify_correction", "handler", NEXT, correction="no", how="风机仍停用")
    assert (matter.state, matter.next_due) == ("clue_raised", None)


def test_lines_of_many_parties_are_one_question(city, django_assert_num_queries):
    parties = [unit(f"单位{n}") for n in range(5)]
    for party in parties:
        enter(city, party)
    with django_assert_num_queries(1):
        found = lines_of(parties, 2026)
    assert [next(line for line in found[p] if line.level == "county").counted for p in parties] == [1] * 5


def test_every_exempt_ground_belongs_to_case_visits_only():
    assert set(EXEMPT) == set(GROUNDS["case"])
    assert len(set(EXEMPT.values())) == len(EXEMPT)


def test_two_acts_at_once_do_not_both_pass(city):
    matter = enter(city, unit())
    given = {"on": DAY, "now": at(DAY), "fields": {"interest": "none"}, "expected_seq": matter.seq}
    perform(matter, "declare", by=city.actor("handler", DAY), **given)
    again = refused(perform, Proceeding.objects.get(pk=matter.pk), "declare", by=city.actor("handler", DAY), **given)
    assert again.code == "act.stale"
