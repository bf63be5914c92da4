"""Calendar of days (日历图): a square a day in the colour of its level, the number of the index on it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from qingtian.charts.face import Face, Spec, chart, values

#: white stands on these levels only, black on all others: nothing else can be read on red (WCAG)
WHITE_FROM = 5
CELL = 42


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """One day: ``level`` 1–6 with its ``colour`` from the standard, or neither where no index may be published."""

    day: date
    text: str
    level: int | None = None
    colour: str = ""


def calendar(face: Face, title: str, days: Sequence[CalendarDay], weekdays: Sequence[str], *, cell: int = CELL) -> Spec:
    """Weeks downwards from Monday, ``weekdays`` their seven names. Day of the month above, index below it.

    Raises ValueError without a day, or with another number of names than seven.
    """
    if not days or len(weekdays) != 7:
        raise ValueError("a calendar needs a day and seven names")
    monday = min(one.day for one in days) - timedelta(days=min(one.day for one in days).weekday())
    rows = [_cell(face, one, monday, weekdays) for one in days]
    weeks = max(row["week"] for row in rows) + 1
    x = {
        "field": "weekday",
        "type": "ordinal",
        "sort": list(weekdays),
        "scale": {"domain": list(weekdays), "padding": 0.06},
        "axis": {"orient": "top", "title": None, "domain": False},
    }
    y = {"field": "week", "type": "ordinal", "axis": None, "scale": {"domain": list(range(weeks)), "padding": 0.06}}
    square = {"type": "rect", "stroke": face.ring, "strokeWidth": 1}
    ink = {"field": "ink", "type": "nominal", "scale": None}
    layers: list[Spec] = [
        {"mark": square, "encoding": {"x": x, "y": y, "color": {"field": "fill", "type": "nominal", "scale": None}}},
        _words("number", {"dy": -8, "fontSize": 10}, x, y, ink),
        _words("text", {"dy": 7, "fontSize": 13, "fontWeight": 600}, x, y, ink),
    ]
    return chart(face, title, cell * 7, cell * weeks, layers, data=values(rows))


def _words(field: str, mark: Spec, x: Spec, y: Spec, ink: Spec) -> Spec:
    return {
        "mark": {"type": "text", **mark},
        "encoding": {"x": x, "y": y, "text": {"field": field}, "color": ink},
    }


def _cell(face: Face, one: CalendarDay, monday: date, weekdays: Sequence[str]) -> Spec:
    dark = one.level is not None and one.level >= WHITE_FROM
    return {
        "weekday": weekdays[one.day.weekday()],
        "week": (one.day - monday).days // 7,
        "number": str(one.day.day),
        "text": one.text,
        "fill": one.colour or face.ground,
        "ink": "#FFFFFF" if dark else ("#000000" if one.colour else face.ink),
    }
