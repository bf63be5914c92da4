"""Which periods a run of days has, for a table of statistics."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta

from qingtian.standards.periods import Period, day, month_of, quarter_of, season_of, week_of, year_of

#: what ``--by`` offers; a year may begin on another day
BY = ("day", "week", "month", "quarter", "season", "year")
_OF: dict[str, Callable[[date], Period]] = {
    "day": day,
    "week": week_of,
    "month": month_of,
    "quarter": quarter_of,
    "season": season_of,
}
#: periods are computed so many days at a time, which bounds the memory whatever the files hold
_DAYS_AT_ONCE = 366


def periods_between(first: date, last: date, by: str, year_from: tuple[int, int]) -> list[Period]:
    """Every period that has a day from ``first`` to ``last``, in order."""
    found, on = [], first
    while on <= last:
        found.append(year_of(on, year_from) if by == "year" else _OF[by](on))
        on = found[-1].last + timedelta(days=1)
    return found


def in_parts(periods: Sequence[Period]) -> Iterator[list[Period]]:
    """The periods in runs of about a year."""
    part: list[Period] = []
    for period in periods:
        if part and (period.last - part[0].first).days >= _DAYS_AT_ONCE:
            yield part
            part = []
        part.append(period)
    if part:
        yield part
