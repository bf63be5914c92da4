"""Periods of statistics (统计时段): day, week, ten days, month, quarter, season, year, and any run of days.

A period has an id as it is written in files and addresses: ``2026-10-31``, ``2026-W45`` (ISO week, Monday to Sunday),
``2019-04 上旬`` (also ``中旬``, ``下旬``), ``2026-10``, ``2019-Q2``, ``2026-spring`` (March to May; ``summer``,
``autumn``; ``winter`` begins in December of its year), ``2025``, ``2013-03-01..2014-02-28``.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from qingtian.errors import UnusableInput
from qingtian.language import Text

Kind = Literal["day", "week", "ten_days", "month", "quarter", "season", "year", "span"]
KINDS: tuple[Kind, ...] = ("day", "week", "ten_days", "month", "quarter", "season", "year", "span")
TEN_DAYS = ("上旬", "中旬", "下旬")
#: the meteorological seasons by their first month
SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}
_ONE_DAY = timedelta(days=1)

_FORMS: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    ("day", re.compile(r"(\d{4})-(\d{2})-(\d{2})", re.ASCII)),
    ("week", re.compile(r"(\d{4})-W(\d{2})", re.ASCII)),
    ("ten_days", re.compile(r"(\d{4})-(\d{2})\s*(上旬|中旬|下旬)", re.ASCII)),
    ("month", re.compile(r"(\d{4})-(\d{2})", re.ASCII)),
    ("quarter", re.compile(r"(\d{4})-Q([1-4])", re.ASCII)),
    ("season", re.compile(r"(\d{4})-(spring|summer|autumn|winter)", re.ASCII)),
    ("year", re.compile(r"(\d{4})", re.ASCII)),
    ("span", re.compile(r"(\d{4}-\d{2}-\d{2})\.\.(\d{4}-\d{2}-\d{2})", re.ASCII)),
)


@dataclass(frozen=True, slots=True)
class Period:
    """From ``first`` to ``last``, both included, with the ``id`` it is written with."""

    kind: Kind
    id: str
    first: date
    last: date

    @property
    def days(self) -> int:
        """How many days it has."""
        return (self.last - self.first).days + 1


def period(text: str) -> Period:
    """Read a period's id; UnusableInput ``periods.unreadable`` names the forms."""
    wanted = text.strip()
    for kind, form in _FORMS:
        if match := form.fullmatch(wanted):
            try:
                return _MAKERS[kind](*match.groups())
            except ValueError as error:
                raise _unreadable(text) from error
    raise _unreadable(text)


def day(on: date) -> Period:
    """One natural day."""
    return Period("day", on.isoformat(), on, on)


def week_of(on: date) -> Period:
    """The ISO week with that day: Monday to Sunday, of the year most of it lies in."""
    year, number, weekday = on.isocalendar()
    first = on - timedelta(days=weekday - 1)
    return Period("week", f"{year:04d}-W{number:02d}", first, first + timedelta(days=6))


def ten_days_of(on: date) -> Period:
    """The ten-day period (旬) with that day; the last has eight to eleven days."""
    part = min((on.day - 1) // 10, 2)
    last = on.replace(day=(part + 1) * 10) if part < 2 else _month_end(on.year, on.month)
    return Period("ten_days", f"{on:%Y-%m} {TEN_DAYS[part]}", on.replace(day=part * 10 + 1), last)


def month_of(on: date) -> Period:
    """The calendar month with that day."""
    return Period("month", f"{on:%Y-%m}", on.replace(day=1), _month_end(on.year, on.month))


def quarter_of(on: date) -> Period:
    """The calendar quarter with that day."""
    number = (on.month - 1) // 3 + 1
    first = date(on.year, number * 3 - 2, 1)
    return Period("quarter", f"{on.year:04d}-Q{number}", first, _month_end(on.year, number * 3))


def season_of(on: date) -> Period:
    """The meteorological season with that day; January and February are of the winter that began the year before."""
    year = on.year - 1 if on.month < 3 else on.year
    name = next(name for name, first in reversed(SEASONS.items()) if on.month >= first or on.month < 3)
    return _season(str(year), name)


def year_of(on: date, begins: tuple[int, int] = (1, 1)) -> Period:
    """The year with that day, which begins on ``begins`` (month, day); its id is the year it begins in."""
    month, first_day = begins
    year = on.year if (on.month, on.day) >= begins else on.year - 1
    first, after = date(year, month, first_day), date(year + 1, month, first_day)
    return Period("year", f"{year:04d}", first, after - _ONE_DAY)


def span(first: date, last: date) -> Period:
    """Any run of days, such as the year to date."""
    if last < first:
        raise ValueError("a span ends before it begins")
    return Period("span", f"{first}..{last}", first, last)


def year_before(given: Period) -> Period:
    """The same period one year earlier; of 29 February, the 28th; of an ISO week 53, the week with that Monday."""
    if given.kind == "week":
        year, number, _ = given.first.isocalendar()
        weeks = date(year - 1, 12, 28).isocalendar().week
        return week_of(date.fromisocalendar(year - 1, min(number, weeks), 1))
    if given.kind in ("day", "span"):
        first, last = _earlier(given.first), _earlier(given.last)
        return day(first) if given.kind == "day" else span(first, last)
    if given.kind == "year":
        return year_of(_earlier(given.first), (given.first.month, given.first.day))
    return _OF[given.kind](_earlier(given.first))


def _earlier(on: date) -> date:
    try:
        return on.replace(year=on.year - 1)
    except ValueError:
        return date(on.year - 1, 2, 28)


def _month_end(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


def _week(year: str, number: str) -> Period:
    return week_of(date.fromisocalendar(int(year), int(number), 1))


def _ten_days(year: str, month: str, part: str) -> Period:
    return ten_days_of(date(int(year), int(month), TEN_DAYS.index(part) * 10 + 1))


def _season(year: str, name: str) -> Period:
    first = date(int(year), SEASONS[name], 1)
    last = _month_end(first.year + (first.month == 12), (first.month + 1) % 12 + 1)
    return Period("season", f"{first.year:04d}-{name}", first, last)


_MAKERS: dict[Kind, Callable[..., Period]] = {
    "day": lambda y, m, d: day(date(int(y), int(m), int(d))),
    "week": _week,
    "ten_days": _ten_days,
    "month": lambda y, m: month_of(date(int(y), int(m), 1)),
    "quarter": lambda y, q: quarter_of(date(int(y), int(q) * 3, 1)),
    "season": _season,
    "year": lambda y: year_of(date(int(y), 1, 1)),
    "span": lambda a, b: span(date.fromisoformat(a), date.fromisoformat(b)),
}
_OF: dict[Kind, Callable[[date], Period]] = {
    "ten_days": ten_days_of,
    "month": month_of,
    "quarter": quarter_of,
    "season": season_of,
}


def _unreadable(text: str) -> UnusableInput:
    return UnusableInput(
        "periods.unreadable",
        Text("看不懂的时段：{text}", "this is no period: {text}").format(text=text),
        remedy=Text(
            "写成 2026-10-31、2026-W45、2026-10 上旬、2026-10、2026-Q3、2026-spring、2026 或 2026-01-01..2026-10-31。",
            "Write 2026-10-31, 2026-W45, 2026-10 上旬, 2026-10, 2026-Q3, 2026-spring, 2026 or 2026-01-01..2026-10-31.",
        ),
    )
