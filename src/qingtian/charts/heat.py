"""Heat map (热力图): a square a cell in five steps of the one azure, its number on it; and the same for areas."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from qingtian.charts.face import PAPER, Face, Spec, chart, values

CELL = 24
#: from the ground to the main tone; the words on the last two are white, on the others ink (WCAG contrast above 4.5)
STEPS = {
    False: ("#FBFAF6", "#D6E4E9", "#A9C9D5", "#5C93A8", "#2F7C99", "#00658B"),
    True: ("#FFFFFF", "#E8E8E8", "#D0D0D0", "#9C9C9C", "#6A6A6A", "#4A4A4A"),
}
WHITE_FROM = 4
LEVELS = 5


@dataclass(frozen=True, slots=True)
class HeatCell:
    """One cell: where it stands, the figure as printed and how many; ``count`` None is a gap and stays empty."""

    column: str
    row: str
    count: int | None


@dataclass(frozen=True, slots=True)
class HeatArea:
    """One area: its name, its outline as GeoJSON geometry, how many (None: nothing is known)."""

    name: str
    outline: Mapping[str, Any]
    count: int | None


def step(count: int | None, most: int) -> int:
    """0 for none, then 1 to 5 in equal parts of the greatest.

    >>> [step(n, 10) for n in (None, 0, 1, 2, 3, 10)]
    [0, 0, 1, 1, 2, 5]
    """
    return -(-count * LEVELS // most) if count and most else 0


def heat_grid(
    face: Face, title: str, cells: Sequence[HeatCell], columns: Sequence[str], rows: Sequence[str], *, cell: int = CELL
) -> Spec:
    """Columns and rows in the order given; every cell that counts says its number."""
    tones = STEPS[face is PAPER]
    most = max((one.count or 0 for one in cells), default=0)
    data = [_cell(face, one, step(one.count, most), tones) for one in cells]
    scale = {"padding": 0.08}
    x = {"field": "column", "type": "ordinal", "sort": list(columns), "scale": {"domain": list(columns), **scale}}
    y = {"field": "row", "type": "ordinal", "sort": list(rows), "scale": {"domain": list(rows), **scale}}
    across = {**x, "axis": {"orient": "top", "title": None, "domain": False, "labelFontSize": 10}}
    down = {**y, "axis": {"title": None, "domain": False, "labelColor": face.ink}}
    layers: list[Spec] = [
        {"mark": {"type": "rect"}, "encoding": {"x": across, "y": down, "color": _as_it_is("fill")}},
        {
            "transform": [{"filter": "datum.text != ''"}],
            "mark": {"type": "text", "fontSize": 10},
            "encoding": {"x": across, "y": down, "text": {"field": "text"}, "color": _as_it_is("ink")},
        },
    ]
    return chart(face, title, cell * len(columns), cell * len(rows), layers, data=values(data))


def heat_areas(face: Face, title: str, areas: Sequence[HeatArea], *, width: int = 420, height: int = 320) -> Spec:
    """Outlines filled by how many; names and numbers stand in the table beside it, the larger ones in the map too."""
    tones = STEPS[face is PAPER]
    most = max((one.count or 0 for one in areas), default=0)
    shapes = [_shape(one, tones[step(one.count, most)]) for one in areas]
    names = [_name(face, one, step(one.count, most)) for one in areas if one.count]
    outline = {"type": "geoshape", "stroke": face.ring, "strokeWidth": 1}
    layers: list[Spec] = [
        {"data": {"values": shapes}, "mark": outline, "encoding": {"fill": _as_it_is("properties.fill")}},
        {
            "data": values(names),
            "mark": {"type": "text", "fontSize": 11, "lineBreak": "\n"},
            "encoding": {
                "longitude": {"field": "x", "type": "quantitative"},
                "latitude": {"field": "y", "type": "quantitative"},
                "text": {"field": "words"},
                "color": _as_it_is("ink"),
            },
        },
    ]
    return chart(face, title, width, height, layers, projection={"type": "mercator"})


def _as_it_is(field: str) -> Spec:
    return {"field": field, "type": "nominal", "scale": None}


def _ink(face: Face, at: int) -> str:
    return "#FFFFFF" if at >= WHITE_FROM else face.ink


def _cell(face: Face, one: HeatCell, at: int, tones: Sequence[str]) -> Spec:
    words = str(one.count) if one.count else ""
    return {"column": one.column, "row": one.row, "text": words, "fill": tones[at], "ink": _ink(face, at)}


def _shape(one: HeatArea, fill: str) -> Spec:
    # d3 reads a ring that turns the other way round as the whole earth without it
    return {"type": "Feature", "geometry": _wound(one.outline), "properties": {"fill": fill}}


def _name(face: Face, one: HeatArea, at: int) -> Spec:
    x, y = _middle(one.outline)
    return {"x": x, "y": y, "words": f"{one.name}\n{one.count}", "ink": _ink(face, at)}


def _polygons(outline: Mapping[str, Any]) -> list[list[list[list[float]]]]:
    coordinates = outline["coordinates"]
    return [coordinates] if outline["type"] == "Polygon" else list(coordinates)


def _area(ring: Sequence[Sequence[float]]) -> float:
    pairs = pairwise(ring)
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in pairs) / 2


def _wound(outline: Mapping[str, Any]) -> Spec:
    """The outline with every outer ring clockwise and every hole the other way."""
    turned = [
        [ring if (_area(ring) < 0) == (place == 0) else ring[::-1] for place, ring in enumerate(polygon)]
        for polygon in _polygons(outline)
    ]
    return {"type": "MultiPolygon", "coordinates": turned}


def _middle(outline: Mapping[str, Any]) -> tuple[float, float]:
    """The middle of the box of the largest part."""
    ring = max((polygon[0] for polygon in _polygons(outline)), key=lambda one: abs(_area(one)))
    xs, ys = [at[0] for at in ring], [at[1] for at in ring]
    return (min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2
