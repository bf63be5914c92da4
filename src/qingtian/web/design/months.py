"""A calendar of days by level: months of weeks, the number on its colour (look §3), the word beside."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from qingtian.language import Text
from qingtian.web.design.figures import MONTHS_EN

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class DayCell:
    """One day: its level (None: no index), the index, words for those who do not see the colour, where it leads."""

    day: date
    index: int | None
    level: int | None
    words: Text
    mark: str = ""
    href: str = ""


@dataclass(frozen=True, slots=True)
class Month:
    """A month in weeks from Monday; None outside the month or the run of days."""

    title: Text
    weeks: tuple[tuple[DayCell | None, ...], ...]


def months(cells: Mapping[date, DayCell]) -> list[Month]:
    """The months those days lie in, in order."""
    found: dict[tuple[int, int], list[DayCell]] = {}
    for day in sorted(cells):
        found.setdefault((day.year, day.month), []).append(cells[day])
    return [_month(year, month, days) for (year, month), days in found.items()]


def _month(year: int, month: int, days: Sequence[DayCell]) -> Month:
    by_day = {cell.day: cell for cell in days}
    monday = days[0].day - ONE_DAY * days[0].day.weekday()
    weeks = []
    while monday <= days[-1].day:
        weeks.append(tuple(by_day.get(monday + ONE_DAY * number) for number in range(7)))
        monday += 7 * ONE_DAY
    return Month(Text(f"{year}年{month}月", f"{MONTHS_EN[month - 1]} {year}"), tuple(weeks))


def counts(cells: Sequence[DayCell], levels: Sequence[Any]) -> list[tuple[Any, int]]:
    """How many days of each level, best first."""
    return [(level, sum(cell.level == level.level for cell in cells)) for level in levels]
