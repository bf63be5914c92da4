"""Levels by energy average against an oracle of another arithmetic; the hours of day and night; coverage; rounding."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Context, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qingtian.standards.air.feed import SHANGHAI
from qingtian.standards.declared import Basis
from qingtian.standards.entered import Entry
from qingtian.standards.noise import day_levels, energy_average
from qingtian.standards.noise.levels import day_of, hours_of, rounded, whole_day
from qingtian.standards.noise.limits import spans_on

DAY = date(2026, 3, 1)
NOTHING = Decimal("1e-30")
LEVELS = st.decimals(20, 120, places=1)
SETTING = Basis(instrument="市政府规定", clause="第 1 条", certainty="sure")


def at(hour: int, on: date = DAY) -> datetime:
    return datetime(on.year, on.month, on.day, tzinfo=SHANGHAI) + timedelta(hours=hour)


def hours(first: int, *levels: object) -> dict[datetime, Decimal]:
    return {at(first + place): Decimal(str(level)) for place, level in enumerate(levels)}


def entered(table: str, values: dict) -> Entry:
    return Entry(table, 1, date(2026, 1, 1), None, values, SETTING)


#: another arithmetic: natural exponentials with twice the digits
FINE = Context(prec=80)
LN10 = FINE.ln(Decimal(10))


def oracle(energies: list[tuple[Decimal, int]]) -> Decimal:
    """``10 lg`` of the mean energy of levels, each with how often it counts."""
    total = Decimal(0)
    for level, times in energies:
        energy = FINE.exp(FINE.multiply(FINE.divide(level, Decimal(10)), LN10))
        total = FINE.add(total, FINE.multiply(energy, Decimal(times)))
    mean = FINE.divide(total, Decimal(sum(times for _, times in energies)))
    return FINE.multiply(Decimal(10), FINE.divide(FINE.ln(mean), LN10))


@given(st.lists(LEVELS, min_size=1, max_size=24))
def test_the_energy_average_agrees_with_another_arithmetic_and_lies_between_its_hours(levels):
    found = energy_average(levels)
    assert abs(found - oracle([(level, 1) for level in levels])) < NOTHING
    assert min(levels) - NOTHING <= found <= max(levels) + NOTHING


@given(day=LEVELS, night=LEVELS)
def test_the_level_of_day_and_night_counts_ten_decibels_more_at_night(day, night):
    assert abs(whole_day(day, night) - oracle([(day, 16), (night + 10, 8)])) < NOTHING


@pytest.mark.parametrize(("levels", "shown"), [
    (["60", "50"], "57.4"),  # 57.4036…
    (["55.05"] * 16, "55.0"),  # a tie, to even
    (["55.15"] * 16, "55.2"),  # a tie, to even
    (["55.0"] * 8, "55.0"),
])  # fmt: skip
def test_a_level_is_rounded_once_to_one_decimal_half_to_even(levels, shown):
    assert str(rounded(energy_average(map(Decimal, levels)))) == shown


def test_the_night_runs_from_22_to_6_of_the_morning_after_and_belongs_to_the_day_it_begins_on():
    spans = spans_on(DAY)
    day, night = hours_of(DAY, spans)
    assert (day[0], day[-1], len(day)) == (at(6), at(21), 16)
    assert (night[0], night[-1], len(night)) == (at(22), at(29), 8)
    assert day_of(at(29), spans) == DAY
    assert day_of(at(30), spans) == date(2026, 3, 2)
    assert day_of(at(5), spans) == date(2026, 2, 28)


def test_the_hour_before_and_after_a_span_never_count_in_it():
    given_ = hours(5, 90, *[50] * 16, *[40] * 8, 90)
    found = day_levels(DAY, given_)
    assert (found.day.level, found.night.level) == (Decimal("50.0"), Decimal("40.0"))
    assert (found.day.valid, found.night.valid) == (16, 8)
    assert found.ldn == Decimal("50.0")


@pytest.mark.parametrize("begins", [20, 21, 22, 23, 0])
def test_a_city_may_set_another_eight_hours(begins):
    setting = entered("noise.night", {"night": {"begins": str(begins)}})
    spans = spans_on(DAY, [setting])
    first = begins or 24
    assert hours_of(DAY, spans)[1] == [at(first + hour) for hour in range(8)]
    assert spans_on(date(2025, 12, 31), [setting]).night_begins == 22, "the rule holds from its first day"
    found = day_levels(DAY, hours(first - 16, *[50] * 16, *[40] * 8), [setting])
    assert (found.day.level, found.night.level) == (Decimal("50.0"), Decimal("40.0"))


@pytest.mark.parametrize(("in_day", "in_night", "held"), [
    (12, 6, (True, True)),
    (11, 6, (False, True)),
    (12, 5, (True, False)),
    (0, 0, (False, False)),
])  # fmt: skip
def test_too_few_hours_give_no_level_and_no_day_and_night_level(in_day, in_night, held):
    given_ = hours(6, *[50] * in_day) | hours(22, *[40] * in_night)
    found = day_levels(DAY, given_)
    assert (found.day.level is not None, found.night.level is not None) == held
    assert (found.ldn is not None) == all(held)
    assert found.day.least == 12


def test_the_rule_of_coverage_the_office_entered_takes_the_place_of_the_default():
    strict = entered("noise.coverage", {"day": {"hours": "16"}, "night": {"hours": "8"}})
    given_ = hours(6, *[50] * 15) | hours(22, *[40] * 8)
    assert day_levels(DAY, given_).day.level == Decimal("50.0")
    found = day_levels(DAY, given_, [strict])
    assert (found.day.level, found.night.level, found.ldn) == (None, Decimal("40.0"), None)
