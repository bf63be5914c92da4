"""Cells of the national feed: numbers, gaps, "not monitored", and the day an hour belongs to."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from qingtian.standards.air import NOT_MONITORED
from qingtian.standards.air.feed import Unreadable, concentration, national_feed, natural_day


@pytest.mark.parametrize("spelling", ["", " ", "—", "-", "_", "NA", " NA "])
def test_every_spelling_of_a_gap_is_a_gap_and_not_zero(spelling):
    assert concentration(spelling) is None


def test_a_stroke_is_not_monitored_and_no_gap():
    assert concentration("/") is NOT_MONITORED


@pytest.mark.parametrize(("cell", "value"), [("0", "0"), ("35", "35"), (" 0.5 ", "0.5"), ("1.0", "1.0"), ("007", "7")])
def test_a_plain_decimal_is_read_exactly(cell, value):
    assert concentration(cell) == Decimal(value)


@pytest.mark.parametrize(
    "cell", ["x", "1e3", "1,000", "12 3", "1.", ".5", "１２", "nan", "inf", "--", "9" * 10, "0x1F"]
)
def test_anything_else_is_a_bad_number(cell):
    with pytest.raises(Unreadable) as fault:
        concentration(cell)
    assert fault.value.reason == "bad_number"


@pytest.mark.parametrize("cell", ["-1", "-0.1", "−3"])
def test_a_number_below_zero_has_a_reason_of_its_own(cell):
    with pytest.raises(Unreadable) as fault:
        concentration(cell)
    assert fault.value.reason == "negative"


@pytest.mark.parametrize(
    ("stamp", "day"),
    [
        ("2026-02-28T23:00:00", date(2026, 2, 28)),
        ("2026-02-28 24:00", date(2026, 2, 28)),
        ("2026-03-01T00:00:00", date(2026, 2, 28)),
        ("2026/3/1 0:00", date(2026, 2, 28)),
        ("2026-03-01T00:00:00+08:00", date(2026, 2, 28)),
        ("2026-02-28T16:00:00Z", date(2026, 2, 28)),
        ("2026-02-28T17:00:00Z", date(2026, 3, 1)),
        ("2026-03-01T01:00:00", date(2026, 3, 1)),
        ("2026-03-01 01:00:00.000", date(2026, 3, 1)),
        ("2024-03-01T00:00:00", date(2024, 2, 29)),
        ("2026-01-01T00:00:00", date(2025, 12, 31)),
    ],
)
def test_an_hour_belongs_to_the_day_it_ends_in_and_midnight_to_the_day_before(stamp, day):
    assert natural_day(stamp) == day


@pytest.mark.parametrize(
    "stamp",
    ["", "2026-03-01", "12:00", "2026-02-29T12:00:00", "2026-13-01T12:00:00", "2026-03-01T25:00:00", "2026-03-01T12:60",
     "2026-03-01T24:01:00", "2026-03/01 12:00", "0001-01-01T00:00:00", "9999-12-31T24:00:00", "yesterday",
     "2026-03-01T12:00:00+99:00"],
)  # fmt: skip
def test_what_names_no_hour_is_a_bad_time(stamp):
    with pytest.raises(Unreadable) as fault:
        natural_day(stamp)
    assert fault.value.reason == "bad_time"


def test_the_current_hour_of_ozone_is_the_column_the_source_calls_24_hours():
    assert national_feed().items["O3"] == "O3_24h"
    assert national_feed().stamp_basis.certainty == "from_memory"
