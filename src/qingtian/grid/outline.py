"""Outlines of cells in metres: GeoJSON degrees laid out flat around the middle of the grid.

A grid is at most a city wide: on such a stretch the flat layout (equirectangular) is right to well under one part in a
thousand, and gaps are compared with a tolerance coarser than that.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import cos, radians
from typing import Any

import shapely
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

#: metres of one degree of latitude
DEGREE = 111_320.0

Geometry = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A flat sheet of paper that touches the earth at one point."""

    longitude: float
    latitude: float

    @classmethod
    def around(cls, outlines: Iterable[Geometry]) -> Sheet:
        """The sheet that touches in the middle of these outlines; of none, anywhere."""
        west, south, east, north = shapely.total_bounds([shape(one) for one in outlines] or [shapely.Point(0, 0)])
        return cls((west + east) / 2, (south + north) / 2)

    def draw(self, outline: Geometry) -> BaseGeometry:
        """The outline in metres; one that crosses itself is drawn as the area it covers."""
        drawn = shapely.transform(shape(outline), self._metres)
        return drawn if drawn.is_valid else shapely.make_valid(drawn)

    def point(self, longitude: float, latitude: float) -> BaseGeometry:
        """A point given in degrees."""
        return shapely.transform(shapely.Point(longitude, latitude), self._metres)

    def degrees(self, point: BaseGeometry) -> tuple[float, float]:
        """Longitude and latitude of a point of the sheet."""
        return point.x / (DEGREE * self._narrow) + self.longitude, point.y / DEGREE + self.latitude

    @property
    def _narrow(self) -> float:
        return cos(radians(self.latitude))

    def _metres(self, positions: Any) -> Any:
        moved = positions - [self.longitude, self.latitude]
        return moved * [DEGREE * self._narrow, DEGREE]
