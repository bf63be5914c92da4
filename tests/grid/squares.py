"""A grid of squares a few kilometres wide, drawn where the invented city lies."""

from __future__ import annotations

from typing import Any

from qingtian.grid.tiling import Cell

WEST, SOUTH, SIDE = 104.5, 25.5, 0.04


def box(x: float, y: float, w: float = 1, h: float = 1) -> dict[str, Any]:
    """A rectangle in sides of a square, as GeoJSON."""
    corners = [(x, y), (x + w, y), (x + w, y + h), (x, y + h), (x, y)]
    return {"type": "Polygon", "coordinates": [[[WEST + a * SIDE, SOUTH + b * SIDE] for a, b in corners]]}


def at(x: float, y: float) -> tuple[float, float]:
    """The degrees of a point given in sides."""
    return WEST + x * SIDE, SOUTH + y * SIDE


def four() -> list[Cell]:
    """A square of two by two with its four leaves, in two rows."""
    leaves = [Cell(f"t-{n + 1}", "t", box(n % 2, n // 2)) for n in range(4)]
    return [Cell("t", "", box(0, 0, 2, 2)), *leaves]
