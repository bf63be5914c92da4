"""Whether the cells below another tile it (不重不漏): no gap, no overlap, nothing outside, each with its area."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import shapely
from shapely.geometry.base import BaseGeometry

from qingtian.grid.outline import Geometry, Sheet

#: what may be missing or doubled, as a share of the parent: outlines are drawn by hand and rounded to about a metre.
#: A choice of drawing, no rule of law
TOLERANCE = 0.001

Kind = Literal["gap", "overlap", "outside", "no_outline", "no_parent"]


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: its code, the code of the cell above (empty at the top), its outline in degrees where it has one."""

    code: str
    parent: str
    outline: Geometry | None


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong. ``parent`` is the cell that is not tiled, empty between cells at the top; ``cells`` those
    concerned; ``square_metres`` how much is missing or doubled; ``at`` a point of it, longitude and latitude."""

    kind: Kind
    parent: str
    cells: tuple[str, ...]
    square_metres: int
    at: tuple[float, float] | None = None


def check(cells: Iterable[Cell], tolerance: float = TOLERANCE) -> list[Fault]:
    """Everything that keeps the cells from tiling, parent by parent; faults within the tolerance are none."""
    held = {cell.code: cell for cell in cells}
    sheet = Sheet.around(cell.outline for cell in held.values() if cell.outline)
    drawn = {code: sheet.draw(cell.outline) for code, cell in held.items() if cell.outline}
    below = defaultdict(list)
    faults = []
    for cell in sorted(held.values(), key=lambda one: one.code):
        below[cell.parent].append(cell.code)
        if cell.outline is None:
            faults.append(Fault("no_outline", cell.parent, (cell.code,), 0))
        if cell.parent and cell.parent not in held:
            faults.append(Fault("no_parent", cell.parent, (cell.code,), 0))
    for parent, codes in sorted(below.items()):
        faults += _of_parent(parent, [code for code in codes if code in drawn], drawn, sheet, tolerance)
    return faults


def _of_parent(
    parent: str, codes: Sequence[str], drawn: Mapping[str, BaseGeometry], sheet: Sheet, tolerance: float
) -> list[Fault]:
    """Overlaps between neighbours; below a parent with an outline also what is missing and what sticks out."""
    whole = drawn.get(parent)
    faults = _overlaps(parent, codes, drawn, sheet, tolerance, whole)
    if whole is None or not codes:
        return faults
    room = whole.area * tolerance
    missing = whole.difference(shapely.union_all([drawn[code] for code in codes]))
    if missing.area > room:
        faults.append(Fault("gap", parent, (), round(missing.area), _somewhere(missing, sheet)))
    for code in codes:
        outside = drawn[code].difference(whole)
        if outside.area > room:
            faults.append(Fault("outside", parent, (code,), round(outside.area), _somewhere(outside, sheet)))
    return faults


def _overlaps(
    parent: str,
    codes: Sequence[str],
    drawn: Mapping[str, BaseGeometry],
    sheet: Sheet,
    tolerance: float,
    whole: BaseGeometry | None,
) -> list[Fault]:
    shapes = [drawn[code] for code in codes]
    if len(shapes) < 2:
        return []
    found = []
    for one, other in shapely.STRtree(shapes).query(shapes, predicate="intersects").T:
        if one >= other:
            continue
        doubled = shapes[one].intersection(shapes[other])
        size = whole.area if whole is not None else min(shapes[one].area, shapes[other].area)
        if doubled.area > size * tolerance:
            pair = tuple(sorted((codes[one], codes[other])))
            found.append(Fault("overlap", parent, pair, round(doubled.area), _somewhere(doubled, sheet)))
    return sorted(found, key=lambda fault: fault.cells)


def _somewhere(part: BaseGeometry, sheet: Sheet) -> tuple[float, float]:
    """A point of the largest piece, five places: about a metre."""
    largest = max(shapely.get_parts(part), key=lambda piece: piece.area)
    longitude, latitude = sheet.degrees(largest.representative_point())
    return round(longitude, 5), round(latitude, 5)
