"""GCJ-02 (the shifted grid of maps in China) to WGS-84, by our own arithmetic.

The shift is a smooth function of the place; turning it round has no closed form, so the place is found by correcting
a guess until shifting it gives what came. Outside the rectangle where maps are shifted nothing is done. The formula is
public knowledge, not an official publication; the error of the way back is below a millimetre of the formula.
"""

from __future__ import annotations

from decimal import Decimal
from math import cos, pi, sin, sqrt

#: Krasovsky 1940: half the long axis in metres, and the square of the eccentricity, as the shift uses them
AXIS, ECCENTRICITY = 6378245.0, 0.00669342162296594323
#: degrees; where maps are shifted
WEST, EAST, SOUTH, NORTH = 72.004, 137.8347, 0.8293, 55.8271
ROUNDS = 12
SIX = Decimal("0.000001")


def _is_shifted(longitude: float, latitude: float) -> bool:
    return WEST <= longitude <= EAST and SOUTH <= latitude <= NORTH


def _waves(x: float) -> float:
    return (20.0 * sin(6.0 * x * pi) + 20.0 * sin(2.0 * x * pi)) * 2.0 / 3.0


def _north(x: float, y: float) -> float:
    found = -100.0 + 2.0 * x + 3.0 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * sqrt(abs(x)) + _waves(x)
    found += (20.0 * sin(y * pi) + 40.0 * sin(y / 3.0 * pi)) * 2.0 / 3.0
    return found + (160.0 * sin(y / 12.0 * pi) + 320.0 * sin(y * pi / 30.0)) * 2.0 / 3.0


def _east(x: float, y: float) -> float:
    found = 300.0 + x + 2.0 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * sqrt(abs(x)) + _waves(x)
    found += (20.0 * sin(x * pi) + 40.0 * sin(x / 3.0 * pi)) * 2.0 / 3.0
    return found + (150.0 * sin(x / 12.0 * pi) + 300.0 * sin(x / 30.0 * pi)) * 2.0 / 3.0


def shifted(longitude: float, latitude: float) -> tuple[float, float]:
    """WGS-84 degrees as a Chinese map shows them: longitude, latitude."""
    if not _is_shifted(longitude, latitude):
        return longitude, latitude
    x, y = longitude - 105.0, latitude - 35.0
    radians = latitude / 180.0 * pi
    flattened = 1 - ECCENTRICITY * sin(radians) ** 2
    a_degree_north = AXIS * (1 - ECCENTRICITY) / (flattened * sqrt(flattened)) * pi / 180.0
    a_degree_east = AXIS / sqrt(flattened) * cos(radians) * pi / 180.0
    return longitude + _east(x, y) / a_degree_east, latitude + _north(x, y) / a_degree_north


def to_wgs84(longitude: Decimal, latitude: Decimal) -> tuple[Decimal, Decimal]:
    """GCJ-02 degrees to WGS-84 degrees with six decimals (0.1 m): longitude, latitude."""
    wanted_x, wanted_y = float(longitude), float(latitude)
    x, y = wanted_x, wanted_y
    for _ in range(ROUNDS):
        there_x, there_y = shifted(x, y)
        x, y = x + wanted_x - there_x, y + wanted_y - there_y
    return Decimal(str(x)).quantize(SIX), Decimal(str(y)).quantize(SIX)
