"""Which days are working days (工作日): yearly notices, then the general rule, then the office's edits."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib.metadata import version

import chinese_calendar
import holidays

from qingtian.errors import UnusableInput
from qingtian.language import Text

ONE_DAY = timedelta(days=1)
SATURDAY = 5
WEEKEND = Text("周末", "weekend")


@dataclass(frozen=True, slots=True)
class Override:
    """An administrator's edit of one day, such as a notice the libraries do not know yet."""

    working: bool
    name: Text | None = None


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """One day. ``provisional``: the State Council's notice for its year is not known, the general rule was used."""

    date: date
    working: bool
    name: Text | None
    provisional: bool


@cache
def _sources() -> str:
    """The libraries working days come from; read once, every clock asks."""
    published = f"chinesecalendar {version('chinesecalendar')} (to {last_published_year()})"
    return f"{published}, holidays {version('holidays')}"


class Calendar:
    """The working-day calendar. ``overrides`` win over both sources and are never provisional."""

    def __init__(self, overrides: Mapping[date, Override] | None = None) -> None:
        self._overrides = dict(overrides or {})

    def day(self, day: date) -> CalendarDay:
        """What kind of day it is. Raises ``calendar.outside_years`` where no source reaches."""
        if day in self._overrides:
            override = self._overrides[day]
            return CalendarDay(day, override.working, override.name, provisional=False)
        _refuse_outside(day)
        if day.year <= last_published_year():
            return _published(day)
        return _by_general_rule(day)

    def is_working(self, day: date) -> bool:
        return self.day(day).working

    def add_working_days(self, start: date, count: int) -> date:
        """The ``count``-th working day after ``start``; ``start`` itself is not counted.

        Raises ``calendar.negative_count`` for a count below nought; nought gives ``start`` back.
        """
        if count < 0:
            raise UnusableInput(
                "calendar.negative_count", Text("工作日数不能为负。", "a number of working days cannot be negative.")
            )
        day = start
        while count:
            day += ONE_DAY
            count -= self.is_working(day)
        return day

    @property
    def version(self) -> str:
        """The sources and the edits, so that a stored clock can say which calendar it was counted on."""
        return f"{_sources()}, overrides {self._hash()}"

    def _hash(self) -> str:
        if not self._overrides:
            return "none"
        rows = [
            [day.isoformat(), edit.working, edit.name.as_dict() if edit.name else None]
            for day, edit in sorted(self._overrides.items())
        ]
        written = json.dumps(rows, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(written.encode()).hexdigest()[:12]


@cache
def last_published_year() -> int:
    """The last year whose notice the library knows: the last one that has a National Day."""
    national = chinese_calendar.Holiday.national_day.value
    years: list[int] = [day.year for day, name in chinese_calendar.constants.holidays.items() if name == national]
    return max(years)


@cache
def first_year() -> int:
    """The first year the library knows."""
    years: list[int] = [day.year for day in chinese_calendar.constants.holidays]
    return min(years)


@cache
def last_year() -> int:
    """The last year the general rule reaches."""
    return int(holidays.country_holidays("CN").end_year)


def _refuse_outside(day: date) -> None:
    if first_year() <= day.year <= last_year():
        return
    raise UnusableInput(
        "calendar.outside_years",
        Text(
            "工作日历只有{first}年至{last}年，不能判断{day}。",
            "the working-day calendar covers {first} to {last}; it cannot judge {day}.",
        ).format(first=first_year(), last=last_year(), day=day.isoformat()),
        where=day.isoformat(),
        remedy=Text("请核对日期。", "Check the date."),
    )


def _published(day: date) -> CalendarDay:
    constants = chinese_calendar.constants
    if day in constants.workdays:
        name = _holiday_name(constants.workdays[day])
        label = Text("{n}调休上班", "make-up working day for {n}").format(n=name)
        return CalendarDay(day, working=True, name=label, provisional=False)
    if day in constants.holidays:
        return CalendarDay(day, working=False, name=_holiday_name(constants.holidays[day]), provisional=False)
    return _ordinary(day, provisional=False)


def _holiday_name(english: str) -> Text:
    return Text(chinese_calendar.Holiday(english).chinese, english)


def _by_general_rule(day: date) -> CalendarDay:
    """The general rule knows the holidays but no make-up days: those are fixed by the yearly notice."""
    chinese, english = _general_rule(day.year)
    if day in chinese:
        return CalendarDay(day, working=False, name=Text(chinese[day], english[day]), provisional=True)
    return _ordinary(day, provisional=True)


@cache
def _general_rule(year: int) -> tuple[dict[date, str], dict[date, str]]:
    chinese = holidays.country_holidays("CN", years=[year], language="zh_CN")
    english = holidays.country_holidays("CN", years=[year], language="en_US")
    return dict(chinese), dict(english)


def _ordinary(day: date, *, provisional: bool) -> CalendarDay:
    weekend = day.weekday() >= SATURDAY
    return CalendarDay(day, not weekend, WEEKEND if weekend else None, provisional)
