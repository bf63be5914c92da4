"""Where and when a photo was taken (照片的位置和时间), as a line of a form and as what the trail keeps.

Longitude and latitude are WGS-84 degrees, the time that of the city. Either may be missing and is never guessed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from math import asin, cos, radians, sin, sqrt
from typing import Any

_LINE = re.compile(
    r"\s*(?:(?P<lon>-?\d{1,3}(?:\.\d{1,8})?)\s*[,，]\s*(?P<lat>-?\d{1,2}(?:\.\d{1,8})?)|-)"
    r"\s+(?:(?P<day>\d{4}-\d{2}-\d{2})[ T](?P<time>\d{2}:\d{2})|-)\s*"
)
#: mean radius of the earth (IUGG), metres
EARTH = 6_371_009
NOWHERE = "- -"


def written_position(told: Mapping[str, Any]) -> dict[str, str]:
    """What is kept of one photo; ``name`` is how it is read. Raises ValueError for what is no place on earth."""
    kept = {key: str(told[key]) for key in ("longitude", "latitude", "at") if told.get(key)}
    if ("longitude" in kept) != ("latitude" in kept):
        raise ValueError("a place has a longitude and a latitude")
    if "longitude" in kept and not (abs(Decimal(kept["longitude"])) <= 180 and abs(Decimal(kept["latitude"])) <= 90):
        raise ValueError("no place on earth")
    place = f"{kept['longitude']},{kept['latitude']}" if "longitude" in kept else "-"
    when = datetime.fromisoformat(kept["at"]).strftime("%Y-%m-%d %H:%M") if "at" in kept else "-"
    return {**kept, "name": f"{place} {when}"}


def position_of_line(line: str) -> dict[str, str] | None:
    """A line of a form; None where it is none.

    >>> position_of_line("102.71,25.01 2026-12-01 09:30")["at"]
    '2026-12-01T09:30'
    >>> position_of_line("- -")
    {'name': '- -'}
    """
    found = _LINE.fullmatch(line)
    if not found:
        return None
    told = {"longitude": found["lon"], "latitude": found["lat"], "at": f"{found['day']}T{found['time']}"}
    if not found["day"]:
        told["at"] = ""
    try:
        return written_position(told)
    except (ValueError, ArithmeticError):
        return None


def is_whole(told: Mapping[str, Any]) -> bool:
    """Whether both place and time are known."""
    return bool(told.get("longitude") and told.get("latitude") and told.get("at"))


def metres_between(one: Mapping[str, Any], other: Mapping[str, Any]) -> int | None:
    """Great-circle distance in whole metres; None where one of the two has no place."""
    if not all(told.get("longitude") and told.get("latitude") for told in (one, other)):
        return None
    lon, lat, lon2, lat2 = (
        radians(float(value)) for value in (one["longitude"], one["latitude"], other["longitude"], other["latitude"])
    )
    half = sin((lat2 - lat) / 2) ** 2 + cos(lat) * cos(lat2) * sin((lon2 - lon) / 2) ** 2
    return round(2 * EARTH * asin(sqrt(half)))
