"""A value is kept once; a later one stands beside the first; nothing is overwritten."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection

from qingtian.apps.entered.actions.enter_table import NewTable, enter_table
from qingtian.apps.monitors.actions.convert_stored import convert_stored
from qingtian.apps.monitors.actions.settle import settle
from qingtian.apps.monitors.logger_key import key_of, seal_key
from qingtian.apps.monitors.models import DataLogger, HourValue, Instrument
from qingtian.apps.people.models import Organ
from qingtian.errors import UnusableInput
from tests.apps.monitors.outlets import DAY, NETWORKED, OXYGEN, SO2, hour, outlet

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("city")]


def rows() -> list[tuple[int, str, bool]]:
    return list(HourValue.objects.order_by("revision").values_list("revision", "text", "latest"))


def test_settled_twice_nothing_changes() -> None:
    stack = outlet()
    sent = [hour(stack, place, "12.30", frame=place) for place in range(5)]
    assert settle(sent).new == 5
    again = settle(sent)
    assert (again.new, again.revised, again.known) == (0, 0, 5)
    assert HourValue.objects.count() == 5


def test_another_value_stands_beside_the_first() -> None:
    stack = outlet()
    settle([hour(stack, 0, "12.30", frame=1)])
    told = settle([hour(stack, 0, "44.1", frame=2, back_filled=True)])
    assert (told.new, told.revised) == (0, 1)
    assert rows() == [(1, "12.30", False), (2, "44.1", True)]
    # both frames again, in order: known, also the one that is no longer the latest
    assert settle([hour(stack, 0, "12.30", frame=1), hour(stack, 0, "44.1", frame=2)]).known == 2
    # a third frame that says what the first said is news
    assert settle([hour(stack, 0, "12.30", frame=3)]).revised == 1
    assert rows()[-1] == (3, "12.30", True)


def test_two_values_of_one_hour_in_one_batch() -> None:
    stack = outlet()
    told = settle([hour(stack, 0, "1", frame=1), hour(stack, 0, "2", frame=2), hour(stack, 0, "2", frame=3)])
    assert (told.new, told.revised, told.known) == (1, 1, 1)
    assert rows() == [(1, "1", False), (2, "2", True)]


def test_text_as_sent_beside_the_integer() -> None:
    stack = outlet()
    settle([hour(stack, 0, "0.00005"), hour(stack, 1, "6.90-12.49"), hour(stack, 2, "", converted_text="7.0")])
    kept = HourValue.objects.order_by("period_start").values_list("text", "scaled", "validity", "reason")
    assert list(kept) == [
        ("0.00005", 50, "valid", ""),
        ("6.90-12.49", None, "invalid", "no_number"),
        ("", None, "invalid", "no_number"),
    ]
    assert HourValue.objects.last().converted_scaled == 7_000_000  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("mark", "edition", "validity", "reason"),
    [
        ("N", "2017", "valid", ""),
        ("", "2017", "valid", "no_mark"),
        ("S", "2017", "substituted", "entered"),
        ("T", "2017", "invalid", "off_limits"),
        ("B", "2017", "invalid", "no_link"),
        ("B", "2005", "invalid", "unknown_mark"),
        ("Sr", "2025", "invalid", "source_start"),
        ("Zz", "2025", "invalid", "unknown_mark"),
    ],
)
def test_the_mark_of_the_edition_says_what_a_value_is(mark: str, edition: str, validity: str, reason: str) -> None:
    settle([hour(outlet(), 0, "0.000", mark=mark, edition=edition)])
    row = HourValue.objects.get()
    assert (row.validity, row.reason, row.scaled) == (validity, reason, 0)


def test_beyond_the_range_of_the_instrument_of_that_day() -> None:
    stack = outlet()
    common = {"outlet": stack, "factor": "a21026", "range_low": Decimal(0)}
    Instrument.objects.create(**common, range_high=Decimal(100), installed_on=NETWORKED, removed_on=DAY.date())
    Instrument.objects.create(**common, range_high=Decimal(500), installed_on=DAY.date() + timedelta(days=1))
    settle([hour(stack, 0, "100"), hour(stack, 23, "100.01"), hour(stack, 24, "100.01"), hour(stack, 25, "-0.1")])
    assert list(HourValue.objects.order_by("period_start").values_list("reason", flat=True)) == [
        "",
        "off_limits",
        "",
        "off_limits",
    ]


def constants(ambient: str = "21", first_day: date = NETWORKED) -> None:
    new = NewTable(
        "sources.conversion", first_day, None, {"oxygen": {"ambient": ambient}}, "（测试）", "1", "from_memory", "测试"
    )
    enter_table(new, by="administrator", at=DAY)


def converted() -> list[tuple[int | None, str]]:
    rows = HourValue.objects.filter(factor=SO2, latest=True).order_by("period_start")
    return list(rows.values_list("converted_scaled", "converted_by"))


def test_without_the_entered_constants_nothing_is_converted_and_what_the_unit_sent_stands() -> None:
    stack = outlet()
    settle([hour(stack, 0, "30"), hour(stack, 0, "12", OXYGEN), hour(stack, 1, "30", converted_text="41")])
    assert converted() == [(None, ""), (41_000_000, "unit")]
    assert convert_stored(stack, DAY) == 0
    constants()
    assert convert_stored(stack, DAY) == 1
    assert converted() == [(40_000_000, "computed"), (41_000_000, "unit")], "what was sent is never computed anew"


def test_converted_by_the_valid_oxygen_of_the_same_hour_whatever_comes_first() -> None:
    stack = outlet()
    constants()
    settle([hour(stack, 0, "12", OXYGEN), hour(stack, 2, "12", OXYGEN, mark="D")])
    settle([hour(stack, 0, "30"), hour(stack, 1, "30"), hour(stack, 2, "30")])
    assert converted() == [(40_000_000, "computed"), (None, ""), (None, "")]
    settle([hour(stack, 1, "20.9999", OXYGEN)])
    assert convert_stored(stack, DAY) == 1
    assert converted()[1][0] == 3_600_000_000_000


def test_constants_hold_from_their_day() -> None:
    stack = outlet()
    constants(first_day=DAY.date() + timedelta(days=1))
    settle([hour(stack, place, text, factor) for place in (23, 24) for factor, text in ((SO2, "30"), (OXYGEN, "12"))])
    assert converted() == [(None, ""), (40_000_000, "computed")]


def test_not_one_clock_hour_is_handed_back() -> None:
    stack = outlet()
    good = hour(stack, 0, "1")
    long = replace(good, period_end=DAY + timedelta(hours=2))
    shifted = replace(good, period_start=DAY + timedelta(minutes=1), period_end=DAY + timedelta(minutes=61))
    told = settle([good, long, shifted])
    assert told.new == 1
    assert told.refused == (long, shifted)


def test_a_day_of_back_fill_asks_a_fixed_number_of_questions(django_assert_num_queries: Any) -> None:
    stack = outlet()
    sent = [hour(stack, place, "1", factor) for place in range(24) for factor in ("a21026", "a21002", "a34013")]
    # two savepoints, opened and released; lock, kept, ranges, limits, constants, insert (on SQLite in two parts)
    with django_assert_num_queries(9 if connection.vendor == "sqlite" else 8):
        settle(sent)


def test_the_key_of_a_logger_is_sealed_and_bound_to_its_mn() -> None:
    logger = DataLogger(mn="A" * 24, name="1 号", organ=Organ.objects.get(code="branch"))
    assert key_of(logger) is None
    with pytest.raises(UnusableInput, match=r"loggers\.key_size"):
        seal_key(logger, b"0" * 15)
    seal_key(logger, b"0" * 16)
    logger.save()
    kept = DataLogger.objects.get()
    assert kept.key_sealed is not None
    assert b"0" * 16 not in bytes(kept.key_sealed)
    assert key_of(kept) == b"0" * 16
