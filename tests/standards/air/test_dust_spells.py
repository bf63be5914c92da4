"""Dust begins and ends by the declared thresholds, borders included; what is missing decides nothing."""

from __future__ import annotations

from datetime import date, time

import pytest

from qingtian.standards.air.dust import dust_rule, dust_spells
from qingtian.standards.air.timeliness import timeliness_on

pytestmark = pytest.mark.once
CALM = [(80_000, 30_000)] * 6


def spells(*hours: tuple[int | None, int | None]) -> list[tuple[int, int, bool]]:
    return [(one.first, one.last, one.over) for one in dust_spells([*CALM, *hours])]


def test_it_begins_at_twice_the_hours_before_and_ends_when_it_is_back() -> None:
    assert spells((160_000, 50_000), (400_000, 90_000), (88_000, 30_000)) == [(6, 7, True)]


@pytest.mark.parametrize(
    ("first", "begins"),
    [
        ((160_000, 80_000), True),
        ((159_999, 50_000), False),
        ((160_000, 80_001), False),
        ((160_000, None), True),
        ((None, 50_000), False),
    ],
    ids=["at twice", "below twice", "too fine", "PM2.5 missing", "PM10 missing"],
)
def test_the_borders_of_the_beginning(first: tuple[int | None, int | None], begins: bool) -> None:
    assert bool(spells(first)) == begins


def test_it_must_lie_above_the_threshold_not_on_it() -> None:
    calm = [(50_000, 20_000)] * 6
    assert not dust_spells([*calm, (150_000, 40_000)])
    assert dust_spells([*calm, (150_001, 40_000)])


@pytest.mark.parametrize(("back", "over"), [(88_000, True), (88_001, False)])
def test_within_a_tenth_of_before_it_is_over(back: int, over: bool) -> None:
    assert spells((300_000, 60_000), (back, 30_000))[0][2] == over


def test_a_missing_hour_ends_nothing_and_a_spell_may_still_run() -> None:
    assert spells((300_000, 60_000), (None, None), (280_000, 60_000)) == [(6, 8, False)]


def test_with_too_little_before_nothing_is_proposed() -> None:
    few = [(80_000, 30_000)] * 3
    assert dust_spells([*few, (300_000, 60_000)]) == []
    assert dust_spells([]) == []


def test_every_threshold_says_how_sure_it_is() -> None:
    rule = dust_rule()
    assert rule.in_force.certainty == "secondary"
    assert rule.begins_above.basis.certainty == "from_memory"
    assert rule.begins_fine_share.basis.certainty == "local_default"


@pytest.mark.parametrize(("day", "certainty"), [(date(2026, 2, 28), "from_memory"), (date(2026, 3, 1), "sure")])
def test_reports_are_due_by_the_edition_of_their_day(day: date, certainty: str) -> None:
    due = timeliness_on(day)
    assert (due.hourly_minutes, due.daily_by, due.basis.certainty) == (60, time(12), certainty)
