"""The leaf of a point (所在网格): every point of the grid lies in exactly one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import shapely

from qingtian.grid.outline import Sheet
from qingtian.grid.tiling import Cell


def leaves_of(cells: Iterable[Cell]) -> list[Cell]:
    """The cells nothing lies below, by code."""
    held = sorted(cells, key=lambda cell: cell.code)
    parents = {cell.parent for cell in held}
    return [cell for cell in held if cell.code not in parents]


@dataclass(frozen=True)
class Leaves:
    """The leaves of a grid, drawn and indexed once; a point costs a look-up in a tree."""

    codes: tuple[str, ...]
    sheet: Sheet
    tree: Any

    @classmethod
    def draw(cls, cells: Iterable[Cell]) -> Leaves:
        """From every cell of the grid; leaves without an outline hold no point."""
        drawn = [(cell.code, cell.outline) for cell in leaves_of(cells) if cell.outline]
        sheet = Sheet.around(outline for _, outline in drawn)
        tree = shapely.STRtree([sheet.draw(outline) for _, outline in drawn])
        return cls(tuple(code for code, _ in drawn), sheet, tree)

    def all_of(self, longitude: float, latitude: float) -> list[str]:
        """Every leaf the point lies in or on the border of, by code; several inside means that leaves overlap."""
        hits = self.tree.query(self.sheet.point(longitude, latitude), predicate="intersects")
        return sorted(self.codes[hit] for hit in hits)

    def of(self, longitude: float, latitude: float) -> str | None:
        """The leaf of the point. On a border it is the first by code, always the same one; None outside the grid."""
        return next(iter(self.all_of(longitude, latitude)), None)
