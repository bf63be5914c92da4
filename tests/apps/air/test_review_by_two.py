"""Doubtful hours: one proposes, another decides, undo likewise; never on national stations; the lake hears it once."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from qingtian.apps.air.lake import city_lake, station_day
from qingtian.apps.air.models import AirReview, LakeDecision
from qingtian.apps.air.settle import owed, settle
from qingtian.apps.proceedings.policy import may_see
from qingtian.apps.proceedings.verification import verify_proceeding
from qingtian.errors import Refused
from qingtian.measurements.lake import State
from qingtian.measurements.lake.decisions import standing
from tests.apps.air.conftest import DAY, Begin
from tests.days import TODAY, at
from tests.small_city import SmallCity

pytestmark = [pytest.mark.django_db(databases=["default", "identity"]), pytest.mark.once]


def state_of(station: str, day: date, hour: int, item: str = "PM10") -> tuple[State | None, int | None]:
    held = station_day(city_lake().snapshot(), station, day)[hour - 1].items[item]
    return held.state, held.value


def test_a_proposal_changes_nothing_until_another_person_has_decided(begin: Begin, do: Begin) -> None:
    matter = begin("air_review")
    assert (matter.state, LakeDecision.objects.count()) == ("proposed", 0)
    do(matter, "confirm", "analyst-2", result="confirmed", opinion="同意")
    assert owed() == 2
    assert settle(at(TODAY)) == 2
    assert [state_of("L1", DAY, hour)[0] for hour in (22, 23, 24)] == [State.VALID, State.INVALID, State.INVALID]
    assert [state_of("L1", DAY + timedelta(days=1), hour)[0] for hour in (1, 2, 3)] == [
        State.INVALID,
        State.INVALID,
        State.VALID,
    ]
    assert state_of("L1", DAY, 23) == (State.INVALID, None)
    assert state_of("L1", DAY, 23, "PM2_5") == (State.VALID, 40_000)
    by = {one.decision.by for one in city_lake().decisions()}
    assert by == {f"{matter.number}#2"}, "the lake knows the act, never a name"
    assert list(verify_proceeding(matter)) == []


def test_who_proposed_cannot_decide_and_is_told_so(begin: Begin, do: Begin) -> None:
    matter = begin("air_review")
    with pytest.raises(Refused) as refused:
        do(matter, "confirm", "analyst-1", result="confirmed", opinion="同意")
    assert refused.value.code == "act.guard"
    assert "another person" in refused.value.message.en
    assert LakeDecision.objects.count() == 0


def test_what_is_not_upheld_changes_nothing(begin: Begin, do: Begin) -> None:
    matter = do(begin("air_review"), "confirm", "centre-chief", result="declined", opinion="数据没有问题")
    assert (matter.state, owed()) == ("declined", 0)
    assert matter.ended_on == TODAY


def test_undo_takes_two_persons_as_well_and_erases_nothing(begin: Begin, do: Begin) -> None:
    matter = begin("air_review")
    do(matter, "confirm", "analyst-2", result="confirmed", opinion="同意")
    settle(at(TODAY))
    do(matter, "propose_undo", "analyst-2", why="运维说数据是真的")
    settle(at(TODAY))
    assert state_of("L1", DAY, 23)[0] == State.INVALID, "it stands until somebody else agrees"
    with pytest.raises(Refused):
        do(matter, "confirm_undo", "analyst-2", result="agreed", opinion="撤")
    do(matter, "confirm_undo", "analyst-1", result="agreed", opinion="撤")
    settle(at(TODAY))
    assert matter.state == "undone"
    assert state_of("L1", DAY, 23) == (State.VALID, 80_000)
    assert len(city_lake().decisions()) == 4
    assert standing(city_lake().decisions()) == []


def test_an_undo_that_is_refused_leaves_the_decision(begin: Begin, do: Begin) -> None:
    matter = do(begin("air_review"), "confirm", "analyst-2", result="confirmed", opinion="同意")
    do(matter, "propose_undo", "analyst-1", why="再看看")
    do(matter, "confirm_undo", "analyst-2", result="kept", opinion="不撤")
    settle(at(TODAY))
    assert (matter.state, state_of("L1", DAY, 23)[0]) == ("confirmed", State.INVALID)


def test_on_a_national_station_nothing_is_decided_and_the_page_says_why(begin: Begin) -> None:
    with pytest.raises(Refused) as refused:
        begin("air_review", station="N1")
    assert "reviewed upstream" in refused.value.message.en
    assert AirReview.objects.count() == 0


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"station": "X"}, "no station"),
        ({"last_day": "2026-11-19"}, "before the beginning"),
        ({"first_hour": "0"}, "1 to 24"),
        ({"last_day": "2026-11-20", "last_hour": "22"}, "before the beginning"),
        ({"first_day": "2026-10-20"}, "31 days"),
        ({"last_day": str(TODAY + timedelta(days=1)), "first_day": str(TODAY)}, "after today"),
    ],
)
def test_hours_that_cannot_be_are_refused(begin: Begin, fields: dict[str, Any], words: str) -> None:
    with pytest.raises(Refused) as refused:
        begin("air_review", **fields)
    assert words in refused.value.message.en


def test_only_an_analyst_proposes_and_strangers_see_nothing(centre: SmallCity, begin: Begin) -> None:
    with pytest.raises(Refused) as refused:
        begin("air_review", by="handler")
    assert refused.value.code == "act.not_you"
    matter = begin("air_review")
    assert may_see(centre.actor("analyst-2", TODAY), matter)
    assert not may_see(centre.actor("acceptor", TODAY), matter)


def test_decisions_reach_the_lake_once_even_when_the_row_was_not_saved(begin: Begin, do: Begin) -> None:
    do(begin("air_review"), "confirm", "analyst-2", result="confirmed", opinion="同意")
    settle(at(TODAY))
    ids = list(LakeDecision.objects.values_list("lake_id", flat=True))
    LakeDecision.objects.update(lake_id="")  # killed between the lake and the row
    assert settle(at(TODAY)) == 0
    assert list(LakeDecision.objects.values_list("lake_id", flat=True)) == ids
    assert len(city_lake().decisions()) == 2


def test_a_decision_is_not_voided_but_undone(begin: Begin, do: Begin) -> None:
    matter = do(begin("air_review"), "confirm", "centre-chief", result="confirmed", opinion="同意")
    with pytest.raises(Refused) as refused:
        do(matter, "correct", "centre-chief", number="2", why="错了")
    assert refused.value.code == "act.not_voidable"
