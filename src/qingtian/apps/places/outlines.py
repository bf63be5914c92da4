"""Whether a GeoJSON geometry is a usable outline: closed rings of WGS-84 degrees."""

from __future__ import annotations

from collections.abc import Iterable
from math import isfinite
from typing import Any

from qingtian.language import Text

#: a closed ring of a triangle: the fewest positions RFC 7946 3.1.6 allows
FEWEST = 4

NONE = Text("没有边界（geometry）。", "There is no outline (geometry).")
KIND = Text("边界要是 Polygon 或 MultiPolygon。", "The outline must be a Polygon or a MultiPolygon.")
OPEN = Text("边界没有闭合：首尾坐标不同。", "The outline is not closed: first and last position differ.")
SHORT = Text("边界少于四个点。", "The outline has fewer than four positions.")
NUMBERS = Text("坐标不是数字。", "A position is not made of numbers.")
OUTSIDE = Text(
    "坐标不是经纬度（先经度后纬度）：{x}，{y}", "Not degrees of longitude and latitude, in that order: {x}, {y}"
)


def _number(value: Any) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool) and isfinite(value)


def _position_fault(position: Any) -> Text | None:
    if not isinstance(position, list) or len(position) < 2 or not all(_number(value) for value in position):
        return NUMBERS
    x, y = position[:2]
    return None if -180 <= x <= 180 and -90 <= y <= 90 else OUTSIDE.format(x=x, y=y)


def _ring_fault(ring: Any) -> Text | None:
    if not isinstance(ring, list) or len(ring) < FEWEST:
        return SHORT
    for position in ring:
        if fault := _position_fault(position):
            return fault
    return None if ring[0] == ring[-1] else OPEN


def _rings(geometry: dict[str, Any]) -> Iterable[Any]:
    polygons = [geometry.get("coordinates")] if geometry["type"] == "Polygon" else geometry.get("coordinates")
    for polygon in polygons if isinstance(polygons, list) and polygons else [None]:
        yield from polygon if isinstance(polygon, list) and polygon else [None]


def fault_of(geometry: Any) -> Text | None:
    """What is wrong with the geometry, or nothing."""
    if not isinstance(geometry, dict):
        return NONE
    if geometry.get("type") not in ("Polygon", "MultiPolygon"):
        return KIND
    return next((fault for ring in _rings(geometry) if (fault := _ring_fault(ring))), None)
