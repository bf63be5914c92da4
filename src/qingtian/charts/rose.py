"""Rose by wind (风向玫瑰): one item by the direction the wind comes from, north above, figures at the rim."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import tau

from qingtian.charts.face import Face, Spec, chart, length, values

RADIUS = 110


@dataclass(frozen=True, slots=True)
class Sector:
    """One direction, clockwise from north: its name, the figure as printed, and the hours it rests on."""

    name: str
    value: str
    hours: int


def rose(face: Face, title: str, sectors: Sequence[Sector]) -> Spec:
    """Equal sectors; the radius is the figure, from zero. Names stand at the rim with the figure where there is one.

    Raises ValueError with fewer than four directions.
    """
    if len(sectors) < 4:
        raise ValueError("a rose has four directions or more")
    most = max((length(one.value) or 0 for one in sectors), default=0) or 1
    wide = tau / len(sectors)
    rows = [_row(one, place, wide, most) for place, one in enumerate(sectors)]
    around = {"scale": None, "type": "quantitative", "stack": None}
    arc = {
        "theta": {"field": "from", **around},
        "theta2": {"field": "to"},
        "radius": {"field": "radius", **around},
        "radius2": {"value": 0},
    }
    words = {
        "theta": {"field": "middle", **around},
        "radius": {"field": "rim", **around},
        "text": {"field": "words"},
    }
    rings = [{"ring": RADIUS * share} for share in (0.5, 1)]
    layers: list[Spec] = [
        {
            "data": values(rings),
            "mark": {"type": "arc", "fill": None, "stroke": face.hairline, "theta": 0, "theta2": tau},
            "encoding": {"radius": {"field": "ring", **around}, "radius2": {"value": 0}},
        },
        {
            "data": values(rows),
            "mark": {"type": "arc", "fill": face.main, "stroke": face.ground, "strokeWidth": 1},
            "encoding": arc,
        },
        {"data": values(rows), "mark": {"type": "text", "fontSize": 11}, "encoding": words},
    ]
    return chart(face, title, 2 * RADIUS + 110, 2 * RADIUS + 90, layers)


def _row(one: Sector, place: int, wide: float, most: float) -> Spec:
    middle = place * wide
    value = length(one.value)
    return {
        "from": middle - wide / 2,
        "to": middle + wide / 2,
        "middle": middle,
        "radius": RADIUS * (value or 0) / most,
        "rim": RADIUS + 24,
        "words": f"{one.name} {one.value}" if value is not None else one.name,
    }
