"""The hours of three days around a doubt: as rows with state and marks, and as a line."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from qingtian.apps.air.lake import HourRow, flags_of
from qingtian.apps.places.models import Station
from qingtian.charts import SCREEN, TrendPoint, trend
from qingtian.language import Text
from qingtian.measurements.items import UNITS
from qingtian.measurements.lake import FLAG_NAMES, STATE_NAMES, Flag, State
from qingtian.measurements.scale import written
from qingtian.web.design.drawn import drawn
from qingtian.web.design.figures import number
from qingtian.web.templatetags.air_pieces import plain_item
from qingtian.web.templatetags.words import say

Around = list[tuple[date, list[HourRow]]]
Marks = dict[tuple[str, date, int], Flag]
PARTICLES = ("PM10", "PM2_5")
#: the line and the dashed one, where both would end at the same height
PAIR = Text("PM10（实线）和 PM2.5（虚线），{unit}", "PM10 (line) and PM2.5 (dashed), {unit}")


@dataclass(frozen=True, slots=True)
class HourLine:
    """An hour of the table: values as they are shown, with state and marks."""

    day: date
    hour: int
    cells: list[tuple[str, Text | None, list[Text]]]
    inside: bool


def shown_together(item: str) -> tuple[str, ...]:
    """The items shown beside each other: particles both, because one is judged by the other."""
    return PARTICLES if item in PARTICLES else (item,)


def lines_of(around: Around, items: tuple[str, ...], marks: Marks, day: date, hours: tuple[int, int]) -> list[HourLine]:
    """Every hour in order; ``inside`` are those the doubt is about."""
    return [
        _line(each, row, items, marks, each == day and hours[0] <= row.hour <= hours[1])
        for each, rows in around
        for row in rows
    ]


def _line(day: date, row: HourRow, items: tuple[str, ...], marks: Marks, inside: bool) -> HourLine:
    cells = []
    for item in items:
        held = row.items[item]
        words = [FLAG_NAMES[one] for one in flags_of(held.flags | marks.get((item, day, row.hour), Flag(0)))]
        state = None if held.state in (State.VALID, None) else STATE_NAMES[held.state]
        cells.append(("" if held.value is None else _value(item, held.value), state, words))
    return HourLine(day, row.hour, cells, inside)


def _value(item: str, thousandths: int) -> str:
    """As it was reported: whole micrograms, tenths of a milligram of CO; more decimals where there are more."""
    for decimals in (1 if item == "CO" else 0, 1, 2, 3):
        try:
            return number(written(thousandths, decimals))
        except ValueError:
            continue
    raise AssertionError("thousandths have three decimals")


def chart_of(station: Station, around: Around, items: tuple[str, ...]) -> Any:
    """The hours as a line, the second item dashed; None where there is nothing to draw."""
    points = [
        TrendPoint(f"{day.month}-{day.day:02d} {row.hour:02d}", *(_digits(item, row) for item in items))
        for day, rows in around
        for row in rows
    ]
    if not any(point.value for point in points):
        return None
    title = say(PAIR if len(items) > 1 else Text("{item}，{unit}", "{item}, {unit}")).format(
        item=plain_item(items[0]), unit=UNITS[items[0]]
    )
    label = Text(f"{station.name_zh}三天的小时值：{title}", f"Hours of three days at {station.name_en}: {title}")
    return drawn(trend(SCREEN, title, points, width=720), label)


def _digits(item: str, row: HourRow) -> str:
    held = row.items[item]
    return "" if held.value is None else _value(item, held.value).replace(",", "")
