"""The yearly problem list: drafted from the records, confirmed by both principals, assigned, published, amended."""

from datetime import date, timedelta

import pytest

from qingtian.apps.cases.models import Case
from qingtian.apps.places.models import Area
from qingtian.apps.problem_lists.models import ListItem, ListVersion, ProblemList
from qingtian.apps.problem_lists.proposing import candidates
from qingtian.apps.problem_lists.queries import areas_without_confirmed_list, as_confirmed, confirm_by, year_of
from qingtian.apps.problem_lists.writing import EMPTY, items_of, merged_under, sources_of
from qingtian.apps.proceedings.actions.link import link
from qingtian.apps.proceedings.actions.open_proceeding import open_proceeding
from qingtian.apps.proceedings.models import Link, Proceeding
from qingtian.apps.proceedings.queries import possible
from qingtian.apps.proceedings.records import complete_records_of
from qingtian.apps.proceedings.verification import verify_proceeding
from qingtian.apps.water.models import SectionTarget
from qingtian.errors import Refused
from qingtian.procedures import load_procedures
from tests.apps.problem_lists.listing import DEADLINE, FEBRUARY, drafted, next_year
from tests.apps.proceedings.driving import case, petition
from tests.conftest import at
from tests.small_water import build_water, measure

pytestmark = pytest.mark.django_db(databases=["default", "identity"])


@pytest.fixture
def draft(city):
    return drafted(city)


def refused(listing, act, **more):
    with pytest.raises(Refused) as error:
        listing.do(act, **more)
    return error.value


def guarded(listing, act, **more):
    error = refused(listing, act, **more)
    assert error.code == "act.guard"
    return error.message.en


def hot(city, day=FEBRUARY, subject="夜市油烟扰民", area="wangxi"):
    fields = {"subject": subject, "why": "三天四件。", "office": "petitions", "area": area}
    officer = city.actor("petition-officer", day)
    return open_proceeding("hot_issue", by=officer, on=day, now=at(day), title=subject, fields=fields)


# the way of a list


def test_a_list_goes_from_draft_to_published_and_closes_after_its_year(draft):
    draft.take()
    assert draft.state == "draft"
    draft.submitted()
    assert draft.state == "submitted"
    draft.do("confirm", by="secretary", list_text=draft.text)
    assert draft.state == "half_confirmed"
    draft.do("confirm_second", by="mayor", list_text=draft.text)
    assert draft.state == "confirmed"
    draft.do("assign_item", number=1)
    draft.do("finish_assigning")
    assert draft.state == "assigned"
    draft.do("publish_list")
    assert draft.state == "published"
    draft.day = date(2026, 12, 31)
    assert "not over yet" in guarded(draft, "close_list", summary="一年。")
    draft.day = date(2027, 1, 1)
    draft.do("close_list", summary="一年。")
    assert draft.state == "closed"
    assert not list(verify_proceeding(draft.matter))


def test_one_list_an_area_and_year_until_it_is_withdrawn(city, draft):
    with pytest.raises(Refused) as again:
        drafted(city)
    assert draft.matter.number in again.value.message.en
    draft.do("withdraw_list", why="重起。")
    assert drafted(city).held.pk != draft.held.pk
    assert ProblemList.objects.filter(withdrawn_on=None).count() == 1


def test_the_first_day_of_the_year_is_the_first_of_january(city):
    fields = {"subject": "清单", "year": 2026, "begins": "2026-01-02", "area": "wangxi"}
    fields |= {"county": "wangxi-government", "office": "office"}
    who = {"by": city.actor("inspector", FEBRUARY), "on": FEBRUARY, "now": at(FEBRUARY)}
    with pytest.raises(Refused) as wrong:
        open_proceeding("problem_list", title="清单", fields=fields, **who)
    assert "first of January" in wrong.value.message.en


def test_both_principals_confirm_and_neither_twice(draft):
    draft.take()
    draft.submitted()
    draft.do("confirm", by="mayor", list_text=draft.text)
    assert "your side has" in guarded(draft, "confirm_second", by="mayor", list_text=draft.text)
    draft.do("confirm_second", by="secretary", list_text=draft.text)
    assert draft.held.version == 1
    assert draft.held.confirmed_on == FEBRUARY


def test_a_meeting_confirms_with_its_minutes_and_the_paper_says_so(draft):
    draft.take()
    draft.submitted()
    draft.do("confirm_by_meeting", meeting="区委常委会第三次会议", minutes=draft.minutes(), list_text=draft.text)
    assert draft.state == "confirmed"
    assert draft.matter.papers.get().template == "problem_list_confirmed"


def test_sent_back_both_confirm_again(draft):
    draft.take()
    draft.submitted()
    draft.do("confirm", by="mayor", list_text=draft.text)
    draft.do("send_back_list", by="secretary", why="第一条写具体。")
    assert draft.state == "draft"
    assert draft.held.first_principal == ""
    draft.do("change_item", number=1, subject="溪口河下游黑臭", unit="wangxi-town", deadline=DEADLINE, why="写具体。")
    draft.confirmed()
    assert draft.held.versions.get().rows[0]["subject"] == "溪口河下游黑臭"


def test_a_principal_of_another_area_confirms_nothing(city, draft):
    draft.take()
    draft.submitted()
    city.organs["wangxi-party"].area = city.areas["city"]
    city.organs["wangxi-party"].save()
    assert "of this area" in guarded(draft, "confirm", by="secretary", list_text=draft.text)


def test_what_is_confirmed_is_the_list_as_it_stands(draft):
    draft.take()
    assert "as it stands" in guarded(draft, "submit_list", list_text=draft.text + "改")
    draft.submitted()
    assert "as it stands" in guarded(draft, "confirm", by="mayor", list_text="1. 别的")


def test_the_act_of_confirmation_proves_the_version(draft):
    draft.take()
    draft.confirmed()
    version = draft.held.versions.get()
    assert as_confirmed(version)
    ListVersion.objects.filter(pk=version.pk).update(text="1. 别的")
    assert not as_confirmed(ListVersion.objects.get(pk=version.pk))


def test_a_list_without_problems_says_so(draft):
    draft.confirmed()
    assert draft.held.versions.get().text == EMPTY


# what the records propose


def test_what_is_open_is_proposed_and_every_proposal_is_decided(city, draft):
    issue = hot(city)
    assert [one.key for one in candidates(draft.held, FEBRUARY)] == [issue.number]
    assert issue.number in guarded(draft, "submit_list", list_text=draft.text)
    draft.do("leave_candidate", candidate=issue.number, why="已按热点对策办完，不再列。")
    assert candidates(draft.held, FEBRUARY) == []
    draft.submitted()


def test_only_the_area_of_the_list_and_no_accusation_is_proposed(city, draft):
    hot(city, area="shiwan")
    accused = hot(city, subject="有人告")
    Proceeding.objects.filter(pk=accused.pk).update(restricted=True)
    secret = hot(city, subject="秘密")
    Proceeding.objects.filter(pk=secret.pk).update(handling_mark=Proceeding.Handling.WORK_SECRET)
    assert candidates(draft.held, FEBRUARY) == []


@pytest.mark.parametrize(("tied", "proposed"), [(1, False), (2, True)])
def test_a_petition_is_proposed_from_the_third_report_on(city, draft, tied, proposed):
    main = petition(city).to("accepted").matter
    for _ in range(tied):
        other = petition(city).to("registered").matter
        link(other, main, Link.Kind.RECURRENCE_OF, by_act=other.seq)
    found = candidates(draft.held, FEBRUARY)
    assert [one.key for one in found] == ([main.number] if proposed else [])
    assert [one.reports for one in found] == ([3] if proposed else [])


def test_a_section_worse_than_its_target_two_months_running_is_proposed_until_it_is_taken_or_left(city, draft):
    water = build_water()
    for code in ("W2", "W4"):  # W4 lies in another area
        for month in ("2025-12", "2026-01"):
            measure(water[code], month, TP="0.25")
    for code in ("W2", "W4"):
        for year in (2025, 2026):
            target = {"section": water[code], "year": year, "grade": "III", "basis": "b", "by": "t"}
            SectionTarget.objects.create(**target, at=at(FEBRUARY))
    (found,) = candidates(draft.held, FEBRUARY)
    assert (found.key, found.kind) == ("water:W2", "monitoring")
    assert found.subject == "溪口大桥断面2025-12、2026-01水质连续两个月劣于III类目标（IV类）"
    assert "water:W2" in guarded(draft, "submit_list", list_text=draft.text)
    taken = draft.do(
        "take_item",
        subject=found.subject,
        source_kind="monitoring",
        measured=found.key,
        source_level="city",
        unit="wangxi-town",
        deadline=DEADLINE,
    )
    assert candidates(draft.held, FEBRUARY) == []
    void(draft, taken)
    assert [one.key for one in candidates(draft.held, FEBRUARY)] == ["water:W2"]
    draft.do("leave_candidate", measured="water:W2", why="上游跨界来水，已经报市里协调。")
    assert candidates(draft.held, FEBRUARY) == []


def test_a_left_proposal_comes_back_when_leaving_is_voided(city, draft):
    issue = hot(city)
    left = draft.do("leave_candidate", candidate=issue.number, why="不列。")
    assert candidates(draft.held, FEBRUARY) == []
    void(draft, left)
    assert [one.key for one in candidates(draft.held, FEBRUARY)] == [issue.number]


def void(listing, act):
    transition = load_procedures().editions("problem_list")[-1].find("correct", listing.state)
    fields = {field.name: "写错了。" for field in transition.fields if field.required and field.type != "act_number"}
    return listing.do("correct", **{**fields, "number": act.seq})


# items


def test_an_item_names_its_source_once(city, draft):
    issue = hot(city)
    assert "number of the source" in guarded(draft, "take_item", **item(source_words=""))
    draft.take(source_kind="hot_issue", source=issue.number, source_words="")
    assert "item 1" in guarded(draft, "take_item", **item(source=issue.number))


def item(**more):
    fields = {"subject": "问题", "source_kind": "grid", "source_words": "网格", "source_level": "city"}
    return {**fields, "unit": "wangxi-town", "deadline": DEADLINE, **more}


@pytest.mark.parametrize(("deadline", "allowed"), [(FEBRUARY, False), (FEBRUARY + timedelta(days=1), True)])
def test_the_deadline_of_an_item_lies_ahead(draft, deadline, allowed):
    if allowed:
        assert draft.take(deadline=deadline.isoformat()).deadline == deadline
    else:
        assert "after the day" in guarded(draft, "take_item", **item(deadline=deadline.isoformat()))


def test_one_problem_from_two_sources_is_merged_and_both_sources_stay(city, draft):
    issue = hot(city)
    first = draft.take()
    second = draft.take(source_kind="hot_issue", source=issue.number, source_words="")
    draft.do("merge_items", number=second.number, into=first.number, why="同一条河。")
    items = items_of(draft.held)
    assert [one.number for one in items if one.stands] == [1]
    assert sources_of(items[0], merged_under(items)[first.pk]) == [
        "网格发现 溪口网格三号",
        f"热点难点 {issue.number}（并入第2条）",
    ]
    assert issue.number in draft.text
    draft.confirmed()
    assert any(issue.number in source for source in draft.held.versions.get().rows[0]["sources"])


def test_a_chain_of_mergers_keeps_every_source(draft):
    for words in ("一", "二", "三"):
        draft.take(source_words=words)
    draft.do("merge_items", number=3, into=2, why="同。")
    draft.do("merge_items", number=2, into=1, why="同。")
    items = items_of(draft.held)
    assert [one.source_words for one in merged_under(items)[items[0].pk]] == ["二", "三"]


def test_an_item_is_merged_into_another_one_that_stands(draft):
    draft.take()
    draft.take()
    assert "another item" in guarded(draft, "merge_items", number=1, into=1, why="同。")
    assert "another item" in guarded(draft, "merge_items", number=1, into=9, why="同。")
    draft.do("drop_item", number=2, why="查无此事。")
    assert "another item" in guarded(draft, "merge_items", number=1, into=2, why="同。")
    assert "merged or dropped" in guarded(draft, "change_item", **{**change(), "number": 2})


def change():
    return {"subject": "问题", "unit": "wangxi-town", "deadline": DEADLINE, "why": "写具体。"}


def test_merging_dropping_and_taking_are_taken_back_by_correction(draft):
    first, second = draft.take(), draft.take()
    merged = draft.do("merge_items", number=second.number, into=first.number, why="同。")
    void(draft, merged)
    assert ListItem.objects.get(pk=second.pk).stands
    dropped = draft.do("drop_item", number=second.number, why="无。")
    void(draft, dropped)
    assert ListItem.objects.get(pk=second.pk).stands
    void(draft, draft.matter.acts.get(seq=second.taken_by))
    assert not ListItem.objects.get(pk=second.pk).stands
    assert draft.take().number == 3, "a number is never used again"


# carried over


def test_what_is_not_closed_out_is_carried_over_with_its_mark(city, draft):
    draft.take("溪口河黑臭")
    draft.take("东坡夜间施工")
    draft.published()
    closed = draft.held.items.get(number=2).case
    Proceeding.objects.filter(pk=closed.pk).update(ended_on=date(2026, 12, 1))
    later = next_year(draft)
    found = candidates(later.held, later.day)
    assert [(one.item.number, one.carried) for one in found] == [(1, True)]
    deadline = "2027-10-31"
    taken = later.take("溪口河黑臭", carried_from=1, source_words="", deadline=deadline)
    assert taken.carried
    assert taken.carried_from == draft.held.items.get(number=1)
    assert taken.case == draft.held.items.get(number=1).case
    assert "结转自2026年清单第1条" in later.text
    assert "carried over already" in guarded(later, "take_item", **item(carried_from=1, deadline=deadline))
    assert "no item 7" in guarded(later, "take_item", **item(carried_from=7, deadline=deadline))
    assert candidates(later.held, later.day) == []


def test_a_case_of_an_earlier_year_that_no_list_held_is_proposed_and_marked(city, draft):
    found = case(city).to("contracted").matter
    Case.objects.filter(proceeding=found).update(year=2025)
    assert [one.key for one in candidates(draft.held, draft.day)] == [found.number]
    draft.day = date(2026, 8, 1)
    taken = draft.take(source_kind="inspection", source=found.number, source_words="")
    assert taken.carried
    assert taken.case == found
    assert "以前年度结转" in draft.text


def test_an_item_left_out_of_the_next_list_has_a_reason(draft):
    draft.take()
    draft.published()
    later = next_year(draft)
    assert "one of them" in guarded(later, "leave_candidate", why="无。")
    assert refused(later, "leave_candidate", carried_from=4, why="无。").code == "problem_list.no_such_item"
    later.do("leave_candidate", carried_from=1, why="另案合并。")
    assert candidates(later.held, later.day) == []


# assigned as cases


def test_an_assigned_item_becomes_a_listed_case_of_that_area_and_year(draft):
    draft.take()
    draft.confirmed()
    draft.do("assign_item", number=1)
    found = draft.held.items.get().case
    assert found.state == "listed"
    assert found.case.year == 2026
    assert (found.area.code, found.case.source) == ("wangxi", "grid")
    assert draft.matter.number in found.case.problem
    assert complete_records_of(found)[1]["fields"]["confirmed_by"] == f"{draft.matter.number}第1版第1条"
    assert "already" in guarded(draft, "assign_item", number=1)


def test_an_item_joins_a_case_that_is_open_and_no_other(city, draft):
    draft.take()
    draft.confirmed()
    found = case(city).to("contracted").matter
    draft.day = date(2026, 8, 1)
    wrong = hot(city, day=draft.day)
    assert refused(draft, "assign_item", number=1, case=wrong.number).code == "problem_list.no_case"
    draft.do("assign_item", number=1, case=found.number)
    assert draft.held.items.get().case == found


def test_the_sources_say_that_they_gave_rise_to_the_case_where_their_state_lets_them(city, draft):
    ready, waiting = petition(city).to("accepted").matter, hot(city, day=date(2026, 8, 1))
    draft.day = date(2026, 8, 1)
    draft.take(source_kind="petition", source=ready.number, source_words="")
    draft.take(source_kind="hot_issue", source=waiting.number, source_words="")
    draft.do("merge_items", number=2, into=1, why="同一处。")
    draft.confirmed()
    draft.do("assign_item", number=1)
    found = draft.held.items.get(number=1).case
    raised = Link.objects.filter(target=found, kind=Link.Kind.GAVE_RISE_TO).values_list("source__number", flat=True)
    assert list(raised) == [ready.number], "a hot issue that nobody screened is left to be linked by hand"


def test_a_source_that_gave_rise_to_an_open_case_is_joined_to_it(city, draft):
    raised = petition(city).to("accepted").matter
    found = case(city).matter
    link(raised, found, Link.Kind.GAVE_RISE_TO, by_act=raised.seq)
    draft.day = date(2026, 8, 1)
    draft.take(source_kind="petition", source=raised.number, source_words="")
    draft.confirmed()
    error = refused(draft, "assign_item", number=1)
    assert error.code == "problem_list.case_open"
    assert found.number in error.message.en
    draft.do("assign_item", number=1, case=found.number)


def test_assigning_ends_when_every_item_is_a_case(draft):
    draft.take()
    draft.take()
    draft.confirmed()
    draft.do("assign_item", number=1)
    assert "items 2" in guarded(draft, "finish_assigning")
    draft.do("assign_item", number=2)
    draft.do("finish_assigning")


def test_an_item_whose_case_is_open_is_neither_dropped_nor_merged(draft):
    draft.take()
    draft.take()
    draft.published()
    draft.do("amend_list", why="新增。")
    assert "is open" in guarded(draft, "drop_item", number=1, why="无。")
    assert "is open" in guarded(draft, "merge_items", number=1, into=2, why="同。")


# amended, published


def test_an_amendment_is_another_version_and_the_public_keeps_the_last_one(draft):
    draft.take()
    draft.published()
    draft.do("amend_list", why="督察又发现一处。")
    draft.take("采石场扬尘")
    assert (draft.held.version, draft.held.published_version) == (1, 1)
    draft.confirmed()
    assert (draft.held.version, draft.held.published_version) == (2, 1)
    assert draft.held.confirmed_on == FEBRUARY
    draft.assigned().do("publish_list")
    assert draft.held.published_version == 2
    first, second = draft.held.versions.all()
    assert [len(first.rows), len(second.rows)] == [1, 2]
    assert as_confirmed(first)
    assert as_confirmed(second)


def test_a_list_that_names_a_leader_is_not_published(city, draft):
    name = city.people["vice-mayor"].name_zh
    draft.take(f"{name}包的河段黑臭")
    draft.confirmed().assigned()
    assert "Items 1 name a leader" in guarded(draft, "publish_list")


def test_leaders_are_disclosed_by_a_decision_and_concealed_by_voiding_it(draft):
    draft.take()
    draft.published()
    assert draft.held.leaders_decision == ""
    disclosed = draft.do("disclose_leaders", decision="望办发〔2026〕8号")
    assert draft.held.leaders_decision == "望办发〔2026〕8号"
    void(draft, disclosed)
    assert draft.held.leaders_decision == ""


# the alarm


def test_the_list_is_due_at_the_end_of_march():
    assert confirm_by(2026).due == date(2026, 3, 31)
    assert confirm_by(2026).certainty == "local_default"


@pytest.mark.parametrize(
    ("on", "late"), [(date(2026, 3, 30), 0), (date(2026, 3, 31), 0), (date(2026, 4, 1), 3), (date(2026, 12, 31), 3)]
)
def test_an_area_without_a_confirmed_list_is_told_from_the_day_after(city, on, late):
    assert len(areas_without_confirmed_list(2026, on)) == late


@pytest.mark.parametrize(("confirmed", "late"), [(date(2026, 4, 1), True), (date(2026, 4, 2), False)])
def test_the_alarm_ends_on_the_day_of_confirmation(city, draft, confirmed, late):
    draft.take()
    draft.day = date(2026, 4, 2)
    draft.confirmed()
    told = {area.code for area in areas_without_confirmed_list(2026, confirmed)}
    assert ("wangxi" in told) is late
    assert "shiwan" in told


def test_a_withdrawn_list_is_none(draft):
    draft.take()
    draft.confirmed()
    draft.day = date(2026, 5, 6)
    draft.do("withdraw_list", why="重起。")
    assert "wangxi" not in {area.code for area in areas_without_confirmed_list(2026, date(2026, 5, 5))}
    assert "wangxi" in {area.code for area in areas_without_confirmed_list(2026, date(2026, 5, 6))}


def test_a_year_counts_items_carried_open_and_closed(city, draft):
    draft.take()
    draft.take()
    draft.take()
    draft.do("merge_items", number=3, into=2, why="同。")
    draft.confirmed().assigned()
    Proceeding.objects.filter(pk=draft.held.items.get(number=2).case_id).update(ended_on=date(2026, 6, 1))
    rows = {one.area.code: one for one in year_of(2026, date(2026, 4, 1), list(Area.objects.all()))}
    row = rows["wangxi"]
    assert (row.items, row.carried, row.open, row.closed, row.late) == (2, 0, 1, 1, False)
    assert (rows["shiwan"].held, rows["shiwan"].late) == (None, True)


# who


WHO = {
    "draft": {
        "take_item": {"inspector", "clerk"},
        "leave_candidate": {"inspector", "clerk"},
        "submit_list": {"inspector", "clerk"},
        "withdraw_list": {"inspector", "mayor", "secretary"},
    },
    "submitted": {
        "confirm": {"mayor", "secretary"},
        "confirm_by_meeting": {"inspector", "mayor", "secretary"},
        "send_back_list": {"inspector", "mayor", "secretary"},
    },
    "confirmed": {"assign_item": {"inspector"}, "finish_assigning": {"inspector"}, "amend_list": {"inspector"}},
}


def test_only_the_people_of_the_table_may_do_an_act(city, draft):
    draft.take()
    for state, table in WHO.items():
        if state == "submitted":
            draft.submitted()
        if state == "confirmed":
            draft.do("confirm", by="mayor", list_text=draft.text)
            draft.do("confirm_second", by="secretary", list_text=draft.text)
        assert draft.state == state
        for act, allowed in table.items():
            may = set()
            for post in city.posts:
                offered = {
                    p.transition.act: p.for_actor for p in possible(draft.matter, city.actor(post, FEBRUARY), FEBRUARY)
                }
                if offered.get(act):
                    may.add(post)
            assert may == allowed, act
