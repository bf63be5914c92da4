"""Working days: the yearly notice, the years without one, and the office's edits."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from qingtian.errors import UnusableInput
from qingtian.language import Text
from qingtian.law import Calendar, Override
from qingtian.law.calendars import first_year, last_published_year

CALENDAR = Calendar()


@pytest.mark.parametrize(
    "day",
    [date(2026, 1, 4), date(2026, 2, 14), date(2026, 2, 28), date(2026, 5, 9), date(2026, 9, 20), date(2026, 10, 10)],
)
def test_the_make_up_weekends_of_2026_are_worked(day: date) -> None:
    assert day.weekday() >= 5
    assert CALENDAR.day(day).working
    assert "make-up" in CALENDAR.day(day).name.en
    assert "调休上班" in CALENDAR.day(day).name.zh


@pytest.mark.parametrize(
    ("first", "last", "name"),
    [
        (date(2026, 1, 1), date(2026, 1, 3), "元旦"),
        (date(2026, 2, 15), date(2026, 2, 23), "春节"),
        (date(2026, 4, 4), date(2026, 4, 6), "清明"),
        (date(2026, 5, 1), date(2026, 5, 5), "劳动节"),
        (date(2026, 6, 19), date(2026, 6, 21), "端午"),
        (date(2026, 9, 25), date(2026, 9, 27), "中秋"),
        (date(2026, 10, 1), date(2026, 10, 7), "国庆节"),
    ],
)
def test_the_holidays_of_2026_begin_and_end_where_the_notice_says(first: date, last: date, name: str) -> None:
    off = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    assert all(not CALENDAR.day(day).working and CALENDAR.day(day).name.zh == name for day in off)
    around = (CALENDAR.day(first - timedelta(days=1)), CALENDAR.day(last + timedelta(days=1)))
    assert all(day.name is None or day.name.zh != name for day in around)


def test_an_ordinary_weekend_is_a_rest_day_and_an_ordinary_monday_is_not() -> None:
    assert not CALENDAR.day(date(2026, 3, 7)).working
    assert CALENDAR.day(date(2026, 3, 9)) == CALENDAR.day(date(2026, 3, 9))
    assert CALENDAR.day(date(2026, 3, 9)).working
    assert CALENDAR.day(date(2026, 3, 9)).name is None


def test_the_last_published_year_is_certain_and_the_next_is_provisional() -> None:
    last = last_published_year()
    assert not CALENDAR.day(date(last, 12, 31)).provisional
    assert CALENDAR.day(date(last + 1, 1, 1)).provisional
    assert not CALENDAR.day(date(last + 1, 1, 1)).working


def test_a_year_without_a_notice_still_knows_its_holidays_and_never_weekends_only() -> None:
    spring_festival = CALENDAR.day(date(2028, 1, 26))
    assert spring_festival.date.weekday() < 5
    assert (spring_festival.working, spring_festival.provisional, spring_festival.name.zh) == (False, True, "春节")


def test_an_edit_of_the_administrator_wins_and_is_not_provisional() -> None:
    day = date(last_published_year() + 1, 1, 1)
    edited = Calendar({day: Override(working=True, name=Text("值班", "on duty"))})
    assert edited.day(day).working
    assert not edited.day(day).provisional
    assert edited.day(day).name == Text("值班", "on duty")
    assert not CALENDAR.day(day).working


def test_the_version_names_the_sources_and_changes_with_every_edit() -> None:
    worked, rested = Override(working=True), Override(working=False)
    day = date(2026, 3, 7)
    versions = {Calendar().version, Calendar({day: worked}).version, Calendar({day: rested}).version}
    assert len(versions) == 3
    assert "chinesecalendar" in Calendar().version
    assert "holidays" in Calendar().version
    assert Calendar({day: worked}).version == Calendar({day: Override(working=True)}).version


def test_the_version_does_not_depend_on_the_order_of_the_edits() -> None:
    one, other = (date(2026, 3, 7), Override(True)), (date(2026, 3, 9), Override(False))
    assert Calendar(dict([one, other])).version == Calendar(dict([other, one])).version


@pytest.mark.parametrize("day", [date(first_year() - 1, 12, 31), date(2101, 1, 1)])
def test_a_day_no_source_covers_is_refused_by_name(day: date) -> None:
    with pytest.raises(UnusableInput) as refusal:
        CALENDAR.day(day)
    assert refusal.value.code == "calendar.outside_years"
    assert day.isoformat() in refusal.value.sentence("en")


@pytest.mark.parametrize("day", [date(first_year(), 1, 1), date(2100, 12, 31)])
def test_the_first_and_the_last_day_covered_are_answered(day: date) -> None:
    assert CALENDAR.day(day).date == day


@pytest.mark.parametrize(
    ("start", "count", "due"),
    [
        (date(2026, 9, 24), 0, date(2026, 9, 24)),
        (date(2026, 9, 24), 1, date(2026, 9, 28)),
        (date(2026, 9, 30), 1, date(2026, 10, 8)),
        (date(2026, 10, 9), 1, date(2026, 10, 10)),
    ],
)
def test_adding_working_days_steps_over_rest_days(start: date, count: int, due: date) -> None:
    assert CALENDAR.add_working_days(start, count) == due


def test_a_negative_number_of_working_days_is_refused() -> None:
    with pytest.raises(UnusableInput, match=r"calendar\.negative_count"):
        CALENDAR.add_working_days(date(2026, 3, 2), -1)
