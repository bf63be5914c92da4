"""Where things lie in the invented city: tiles, towns, grid cells and sources, from the data files alone."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from qingtian.demo.declared import area_of, declared
from qingtian.demo.schematic import Point, inside

#: cells a town is parted into, numbered 01 …
CELLS = 5


def tiles_of(code: str) -> list[tuple[int, int]]:
    """The tiles of an area."""
    return [(x, y) for x, y in area_of(code)["tiles"]]


def polygon(ring: list[Point]) -> dict[str, Any]:
    """A GeoJSON polygon of one ring."""
    return {"type": "Polygon", "coordinates": [[list(point) for point in ring]]}


def degrees(point: Point) -> tuple[Decimal, Decimal]:
    """Longitude and latitude as the records keep them."""
    return Decimal(str(point[0])), Decimal(str(point[1]))


def town_box(code: str, number: int) -> tuple[float, float, float, float]:
    """West, north, east and south of a town inside the first tile of its area, as parts of the tile."""
    count = len(area_of(code)["towns"])
    return number / count, 0.0, (number + 1) / count, 1.0


def cell_box(code: str, town: int, number: int) -> tuple[float, float, float, float]:
    """The same for one grid cell of a town, the first in the north."""
    west, _, east, _ = town_box(code, town)
    return west, number / CELLS, east, (number + 1) / CELLS


def point_in(code: str, town: int, number: int, u: float = 0.5, v: float = 0.5) -> Point:
    """A point in a grid cell; ``u`` and ``v`` say where in it."""
    west, north, east, south = cell_box(code, town, number)
    across, down = west + (east - west) * u, north + (south - north) * v
    return inside(tiles_of(code)[0], 0.06 + 0.88 * across, 0.06 + 0.88 * down)


def declared_sources() -> Iterator[dict[str, Any]]:
    """The named sources, and what every area has by rule."""
    sources = declared("sources")
    yield from sources["named"]
    for position, area in enumerate(declared("areas")["areas"]):
        for number, kind in enumerate(sources["everywhere"]):
            words = sources["kinds"][kind]
            zh, en = words[position % len(words)]
            yield {
                "code": f"{area['code']}-{kind}",
                "zh": f"{area['zh']}{zh}",
                "en": f"{en}, {area['en']}",
                "kind": kind,
                "area": area["code"],
                "town": number % len(area["towns"]),
                "cell": (number * 2 + position) % CELLS,
            }
