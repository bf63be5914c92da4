"""What is suggested, what an officer decides, and that every decision goes back to the exact state before it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from qingtian.apps.places.models import Source
from qingtian.apps.proceedings.actions.perform import StaleProceeding
from qingtian.apps.proceedings.models import Clock, Link, Proceeding
from qingtian.apps.proceedings.queries import projection_of
from qingtian.apps.repeats.actions.decide import decide
from qingtian.apps.repeats.actions.follow import follow
from qingtian.apps.repeats.actions.suggest import suggest
from qingtian.apps.repeats.actions.undo import undo
from qingtian.apps.repeats.finding import find
from qingtian.apps.repeats.models import Candidate, RepeatDecision
from qingtian.apps.repeats.queries import decisions, linked, suggested
from qingtian.apps.repeats.text_index import writing
from qingtian.errors import Refused
from qingtian.insight.likeness import Kind
from tests.apps.proceedings.driving import MONDAY, REPORTER, Drive
from tests.apps.repeats.conftest import AGAIN, KILN, OTHER
from tests.days import at

pytestmark = pytest.mark.django_db(databases=["default", "identity"])
PHONE = "13900000001"


def officer(city):
    return city.actor("petition-officer", MONDAY)


def say(drive: Drive, earlier: Drive, choice: str, **more):
    values = {"by": officer(drive.city), "on": drive.day, "now": at(drive.day), "expected_seq": drive.matter.seq}
    values |= {"why": "同一处、同一种气味"} if choice == "merge" else {}
    made = decide(drive.matter, earlier.matter, choice, **{**values, **more})
    drive.matter.refresh_from_db()
    return made


def take_back(drive: Drive, decision: RepeatDecision, **more):
    values = {"by": officer(drive.city), "on": drive.day, "now": at(drive.day), "expected_seq": drive.matter.seq}
    made = undo(decision, **{**values, "why": "认错了", **more})
    drive.matter.refresh_from_db()
    return made


def state_of(drive: Drive):
    """The whole projection, its columns and rows, less what only says how many acts there were."""
    drive.matter.refresh_from_db()
    projection = projection_of(drive.matter)
    own = replace(projection, seq=0, last_on=None, done={}, before={})
    facts = {name: value for name, value in own.facts.items() if name != "main"}
    columns = Proceeding.objects.filter(pk=drive.matter.pk).values(
        "state",
        "edition",
        "title",
        "area",
        "ended_on",
        "next_due",
        "owner_organ",
        "owner_post",
        "handling_mark",
        "restricted",
    )
    clocks = Clock.objects.filter(proceeding=drive.matter).order_by("key").values()
    rows = [{k: v for k, v in clock.items() if k not in ("id",)} for clock in clocks]
    parties = sorted(drive.matter.parties.values_list("relation", "organ", "post"))
    return replace(own, facts=facts), columns[0], rows, parties


def test_candidates_come_from_words_place_and_person_before_and_after_the_index_knows_them(told):
    here = {"longitude": "102.700000", "latitude": "25.040000"}
    words, place = told(KILN), told("烟囱又冒烟", **here)
    person = told("窑湾那家塑料加工点又在烧，跟上次说的一样。", phone=PHONE)
    told(OTHER)
    new = told(AGAIN, MONDAY + timedelta(days=2), phone=PHONE, **here)
    wanted = {words.matter.pk, place.matter.pk, person.matter.pk}
    for prepare in (lambda: None, writing.make):
        prepare()
        found = {one.earlier: one.verdict for one in find(new.matter.pk)}
        assert set(found) == wanted
        assert found[person.matter.pk].kind is Kind.PRESSING
        assert found[words.matter.pk].kind is found[place.matter.pk].kind is Kind.SAME_EVENT


def test_a_source_of_the_registry_named_by_both_speaks_for_one_matter_and_another_one_against(city, told):
    for number, name in enumerate(("云屏第一砖厂", "云屏第二砖厂")):
        Source.objects.create(code=f"s-{number}", name_zh=name, name_en=name, area=city.areas["wangxi"])
    told("云屏第一砖厂的烟囱冒黑烟")
    told("云屏第二砖厂的烟囱冒黑烟")
    new = told("云屏第一砖厂夜里黑烟很大")
    found = {one.earlier: {r.code for r in one.verdict.reasons} for one in find(new.matter.pk)}
    assert [codes for codes in found.values() if "source_same" in codes]
    assert not [codes for codes in found.values() if "source_other" in codes]


def test_what_is_kept_of_a_suggestion_holds_no_word_of_a_report_and_no_mark_of_a_person(told):
    told(KILN, phone=PHONE)
    new = told(AGAIN, phone=PHONE)
    (row,) = suggest(new.matter.pk, now=at(MONDAY))
    kept = repr(row.reasons) + row.kind
    assert not any(word in kept for word in ("窑湾", "塑料", PHONE))
    assert suggest(new.matter.pk, now=at(MONDAY))[0].earlier_id == row.earlier_id
    assert Candidate.objects.count() == 1


def test_new_reports_are_looked_at_when_the_index_takes_them_over(told):
    writing.make()
    told(KILN)
    told(AGAIN)
    done = follow(at(MONDAY))
    assert (done.written, done.looked, Candidate.objects.count()) == (2, 2, 1)


def test_an_accusation_is_never_suggested_and_gets_no_suggestions(told):
    accusation = told(KILN).to("accusation")
    new = told(AGAIN)
    assert find(new.matter.pk) == []
    assert find(accusation.matter.pk) == []


def test_a_merged_report_stands_for_its_main_and_a_withdrawn_one_for_nothing(told):
    main, merged = told(KILN), told(KILN)
    say(merged, main, "merge")
    told(KILN).to("withdrawn")
    new = told(AGAIN)
    assert [one.earlier for one in find(new.matter.pk)] == [main.matter.pk]


@pytest.mark.parametrize("state", ["received", "registered", "accepted"])
def test_a_merge_undone_restores_state_relations_clocks_and_rows(told, state):
    main, drive = told(KILN), told(AGAIN).to(state)
    before = state_of(drive)
    decision = say(drive, main, "merge")
    assert (drive.matter.state, drive.matter.next_due) == ("merged", None)
    drive.day += timedelta(days=3)
    take_back(drive, decision)
    assert state_of(drive) == before
    assert drive.holds()


@pytest.mark.parametrize(("choice", "kind"), [("recurrence", "recurrence_of"), ("pressing", "presses")])
@pytest.mark.parametrize("state", ["registered", "accepted", "replied"])
def test_a_recurrence_or_a_pressing_undone_restores_everything(told, choice, kind, state):
    earlier, drive = told(KILN).to("closed"), told(AGAIN).to(state)
    before = state_of(drive)
    decision = say(drive, earlier, choice)
    links = Link.objects.filter(source=drive.matter, target=earlier.matter, kind=kind)
    assert links.filter(undone_by=None).exists()
    assert [(one, later) for one, later, _ in linked(earlier.matter, officer(drive.city))] == [(kind, False)]
    take_back(drive, decision)
    assert state_of(drive) == before
    assert not links.filter(undone_by=None).exists()
    assert drive.holds()


def test_not_the_same_is_remembered_in_either_order_and_may_be_taken_back(told):
    earlier, new = told(KILN), told(AGAIN)
    actor = officer(new.city)
    assert [m.pk for m, _ in suggested(new.matter, actor)] == [earlier.matter.pk]
    before = state_of(new)
    decision = say(new, earlier, "not_the_same")
    assert suggested(new.matter, actor) == []
    assert state_of(new) == before
    take_back(new, decision)
    assert len(suggested(new.matter, actor)) == 1
    assert [d.undone_at is None for d in decisions(new.matter, actor)] == [False]


def test_each_merged_reporter_keeps_receipt_answer_and_vote(told):
    main = told(KILN).to("accepted")
    first, second = told(AGAIN), told(KILN)
    receipts = [d.matter.petition.receipt for d in (main, first, second)]
    for drive in (first, second):
        say(drive, main, "merge")
    main.to("replied")
    for drive in (first, second):
        drive.matter.refresh_from_db()
        drive.day = main.day
        assert (drive.matter.state, drive.projection.facts["reply"]) == ("replied", main.projection.facts["reply"])
    first.do("rate", REPORTER, fields={"satisfaction": "not"})
    second.do("rate", REPORTER, fields={"satisfaction": "satisfied"})
    main.matter.refresh_from_db()
    assert [first.state, second.state, main.state] == ["second_look", "closed", "replied"]
    assert [d.matter.petition.receipt for d in (main, first, second)] == receipts


def test_who_may_not_decide_who_comes_late_and_who_decides_twice_is_told(told):
    earlier, new = told(KILN), told(AGAIN)
    with pytest.raises(Refused, match=r"\[repeats.not_yours\]"):
        say(new, earlier, "merge", by=new.city.actor("handler", MONDAY))
    with pytest.raises(Refused, match=r"\[repeats.same\]"):
        say(new, new, "not_the_same")
    with pytest.raises(Refused, match=r"\[repeats.why\]"):
        say(new, earlier, "merge", why=" ")
    with pytest.raises(StaleProceeding):
        say(new, earlier, "not_the_same", expected_seq=new.matter.seq - 1)
    with pytest.raises(Refused, match=r"\[act.guard\]"):
        say(new.to("registered"), earlier, "recurrence")
    assert not RepeatDecision.objects.exists()
    say(new, earlier, "not_the_same")
    with pytest.raises(Refused, match=r"\[repeats.decided\]"):
        say(new, earlier, "merge")


def test_a_form_sent_twice_decides_once(told):
    earlier, new = told(KILN), told(AGAIN)
    first = say(new, earlier, "merge", once="t" * 20)
    assert say(new, earlier, "merge", once="t" * 20, expected_seq=1) == first
    assert RepeatDecision.objects.count() == 1


def test_a_decision_overtaken_by_the_act_itself_stands_no_longer(told):
    earlier, new = told(KILN), told(AGAIN)
    decision = say(new, earlier, "merge")
    new.do("unmerge")
    with pytest.raises(Refused, match=r"\[repeats.undone\]"):
        take_back(new, decision)
    assert say(new, earlier, "not_the_same").choice == "not_the_same"


def test_an_officer_is_suggested_only_what_lies_in_scope(told):
    told(KILN).to("assigned")
    new = told(AGAIN)
    assert suggested(new.matter, new.city.actor("handler-2", MONDAY)) == []
    assert len(suggested(new.matter, officer(new.city))) == 1
