"""The cells of a day as the pure room knows them."""

from __future__ import annotations

from datetime import date

from qingtian.apps.places.models import GridCell
from qingtian.grid.leaf import Leaves
from qingtian.grid.tiling import Cell, Fault, check


def cells_on(on: date) -> list[Cell]:
    """Every cell of that day, one query."""
    rows = GridCell.objects.on(on).values_list("code", "parent__code", "boundary")
    return [Cell(code, parent or "", boundary) for code, parent, boundary in rows]


def leaves_on(on: date) -> Leaves:
    """The leaves of that day, drawn: draw once, ask often."""
    return Leaves.draw(cells_on(on))


def faults_on(on: date) -> list[Fault]:
    """What keeps the grid of that day from tiling."""
    return check(cells_on(on))
