"""The grid drawn (网格图): outlines as paths of an SVG with the middle of each for its number; no map of the world."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from qingtian.grid.outline import Sheet
from qingtian.grid.tiling import Cell

WIDTH, MARGIN = 640, 6
#: points closer than this share of the width are left out: half a unit of the drawing
CLOSE = 0.5


@dataclass(frozen=True, slots=True)
class Drawn:
    """One outline: its path and where its number stands, in units of the drawing."""

    code: str
    path: str
    x: int
    y: int


@dataclass(frozen=True, slots=True)
class Drawing:
    """Outlines side by side. ``height`` goes with a width of ``WIDTH``."""

    width: int
    height: int
    shapes: Sequence[Drawn]


def draw(cells: Iterable[Cell]) -> Drawing | None:
    """The outlines on one sheet, north up; None where none has any."""
    outlined = [(cell.code, cell.outline) for cell in cells if cell.outline]
    if not outlined:
        return None
    sheet = Sheet.around(outline for _, outline in outlined)
    shapes = {code: sheet.draw(outline) for code, outline in outlined}
    bounds = [shape.bounds for shape in shapes.values()]
    west, north = min(one[0] for one in bounds), max(one[3] for one in bounds)
    east, south = max(one[2] for one in bounds), min(one[1] for one in bounds)
    scale = (WIDTH - 2 * MARGIN) / max(east - west, 1.0)
    drawn = []
    for code, shape in shapes.items():
        simple = shape.simplify(CLOSE / scale)
        rings = [part.exterior.coords for part in getattr(simple, "geoms", [simple]) if part.geom_type == "Polygon"]
        path = " ".join(_ring(ring, west, north, scale) for ring in rings)
        middle = shape.representative_point()
        drawn.append(Drawn(code, path, *_at(middle.x, middle.y, west, north, scale)))
    return Drawing(WIDTH, round((north - south) * scale) + 2 * MARGIN, drawn)


def _at(x: float, y: float, west: float, north: float, scale: float) -> tuple[int, int]:
    return round((x - west) * scale) + MARGIN, round((north - y) * scale) + MARGIN


def _ring(ring: Iterable[tuple[float, ...]], west: float, north: float, scale: float) -> str:
    points = [_at(point[0], point[1], west, north, scale) for point in ring]
    return "M" + " L".join(f"{x} {y}" for x, y in points) + " Z"
