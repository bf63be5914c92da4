"""Outlines of towns and cells of the invented city: the outline of the area cut along straight lines: they tile.

The lines are those of the boxes in ``positions``; the outermost boxes reach beyond the tile, to the drawn border.
"""

from __future__ import annotations

from functools import cache
from typing import Any

import shapely
from shapely.geometry import Polygon, mapping

from qingtian.demo.positions import cell_box, tiles_of, town_box
from qingtian.demo.schematic import corner, outline

#: parts of a tile by which the outermost boxes reach beyond it; the longest area is two tiles high
BEYOND = 2.0
#: decimal places of a degree: about a tenth of a metre
PLACES = 6

Box = tuple[float, float, float, float]


@cache
def _area(code: str) -> Polygon:
    return Polygon(outline(tiles_of(code)))


def town_outline(code: str, number: int) -> dict[str, Any]:
    """A GeoJSON polygon of one town of the area."""
    return _cut(code, town_box(code, number))


def cell_outline(code: str, town: int, number: int) -> dict[str, Any]:
    """The same of one cell of a town."""
    return _cut(code, cell_box(code, town, number))


def _cut(code: str, box: Box) -> dict[str, Any]:
    west, north, east, south = (_to_the_border(one) for one in box)
    ring = [_at(code, *corner_) for corner_ in ((west, north), (west, south), (east, south), (east, north))]
    piece = shapely.orient_polygons(_area(code).intersection(Polygon(ring)))
    return _rounded(mapping(piece))


def _to_the_border(share: float) -> float:
    """Inside the tile as the boxes have it; the outermost lines lie beyond."""
    if share in (0.0, 1.0):
        return -BEYOND if share == 0.0 else 1 + BEYOND
    return 0.06 + 0.88 * share


def _at(code: str, u: float, v: float) -> tuple[float, float]:
    """The point of the first tile of the area, not rounded, also outside the tile."""
    x, y = tiles_of(code)[0]
    (ax, ay), (bx, by) = corner(x, y), corner(x + 1, y)
    (cx, cy), (dx, dy) = corner(x, y + 1), corner(x + 1, y + 1)
    top, bottom = (ax + (bx - ax) * u, ay + (by - ay) * u), (cx + (dx - cx) * u, cy + (dy - cy) * u)
    return top[0] + (bottom[0] - top[0]) * v, top[1] + (bottom[1] - top[1]) * v


def _rounded(geometry: Any) -> dict[str, Any]:
    """As GeoJSON has it: lists, not tuples."""

    def walk(value: Any) -> Any:
        return round(value, PLACES) if isinstance(value, float) else [walk(one) for one in value]

    return {"type": geometry["type"], "coordinates": walk(geometry["coordinates"])}
