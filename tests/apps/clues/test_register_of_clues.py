"""The register of clues: what may be entered when, by whom, who is concerned, and what never leaves it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from qingtian.apps.clues.actions.checking import FieldsUnusable
from qingtian.apps.clues.actions.enter import enter, one, register_new
from qingtian.apps.clues.actions.look import look, open_count
from qingtian.apps.clues.chain import entries, verify
from qingtian.apps.clues.models import RegisterEntry
from qingtian.apps.clues.policy import may_see_ageing, may_see_count
from qingtian.apps.clues.steps import STATES, STEPS
from qingtian.apps.people.models import Tenure
from qingtian.errors import QingtianError
from qingtian.trail import sm3
from tests.apps.clues.keeping import REGISTERED, appoint_keeper
from tests.apps.proceedings.driving import case
from tests.days import TODAY, at

pytestmark = pytest.mark.django_db(databases=["default", "identity"])

SENT = {"letter": "云督移〔2026〕1号", "on": "2026-10-12", "organ": "市纪委监委"}
GIVEN: dict[str, dict[str, str]] = {
    "register": REGISTERED,
    "transfer": SENT,
    "receipt": {"on": "2026-10-15", "number": "回执1号"},
    "return": {"on": "2026-10-20", "reason": "补充夜查台账"},
    "result": {"on": "2026-11-10", "outcome": "admonished", "form": "诫勉", "basis": "办法第十条"},
    "end_here": {"outcome": "duplicate", "reason": "与另一条相同"},
    "close": {},
    "remark": {"words": "文号写错一位"},
    "correct_registration": REGISTERED | {"conduct_on": "2026-03-05", "why": "日期看错"},
    "correct_letter": SENT | {"letter": "云督移〔2026〕2号", "why": "文号看错"},
}
GIVEN["correct_result"] = GIVEN["result"] | {"outcome": "not_established", "form": "不予追究", "why": "看错一行"}
#: the steps to a state from a fresh registration
WAY = {
    "registered": (),
    "transferred": ("transfer",),
    "received": ("transfer", "receipt"),
    "returned": ("transfer", "return"),
    "answered": ("transfer", "receipt", "result"),
    "closed": ("transfer", "receipt", "result", "close"),
    "ended_here": ("end_here",),
}


@pytest.fixture
def keeper(city: Any) -> Any:
    appoint_keeper(city)
    return city.actor("keeper", TODAY)


def new(keeper: Any, **fields: str) -> Any:
    return register_new(by=keeper, now=at(TODAY), fields=REGISTERED | fields)


def step(keeper: Any, clue: Any, name: str, **fields: str) -> Any:
    return enter(name, clue.number, by=keeper, now=at(TODAY), fields=GIVEN[name] | fields, seen=len(clue.entries))


def come_to(keeper: Any, state: str) -> Any:
    clue = new(keeper)
    for name in WAY[state]:
        clue = step(keeper, clue, name)
    assert clue.state == state
    return clue


@pytest.mark.parametrize("state", WAY)
@pytest.mark.parametrize("name", STEPS)
def test_every_declared_step_passes_and_every_other_is_refused(keeper: Any, state: str, name: str) -> None:
    clue, declared = come_to(keeper, state), STEPS[name]
    again = {"on": "2026-10-20"} if (name, state) == ("transfer", "returned") else {}
    if state in declared.from_:
        assert step(keeper, clue, name, **again).state == (declared.to or state)
        return
    with pytest.raises(QingtianError) as refused:
        step(keeper, clue, name)
    assert refused.value.code == "clues.not_now"
    assert one(clue.number).state == state


def test_every_state_of_the_table_is_reached() -> None:
    assert set(WAY) | {"to_register"} == set(STATES)


def test_none_is_closed_without_an_outcome(keeper: Any) -> None:
    for state in ("registered", "transferred", "received", "returned"):
        with pytest.raises(QingtianError, match=r"clues\.not_now"):
            step(keeper, come_to(keeper, state), "close")
    with pytest.raises(FieldsUnusable) as faults:
        step(keeper, come_to(keeper, "received"), "result", outcome="")
    assert set(faults.value.faults) == {"outcome"}
    assert come_to(keeper, "closed").outcome == "admonished"


def test_an_outcome_only_the_receiving_organ_gives_does_not_end_a_clue_here_and_the_reverse(keeper: Any) -> None:
    with pytest.raises(FieldsUnusable):
        step(keeper, come_to(keeper, "registered"), "end_here", outcome="admonished")
    with pytest.raises(FieldsUnusable):
        step(keeper, come_to(keeper, "received"), "result", outcome="duplicate")


def test_the_post_is_the_one_of_the_day_and_a_later_move_ends_nothing(city: Any, keeper: Any) -> None:
    changed = date(2026, 3, 3)
    Tenure.objects.filter(post=city.posts["town"]).update(ends=changed - timedelta(days=1))
    Tenure.objects.create(person=city.people["acceptor"], post=city.posts["town"], starts=changed)
    before = new(keeper, conduct_on="2026-03-02").registered["at_the_time"]
    after = new(keeper, conduct_on="2026-03-03").registered["at_the_time"]
    assert (before["person"], after["person"]) == ("p-town", "p-acceptor")
    Tenure.objects.filter(post=city.posts["town"]).update(ends=changed)
    assert [clue.state for clue in look(keeper, now=at(TODAY), at="list")] == ["registered", "registered"]
    assert look(keeper, now=at(TODAY), at="list")[0].registered["at_the_time"] == before


def test_a_vacant_post_is_said_to_be_vacant(city: Any, keeper: Any) -> None:
    assert new(keeper, conduct_on="2019-12-31").registered["at_the_time"]["person"] is None


@pytest.mark.parametrize(
    ("name", "state", "wrong", "field"),
    [
        ("transfer", "registered", {"on": "2026-03-01"}, "on"),
        ("receipt", "transferred", {"on": "2026-10-11"}, "on"),
        ("result", "received", {"on": "2026-10-11"}, "on"),
        ("receipt", "transferred", {"on": (TODAY + timedelta(days=1)).isoformat()}, "on"),
        ("transfer", "returned", {"on": "2026-10-19"}, "on"),
        ("correct_letter", "received", {"on": "2026-10-16"}, "on"),
        ("correct_letter", "received", {"on": "2026-03-01"}, "on"),
        ("correct_result", "closed", {"on": "2026-10-11"}, "on"),
        ("correct_registration", "received", {"conduct_on": "2026-10-13"}, "conduct_on"),
        ("correct_registration", "received", {"why": ""}, "why"),
        ("transfer", "registered", {"on": "12日"}, "on"),
        ("transfer", "registered", {"letter": "文" * 201}, "letter"),
        ("transfer", "registered", {"organ": " "}, "organ"),
    ],
)
def test_days_follow_one_another_and_what_is_missing_is_named(
    keeper: Any, name: str, state: str, wrong: dict[str, str], field: str
) -> None:
    clue = come_to(keeper, state)
    with pytest.raises(FieldsUnusable) as faults:
        step(keeper, clue, name, **wrong)
    assert set(faults.value.faults) == {field}
    assert len(one(clue.number).entries) == len(clue.entries)


@pytest.mark.parametrize("on", ["2026-10-12", TODAY.isoformat()])
def test_a_receipt_on_the_day_of_the_letter_and_today_are_taken(keeper: Any, on: str) -> None:
    assert step(keeper, come_to(keeper, "transferred"), "receipt", on=on).state == "received"


def test_a_correction_holds_from_then_on_and_what_it_corrects_stays_to_be_read(city: Any, keeper: Any) -> None:
    clue = come_to(keeper, "closed")
    for name in ("correct_registration", "correct_letter", "correct_result"):
        clue = step(keeper, clue, name)
    assert (clue.state, clue.outcome, clue.letter["letter"]) == ("closed", "not_established", "云督移〔2026〕2号")
    assert (clue.registered["conduct_on"], clue.registered["at_the_time"]["person"]) == ("2026-03-05", "p-town")
    kept = {entry.content["step"]: entry.content["fields"] for entry in clue.entries}
    assert (kept["register"]["conduct_on"], kept["transfer"]["letter"]) == ("2026-03-02", "云督移〔2026〕1号")
    assert kept["result"]["outcome"] == "admonished"


@pytest.mark.parametrize("on", ["2026-10-12", "2026-10-15"])
def test_a_corrected_letter_may_bear_any_day_up_to_its_receipt_and_the_waiting_counts_from_it(
    keeper: Any, on: str
) -> None:
    assert step(keeper, come_to(keeper, "received"), "correct_letter", on=on).letter["on"] == on
    waiting = step(keeper, come_to(keeper, "transferred"), "correct_letter", on=on)
    assert waiting.waits_since() == date.fromisoformat(on)


def test_a_corrected_day_changes_the_holder_with_the_day(city: Any, keeper: Any) -> None:
    changed = date(2026, 3, 3)
    Tenure.objects.filter(post=city.posts["town"]).update(ends=changed - timedelta(days=1))
    Tenure.objects.create(person=city.people["acceptor"], post=city.posts["town"], starts=changed)
    clue = new(keeper)
    assert clue.registered["at_the_time"]["person"] == "p-town"
    assert step(keeper, clue, "correct_registration").registered["at_the_time"]["person"] == "p-acceptor"


def test_somebody_outside_this_system_is_named_in_words_and_somebody_must_be(keeper: Any) -> None:
    assert new(keeper, post="", concerns="某镇镇长，王某").registered["concerns"] == "某镇镇长，王某"
    with pytest.raises(FieldsUnusable) as faults:
        new(keeper, post="")
    assert set(faults.value.faults) == {"concerns"}


def test_of_two_who_enter_the_second_is_told(keeper: Any) -> None:
    clue = new(keeper)
    step(keeper, clue, "transfer")
    with pytest.raises(QingtianError, match=r"clues\.meanwhile"):
        step(keeper, clue, "remark")


@pytest.mark.parametrize("who", ["inspector", "discipline", "mayor", "administrator", "congress-staff"])
def test_nobody_but_the_keeper_enters(city: Any, keeper: Any, who: str) -> None:
    clue = new(keeper)
    for attempt in (
        lambda: register_new(by=city.actor(who, TODAY), now=at(TODAY), fields=REGISTERED),
        lambda: step(city.actor(who, TODAY), clue, "transfer"),
    ):
        with pytest.raises(QingtianError, match=r"clues\.not_yours"):
            attempt()


def test_the_ageing_is_for_the_head_of_that_office_and_the_count_for_its_officers(city: Any, keeper: Any) -> None:
    seen = {who: (may_see_ageing(a), may_see_count(a)) for who in city.people for a in [city.actor(who, TODAY)]}
    assert seen.pop("inspector") == (True, True)
    assert seen.pop("keeper") == (False, True)
    assert set(seen.values()) == {(False, False)}


def test_every_look_is_an_entry_before_anything_is_shown_and_the_bare_count_is_none(keeper: Any) -> None:
    new(keeper)
    for place in ("list", "XS-2026-000001"):
        look(keeper, now=at(TODAY), at=place)
    assert open_count() == 1
    looks = [e.content for e in entries() if e.content["step"] == "looked"]
    assert [(one["at"], one["by"]["person"]) for one in looks] == [("list", "专管员甲"), ("XS-2026-000001", "专管员甲")]


@pytest.mark.parametrize("statement", ["UPDATE {t} SET hash = ''", "DELETE FROM {t}"])
def test_no_entry_is_changed_or_deleted(keeper: Any, statement: str) -> None:
    new(keeper)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement.format(t="clues_registerentry"))
    assert verify() == []


def test_nothing_readable_stands_in_the_table(keeper: Any) -> None:
    come_to(keeper, "closed")
    for row in RegisterEntry.objects.values_list():
        words = b" ".join(bytes(v) if isinstance(v, bytes | memoryview) else str(v).encode() for v in row)
        for secret in ("夜查", "BA-2026", "纪委", "镇", "transfer", "closed", "街道干部甲", "p-town"):
            assert secret.encode() not in words


def test_a_changed_entry_is_found(keeper: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    from qingtian.apps.clues import triggers

    come_to(keeper, "received")
    assert verify() == []
    triggers.remove(connection)
    try:
        RegisterEntry.objects.filter(seq=2).update(sealed=b"x" * 40)
        assert {found.seq for found in verify()} == {2}
        RegisterEntry.objects.filter(seq=2).delete()
        assert {found.seq for found in verify()} == {2, 3}
    finally:
        triggers.install(connection)


# ---- the question at the close of a case ----------------------------------------------------------------------------


@pytest.mark.parametrize(("answer", "clues"), [("none", 0), ("suspected", 1)])
def test_the_answer_at_the_close_is_kept_in_the_register_and_a_suspicion_begins_a_clue(
    city: Any, answer: str, clues: int
) -> None:
    drive = case(city).to("accepted")
    drive.do("close", fields={"dereliction": answer, "dereliction_reason": "夜查缺六晚标记"})
    said = [e.content for e in entries() if e.content["step"] == "asked"]
    assert [(one["fields"]["case"], one["fields"]["answer"], one["fields"]["reason"]) for one in said] == [
        (drive.matter.number, answer, "夜查缺六晚标记")
    ]
    assert open_count() == clues


def test_the_register_alone_can_prove_what_was_answered(city: Any) -> None:
    """The digest in the trail is that of the answer with a salt no other table holds: two guesses would tell it."""
    drive = case(city).to("accepted")
    drive.do("close", fields={"dereliction": "suspected", "dereliction_reason": "夜查缺六晚标记"})
    [said] = [e.content["fields"] for e in entries() if e.content["step"] == "asked"]
    act = drive.matter.acts.get(seq=said["act"])
    digest = act.content.content["fields"]["dereliction"]["sealed"]
    assert digest == sm3((said["salt"] + "suspected").encode())
    for known in (act.content.salt, act.content.seal_salt, act.hash, act.commitment, ""):
        assert digest not in {sm3((known + guess).encode()) for guess in ("suspected", "none")}


def test_an_act_whose_answer_cannot_be_kept_is_not_done(city: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    drive = case(city).to("accepted")

    def lost(*_: object, **__: object) -> None:
        raise QingtianError("clues.key_lost", STATES["closed"])

    monkeypatch.setattr("qingtian.apps.clues.actions.hear_answer.append", lost)
    with pytest.raises(QingtianError, match=r"clues\.key_lost"):
        drive.do("close", fields={"dereliction": "suspected", "dereliction_reason": "夜查缺六晚标记"})
    drive.matter.refresh_from_db()
    assert drive.matter.state == "accepted"


def test_the_register_is_proved_with_the_trails_and_a_lost_tail_shows_against_a_checkpoint(
    keeper: Any, settings: Any, tmp_path: Any
) -> None:
    from qingtian.apps.clues import triggers
    from qingtian.apps.proceedings.checkpoints import take_checkpoint
    from qingtian.apps.proceedings.verification import verify_all

    settings.DATA = tmp_path  # a checkpoint outlives the test that took it
    come_to(keeper, "answered")
    take_checkpoint(at(TODAY))
    assert [found for found in verify_all() if found] == []
    triggers.remove(connection)
    try:
        RegisterEntry.objects.filter(seq=4).delete()  # the last: the chain itself does not show it
        assert verify() == []
        assert [(f.number, f.seq) for f in verify_all() if f] == [("register-of-clues", 4)]
    finally:
        triggers.install(connection)
