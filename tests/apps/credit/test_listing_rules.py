"""The list of violators: a decision in force, notice and defence first, lawful days, repair after the shortest time."""

from datetime import date, timedelta

import pytest

from qingtian.apps.credit.actions.follow_remedies import follow_remedies
from qingtian.apps.credit.queries import matching, shown_on, taken_down_on, to_publish, to_take_down
from qingtian.apps.proceedings.chapters import Performed
from qingtian.apps.proceedings.models import Proceeding
from qingtian.apps.proceedings.queries import possible, projection_of
from qingtian.apps.publishing.told_decisions import decided, decision_of
from qingtian.enforcement.in_force import decision_state
from qingtian.errors import Refused
from qingtian.procedures.projection import Projection, as_json
from qingtian.procedures.who import Actor
from tests.apps.credit.listing import DECIDED, LISTED, PROPOSED, Walk, decided_case, person, remedy, unit
from tests.days import at
from tests.publishing import drafted

pytestmark = pytest.mark.django_db(databases=["default", "identity"])
ONE = timedelta(days=1)
#: three months of an ordinary entry listed on 2026-05-18 end on that day of August, a year on that day of 2027
SHORTEST, LONGEST = date(2026, 8, 18), date(2027, 5, 18)


def walk(city, **more):
    return Walk(city, decided_case("CF-2026-000001", more.pop("party", None) or unit()), **more)


def refused(act, code="act.guard"):
    with pytest.raises(Refused) as caught:
        act()
    assert caught.value.code == code, caught.value
    return caught.value


def numbers(day):
    return [one.proceeding.number for one in shown_on(day)]


def test_it_is_shown_from_its_first_to_its_last_day_and_not_a_day_longer_whatever_anybody_did(city):
    done = walk(city).listed()
    entry = done.entry
    assert (entry.first_day, entry.shortest, entry.last_day, entry.level) == (LISTED, SHORTEST, LONGEST, "ordinary")
    assert numbers(LISTED - ONE) == []
    for day in (LISTED, SHORTEST, LONGEST - ONE, LONGEST):
        assert numbers(day) == [done.matter.number]
    assert numbers(LONGEST + ONE) == []  # the matter is still "listed": nobody has ended it
    assert done.state == "listed"
    refused(lambda: done.on(LONGEST).do("expire"))
    assert done.on(LONGEST + ONE).do("expire").state == "expired"


def test_nobody_is_listed_without_notice_and_defence(city):
    done = walk(city)
    told = refused(lambda: done.do("list"), "act.not_now")
    assert "env_protection_law_2014 54" in told.basis
    done.do("notify")
    refused(lambda: done.do("list"), "act.not_now")
    # nobody answered: that may be said only once the five working days are over
    assert done.due("credit.defence") == date(2026, 5, 13)
    refused(lambda: done.on(date(2026, 5, 13)).do("record_defence", defence="none"))
    done.on(date(2026, 5, 14)).do("record_defence", defence="none")
    missing = refused(lambda: done.on(LISTED).do("list"))
    assert "保密审查" in missing.message.zh
    assert done.do("review_words").do("list").state == "listed"


def test_a_defence_is_written_down_and_answered(city):
    done = walk(city).do("notify")
    refused(lambda: done.do("record_defence", words=""))
    refused(lambda: done.do("record_defence", answer=""))
    assert done.do("record_defence").state == "defended"


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"served_on": None}, "没有送达"),
        ({"decided_on": None, "served_on": None}, "没有作出决定"),
        ({"outcome": "no_penalty_minor"}, "不予处罚"),
        ({"decision_revoked_on": "2026-05-07"}, "撤销"),
        ({"served_on": "2026-05-08"}, "没有送达"),
    ],
)
def test_only_a_decision_in_force_is_proposed(city, facts, said):
    case = decided_case("CF-2026-000001", unit(), **facts)
    told = refused(lambda: Walk(city, case), "listing.not_in_force")
    assert said in told.message.zh
    assert told.basis == "penalty_law_2021 48"


def test_a_decision_that_falls_before_the_listing_is_not_listed(city):
    done = walk(city).defended()
    remedy("FY-2026-000001", done.case, outcome="revoked", decided_on="2026-05-18")
    assert "撤销" in refused(lambda: done.on(LISTED).do("list")).message.zh
    # found lawful, it is listed: the remedy alone stops nothing
    other = Walk(city, decided_case("CF-2026-000002", unit("石湾木器厂")), PROPOSED).defended()
    remedy("FY-2026-000002", other.case, outcome="upheld", decided_on="2026-05-18")
    assert other.on(LISTED).do("list").state == "listed"


def test_a_serious_list_needs_a_legal_basis_and_a_serious_sanction(city):
    told = refused(lambda: walk(city, list_kind="serious_dishonesty", sanctions=["banned"]))
    assert "dishonesty_opinions_2020" in told.basis
    case = decided_case("CF-2026-000002", unit("石湾木器厂"))
    basis = {"list_kind": "serious_dishonesty", "legal_basis": "某法第几条"}
    light = Walk(city, case, **basis).defended()
    refused(lambda: light.on(LISTED).do("list"))
    grave = Walk(
        city, decided_case("CF-2026-000003", unit("三厂")), sanctions=["warning", "banned"], **basis
    ).defended()
    assert grave.on(LISTED).do("list", level="serious").entry.shortest == date(2027, 5, 18)


@pytest.mark.parametrize(
    ("sanctions", "level", "first", "last"),
    [
        (["warning"], "minor", LISTED, date(2026, 8, 18)),
        (["simplified", "large_fine"], "ordinary", SHORTEST, LONGEST),
        (["large_fine", "permit_revoked"], "serious", date(2027, 5, 18), date(2029, 5, 18)),
    ],
)
def test_level_and_days_follow_from_the_gravest_sanction(city, sanctions, level, first, last):
    done = walk(city, sanctions=sanctions).defended().on(LISTED)
    other = "serious" if level != "serious" else "minor"
    refused(lambda: done.do("list", level=other, shown_until=last.isoformat()))
    for day in (first - ONE, last + ONE):
        refused(lambda day=day: done.do("list", level=level, shown_until=day.isoformat()))
    assert done.do("list", level=level, shown_until=first.isoformat()).entry.last_day == first


def test_repair_comes_after_the_shortest_time_and_ends_publication_the_same_day(city):
    done = walk(city).listed().on(SHORTEST)
    told = refused(lambda: done.do("apply_repair"))
    assert str(SHORTEST) in told.message.zh
    assert told.basis.startswith("credit_repair_measures_2026")
    done.on(SHORTEST + ONE).do("apply_repair")
    assert done.due("credit.repair_decision") == date(2026, 9, 2)  # ten working days after Wednesday, 19 August
    assert numbers(done.day) == [done.matter.number]
    decided = date(2026, 9, 1)
    assert done.on(decided).do("decide_repair").state == "repaired"
    assert numbers(decided - ONE) == [done.matter.number]
    assert numbers(decided) == []
    assert done.do("remove").state == "removed"


def test_a_refused_repair_stays_in_publication_and_may_be_asked_for_again(city):
    done = walk(city).listed().on(SHORTEST + ONE).do("apply_repair").do("decide_repair", result="refused")
    assert (done.state, numbers(done.day)) == ("repair_refused", [done.matter.number])
    assert done.on(date(2026, 10, 12)).do("apply_repair").do("decide_repair").state == "repaired"


def test_an_application_is_not_of_the_future_nor_before_the_listing(city):
    done = walk(city).listed().on(SHORTEST + ONE)
    refused(lambda: done.do("apply_repair", received_on="2026-08-20"))
    refused(lambda: done.do("apply_repair", received_on="2026-05-17"))


def test_who_proposed_does_not_decide_nor_review(city):
    city.posts["handler"].roles = ["penalty_officer", "secrecy_reviewer", "organ_head"]
    done = walk(city).do("notify").do("record_defence")
    assert "换一个人" in refused(lambda: done.do("review_words", by="handler")).message.zh
    done.do("review_words").on(LISTED)
    assert "换一个人" in refused(lambda: done.do("list", by="handler")).message.zh


OFFICERS, HEADS = {"handler", "second-officer"}, {"branch-head"}
#: who may do what in the small city, of the branch that made the decision
MAY = {
    "notify": OFFICERS,
    "record_defence": OFFICERS,
    "review_words": {"secrecy"},
    "list": HEADS,
    "not_list": HEADS,
    "apply_repair": OFFICERS,
    "decide_repair": HEADS,
    "remove": OFFICERS,
    "expire": OFFICERS | {"system"},
    "note_undoing": {"system"},
    "take_down": OFFICERS | HEADS,
}


def test_only_the_people_of_the_table_may_do_an_act_in_any_state(city):
    done, states = walk(city), set()
    steps = ["notify", "record_defence", "list", "apply_repair", "decide_repair"]
    everybody = {post: city.actor(post, LISTED) for post in city.posts} | {"system": Actor(kind="system")}
    for act in [*steps, None]:
        done.matter.refresh_from_db()
        states.add(done.state)
        for name, actor in everybody.items():
            for one in possible(done.matter, actor, done.day):
                if one.transition.act in MAY:
                    assert one.for_actor == (name in MAY[one.transition.act]), (one.transition.act, name)
        if act == "list":
            done.do("review_words").on(LISTED)
        if act == "apply_repair":
            done.on(SHORTEST + ONE)
        if act:
            done.do(act)
    assert states == {"proposed", "notified", "defended", "listed", "repair_applied", "repaired"}


def test_one_decision_is_listed_once_until_the_first_has_ended(city):
    done = walk(city)
    assert refused(lambda: Walk(city, done.case), "listing.twice").where == "about"
    done.do("not_list")
    assert Walk(city, done.case).state == "proposed"


def test_a_natural_person_is_shown_by_the_family_name_alone_and_a_minor_never(city):
    done = walk(city, party=person("王小明")).listed()
    shown = shown_on(LISTED).get()
    assert (shown.name, shown.credit_code) == ("王某", "")
    assert "小明" not in str([vars(one) for one in shown_on(LISTED)])
    assert "小明" not in str(projection_of(done.matter))
    assert not matching(shown_on(LISTED), "王小明").exists()
    assert matching(shown_on(LISTED), "王某").exists()
    case = decided_case("CF-2026-000002", person("李小红"))
    assert "15" in refused(lambda: Walk(city, case, minor=True)).basis
    refused(lambda: Walk(city, case, subject="李小红倾倒废油"), "listing.names_a_person")


def test_words_the_review_masks_are_never_shown(city):
    done = walk(city, subject="三号配方槽废水超标").do("notify").do("record_defence")
    refused(lambda: done.do("review_words", conclusion="masked", masks="没有的词"))
    refused(lambda: done.do("review_words", conclusion="masked"))
    done.do("review_words", conclusion="masked", masks="三号配方").on(LISTED).do("list")
    assert shown_on(LISTED).get().what == "□□槽废水超标"


def test_words_that_may_not_be_published_end_the_listing(city):
    done = walk(city).do("notify").do("record_defence").do("review_words", conclusion="withheld")
    assert (done.state, numbers(LISTED)) == ("not_listed", [])


def undo(case, told, on):
    """What the kernel calls in the transaction of the remedy's own act."""
    projection = Projection(state="decided", seq=2, last_on=on.isoformat(), facts=told)
    one = remedy("FY-2026-000009", case, **told)
    record = {"facts": told, "ends": False, "seq": 2}

    class Done:
        recorded_at, seq = at(on), 2

    Done.on = on
    one.projection = as_json(projection)
    one.save()
    performed = Performed(one, Done, record, {}, Actor(kind="system"), projection, projection)
    follow_remedies(performed)
    return performed


@pytest.mark.parametrize("outcome", ["revoked", "changed", "unlawful", "void", "revoked_redo"])
def test_what_rests_on_a_decision_that_fell_is_hidden_that_day_and_taken_down_within_three_working_days(city, outcome):
    done = walk(city).listed()
    fell = date(2026, 9, 24)  # a Thursday; Friday is the mid-autumn festival
    follow = undo(done.case, {"outcome": outcome, "decided_on": "2026-09-23"}, fell)
    follow_remedies(follow)  # the same news twice changes nothing
    done.matter.refresh_from_db()
    assert numbers(fell - ONE) == [done.matter.number]
    assert numbers(fell) == []
    assert done.due("publication.take_down") == date(2026, 9, 30)
    assert projection_of(done.matter).seq == 6
    assert to_take_down(city.actor("branch-head", fell)) == [done.matter]
    assert not taken_down_on(fell).exists()
    done.on(date(2026, 9, 30)).do("take_down")
    assert done.state == "taken_down"
    assert [one.withdrawn_for for one in taken_down_on(LONGEST)] == ["处罚决定被复议撤销。"]
    assert not taken_down_on(LONGEST + ONE).exists()


def test_a_decision_made_anew_is_another_what_undid_the_first_says_nothing_of_it():
    facts = {"decided_on": "2026-04-28", "served_on": "2026-04-30", "decision_revoked_on": "2026-06-01"}
    assert decision_state(facts).undone(date(2026, 6, 1))
    assert not decision_state(facts).undone(date(2026, 5, 31))
    remade = facts | {"decided_on": "2026-07-01"}
    assert "没有送达" in decision_state(remade).lack(date(2026, 7, 2)).zh, "the service was of the first"
    assert decision_state(remade | {"served_on": "2026-07-02"}).lack(date(2026, 7, 2)) is None
    assert decision_state(remade | {"served_on": "2026-07-02"}, made_on=date(2026, 4, 28)).undone(date(2026, 7, 2))
    assert decision_state(facts | {"after_revocation": "stands"}).how == "changed"
    assert decision_state(facts | {"after_revocation": "ends"}).how == "revoked"


@pytest.mark.parametrize("outcome", ["upheld", "withdrawn", "ordered_to_act", "not_taken"])
def test_a_remedy_that_leaves_the_decision_standing_changes_nothing(city, outcome):
    done = walk(city).listed()
    undo(done.case, {"outcome": outcome, "decided_on": "2026-09-23"}, date(2026, 9, 24))
    assert numbers(date(2026, 9, 24)) == [done.matter.number]
    refused(lambda: done.on(date(2026, 9, 24)).do("take_down"))


def test_a_decision_waits_seven_working_days_to_be_published_and_is_late_the_day_after(
    city, django_assert_max_num_queries
):
    case = decided_case("CF-2026-000001", unit(), city.organs["branch"])
    decided_case("CF-2026-000002", unit("二厂"), city.organs["branch"], served_on=None)
    decided_case("CF-2026-000003", unit("三厂"), city.organs["branch-2"])
    head = city.actor("branch-head", PROPOSED)
    # decided on Tuesday 28 April: two days, five of holiday, then 6, 7, 8, the working Saturday 9, and Monday 11 May
    due = date(2026, 5, 11)
    to_publish(head, due)
    with django_assert_max_num_queries(5):
        found = to_publish(head, due)
    assert [(one.matter, one.due, one.late) for one in found] == [(case, due, False)]
    assert [one.late for one in to_publish(head, due + ONE)] == [True]
    drafted(city, PROPOSED, kind="penalty_decision", source=case.number, formed_on=DECIDED)
    assert to_publish(head, due) == []


@pytest.mark.parametrize(
    ("done", "said"),
    [
        ({}, "没有作出决定"),
        ({"approve": "2026-05-06"}, "没有送达"),
        ({"approve": "2026-05-06", "execute": "2026-05-07"}, None),
        ({"execute": "2026-05-06"}, "没有作出决定"),
        ({"execute": "2026-05-06", "approve_afterwards": "2026-05-07"}, None),
    ],
)
def test_a_seizure_is_told_of_once_it_is_approved_and_carried_out(city, done, said):
    marks = {act: ({"seq": 1, "on": on, "by": {}},) for act, on in done.items()}
    projection = as_json(Projection(state="sealed", done=marks))
    row = {"edition": "2015-01-01", "state": "sealed", "title": "查封", "seq": 1}
    matter = Proceeding.objects.create(number="CK-2026-000001", procedure="seizure", projection=projection, **row)
    assert Proceeding.objects.filter(decided()).exists() is (done.keys() & {"approve", "approve_afterwards"} != set())
    lack = decision_of(matter).lack(date(2026, 5, 7))
    assert (said is None) is (lack is None)
    assert said is None or said in lack.zh
