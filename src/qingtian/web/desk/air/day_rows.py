"""The days of a place as rows: the six items, the index, its level and what leads; each day opens its hours."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from qingtian.apps.air.figures import Days
from qingtian.measurements.statistics.results import DayValue
from qingtian.standards.air import categories
from qingtian.web.templatetags.air_pieces import plain_item, thousandths

ITEMS = ("PM10", "PM2_5", "O3_8h", "NO2", "SO2", "CO")
DAY_HEADS = (
    "日期",
    "AQI",
    "级别",
    "首要污染物",
    *(plain_item(item) for item in ITEMS),
    "PM10 有效",
    "PM10 应有",
    "版本",
)
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class DayRow:
    """One day. ``cells`` in the order of ``ITEMS``; ``level`` is a level of the edition of that day."""

    day: date
    aqi: int | None
    level: Any
    primary: tuple[str, ...]
    cells: tuple[str, ...]
    counted: DayValue | None
    edition: str
    rule: str


def day_rows(days: Days, place: str) -> list[DayRow]:
    """Every day from the first to the last, the days without a station too; the oldest first."""
    count = (days.last - days.first).days + 1
    return [_row(days, place, days.first + number * ONE_DAY) for number in range(count)]


def _row(days: Days, place: str, day: date) -> DayRow:
    index = days.index(place, day)
    level = next((each for each in categories(day) if index and each.level == index.level), None)
    values = [days.value(place, day, item) for item in ITEMS]
    cells = tuple("NA" if value is None else thousandths(value.value, value.decimals) for value in values)
    edition = index.edition if index else ""
    return DayRow(
        day, index.aqi if index else None, level, index.primary if index else (), cells, values[0], edition,
        index.rule if index else "",
    )  # fmt: skip


def day_sheet(rows: Sequence[DayRow]) -> list[list[str]]:
    """The rows as they stand on the page, for CSV and Excel."""
    return [
        [
            row.day.isoformat(),
            "NA" if row.aqi is None else str(row.aqi),
            row.level.word.zh if row.level else "",
            "、".join(map(plain_item, row.primary)),
            *row.cells,
            str(row.counted.valid) if row.counted else "0",
            str(row.counted.expected) if row.counted else "0",
            row.edition,
        ]
        for row in rows
    ]
