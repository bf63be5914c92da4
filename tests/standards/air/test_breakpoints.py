"""HJ 633-2012 Table 1 and HJ 633-2026 Table 3: at every breakpoint, one unit before it and one after."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise
from math import ceil

import pytest

from qingtian.standards.air import editions
from qingtian.standards.air.breakpoints import individual_index
from tests.standards.air.tables import HJ633_2012, HJ633_2026, INDICES

EDITIONS = {"HJ633-2012": HJ633_2012, "HJ633-2026": HJ633_2026}
EVERY_BREAKPOINT = [
    (edition, table, concentration, INDICES[step])
    for edition, tables in EDITIONS.items()
    for table, concentrations in tables.items()
    for step, concentration in enumerate(concentrations)
]
EVERY_STEP = [
    (edition, table, low, high, INDICES[step], INDICES[step + 1])
    for edition, tables in EDITIONS.items()
    for table, concentrations in tables.items()
    for step, (low, high) in enumerate(pairwise(concentrations))
]


def index_of(edition: str, table: str, concentration: Fraction) -> int | None:
    """By the id of an edition."""
    return individual_index(next(held for held in editions() if held.id == edition), table, concentration)


def unit(table: str) -> Fraction:
    """The smallest step a reading is given in: 0.1 mg/m³ of CO, 1 µg/m³ of anything else."""
    return Fraction(1, 10) if table.startswith("CO") else Fraction(1)


def between(concentration: Fraction, low: int, high: int, index_low: int, index_high: int) -> int:
    """Equation 1, written as in the standard."""
    return ceil(Fraction(index_high - index_low, high - low) * (concentration - low) + index_low)


@pytest.mark.parametrize("edition", editions(), ids=lambda edition: edition.id)
def test_the_declared_tables_are_the_standards(edition):
    declared = {name: tuple(int(value) for value in table.concentrations) for name, table in edition.tables.items()}
    assert declared == EDITIONS[edition.id]
    assert edition.indices == INDICES


@pytest.mark.parametrize(("edition", "table", "concentration", "index"), EVERY_BREAKPOINT)
def test_a_breakpoint_gives_exactly_its_index(edition, table, concentration, index):
    assert index_of(edition, table, Fraction(concentration)) == index


@pytest.mark.parametrize(("edition", "table", "low", "high", "index_low", "index_high"), EVERY_STEP)
def test_one_unit_inside_either_end_of_a_step_lies_on_its_line(edition, table, low, high, index_low, index_high):
    for concentration in (low + unit(table), high - unit(table)):
        expected = between(Fraction(concentration), low, high, index_low, index_high)
        assert index_of(edition, table, Fraction(concentration)) == expected
        assert index_low < expected <= index_high


@pytest.mark.parametrize(
    ("edition", "table"),
    [(e, t) for e in EDITIONS for t in HJ633_2012 if t not in ("SO2_1h", "O3_8h")],
)
def test_above_the_top_the_index_is_capped_at_500(edition, table):
    top = EDITIONS[edition][table][-1]
    assert index_of(edition, table, Fraction(top)) == 500
    assert index_of(edition, table, top + unit(table)) == 500
    assert index_of(edition, table, Fraction(top * 100)) == 500


@pytest.mark.parametrize(("table", "counted"), [("SO2_1h", 200), ("O3_8h", 300)])
def test_above_800_notes_b_and_c_of_2026_fix_the_index_and_2012_gives_none(table, counted):
    assert index_of("HJ633-2026", table, Fraction(800)) == counted
    assert index_of("HJ633-2026", table, Fraction(801)) == counted
    assert index_of("HJ633-2012", table, Fraction(800)) == counted
    assert index_of("HJ633-2012", table, Fraction(801)) is None


def test_an_index_is_rounded_up_never_to_the_nearest():
    # 36 µg/m³ of PM2.5 lies at 51.25 on the table of 2012 and at exactly 52 on that of 2026
    assert index_of("HJ633-2012", "PM2_5_24h", Fraction(36)) == 52
    assert index_of("HJ633-2026", "PM2_5_24h", Fraction(36)) == 52
    assert index_of("HJ633-2012", "NO2_24h", Fraction(1, 1000)) == 1


def test_a_whole_index_stays_whole_where_binary_fractions_would_lift_it():
    # 0.7 mg/m³ of CO is exactly 7; in binary floats 50 / 5 * 0.7 and its like drift to 7.000000000000001
    for tenths in range(51):
        assert index_of("HJ633-2026", "CO_1h", Fraction(tenths, 10)) == tenths
        assert index_of("HJ633-2012", "CO_1h", Fraction(tenths, 10)) == tenths


@pytest.mark.parametrize(
    ("written", "taken_as"),
    [("35.4", 35), ("35.5", 36), ("36.5", 36), ("36.50001", 37), ("37.5", 38), ("0.5", 0), ("1.5", 2)],
)
def test_from_2026_particulates_are_rounded_half_to_even_first(written, taken_as):
    rounded = index_of("HJ633-2026", "PM2_5_24h", Fraction(written))
    assert rounded == index_of("HJ633-2026", "PM2_5_24h", Fraction(taken_as))


@pytest.mark.parametrize(
    ("written", "taken_as"), [("0.25", "0.2"), ("0.35", "0.4"), ("0.251", "0.3"), ("10.05", "10.0")]
)
def test_from_2026_carbon_monoxide_is_rounded_half_to_even_to_one_decimal(written, taken_as):
    rounded = index_of("HJ633-2026", "CO_1h", Fraction(written))
    assert rounded == index_of("HJ633-2026", "CO_1h", Fraction(taken_as))


def test_before_2026_concentrations_enter_as_they_are():
    assert index_of("HJ633-2012", "PM2_5_24h", Fraction("35.1")) == 51
    assert index_of("HJ633-2026", "PM2_5_24h", Fraction("35.1")) == 50
    assert index_of("HJ633-2012", "CO_1h", Fraction("10.01")) == 101
    assert index_of("HJ633-2026", "CO_1h", Fraction("10.01")) == 100


def test_rounding_decides_whether_a_value_just_above_the_top_is_above_it():
    assert index_of("HJ633-2026", "O3_8h", Fraction("800.5")) == 300
    assert index_of("HJ633-2012", "O3_8h", Fraction("800.0")) == 300
    assert index_of("HJ633-2012", "O3_8h", Fraction("800.1")) is None
