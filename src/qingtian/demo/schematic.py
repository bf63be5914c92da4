"""The schematic tiling of the invented city: areas that share their borders exactly, and points inside them.

Nothing here is surveyed: the outlines are drawn by rule for a schematic map (示意图) and look like no real place.
"""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from math import sin

Point = tuple[float, float]

#: where the drawing begins, degrees; the columns and rows of the tiling are wide outside and narrow in the middle
WEST, NORTH = 104.20, 26.10
COLUMNS = (0.0, 0.34, 0.54, 0.72, 0.92, 1.30)
ROWS = (0.0, 0.30, 0.50, 0.69, 1.02)
#: how far corners and edges stray from the straight line, as a part of the smallest tile
STRAY = 0.022
PLACES = 5


def _wave(seed: float) -> float:
    """A repeatable number in −1..1 that looks irregular; sine, because a drawing needs no randomness."""
    return sin(seed * 12.9898) * sin(seed * 4.1414 + 1.3)


@cache
def corner(column: int, row: int) -> Point:
    """The corner of the tiling at that column and row, in degrees of longitude and latitude."""
    seed = column * 7.31 + row * 3.77
    return (
        round(WEST + COLUMNS[column] + 1.6 * STRAY * _wave(seed), PLACES),
        round(NORTH - ROWS[row] + 1.6 * STRAY * _wave(seed + 0.5), PLACES),
    )


def _between(a: Point, b: Point, depth: int, seed: float) -> list[Point]:
    """Points between two corners, the middle pushed aside; halved until the line looks drawn by hand."""
    if depth == 0:
        return []
    push = STRAY * depth / 4 * _wave(seed)
    middle = (round((a[0] + b[0]) / 2 + push, PLACES), round((a[1] + b[1]) / 2 - push, PLACES))
    return [*_between(a, middle, depth - 1, seed + 1.7), middle, *_between(middle, b, depth - 1, seed + 2.9)]


@cache
def edge(start: tuple[int, int], end: tuple[int, int]) -> tuple[Point, ...]:
    """The drawn line from one corner to the next, without the last point; the same line backwards for the neighbour."""
    first, last = sorted((start, end))
    seed = first[0] * 5.3 + first[1] * 8.9 + last[0] * 2.1 + last[1] * 1.3
    line = [corner(*first), *_between(corner(*first), corner(*last), 3, seed), corner(*last)]
    return tuple(line[:-1] if start == first else line[::-1][:-1])


def _steps(tile: tuple[int, int]) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    x, y = tile
    ring = [(x, y), (x, y + 1), (x + 1, y + 1), (x + 1, y), (x, y)]
    return list(pairwise(ring))


def outline(tiles: list[tuple[int, int]]) -> list[Point]:
    """The closed ring around one or more joined tiles, counter-clockwise as GeoJSON (RFC 7946) asks."""
    steps = [step for tile in tiles for step in _steps(tile)]
    following = {a: b for a, b in steps if (b, a) not in steps}
    at = start = min(following)
    ring: list[Point] = []
    while True:
        ring.extend(edge(at, following[at]))
        at = following[at]
        if at == start:
            return [*ring, ring[0]]


def inside(tile: tuple[int, int], u: float, v: float) -> Point:
    """The point a part ``u`` of the way east and ``v`` of the way south in a tile."""
    x, y = tile
    (ax, ay), (bx, by) = corner(x, y), corner(x + 1, y)
    (cx, cy), (dx, dy) = corner(x, y + 1), corner(x + 1, y + 1)
    top, bottom = (ax + (bx - ax) * u, ay + (by - ay) * u), (cx + (dx - cx) * u, cy + (dy - cy) * u)
    return round(top[0] + (bottom[0] - top[0]) * v, PLACES), round(top[1] + (bottom[1] - top[1]) * v, PLACES)
