"""Key areas of a day (重点区域): squares of the city something points to, from the events of the last weeks.

The city is cut into squares; how many people live in one is not known, so the squares are asked whether more happens
there just now than place and season bring (space-time permutation scan), and not whether more happens than people would
bring.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timedelta
from math import floor
from typing import Any

from qingtian.apps.places.models import Area
from qingtian.targeting.areas import Area as Square
from qingtian.targeting.areas import key_areas
from qingtian.targeting.events import Event
from qingtian.targeting.objects import CITY

#: degrees of a side, about two kilometres, and the days looked at
SIDE, DAYS = 0.02, 90
#: key areas kept, and squares looked at: those with the most events
KEPT, SQUARES = 20, 1000
REPLICATIONS = 499


def key_areas_of(events: Sequence[Event], now: datetime) -> list[dict[str, Any]]:
    """Columns of ``KeyArea``, what is named by more methods first. Events without a place are not there."""
    until = now.astimezone(CITY).date()
    since = until - timedelta(days=DAYS)
    placed = [
        (one, code)
        for one in events
        if one.x is not None and one.y is not None and since <= one.at.astimezone(CITY).date() <= until
        for code in [square_of(one.x, one.y)]
    ]
    most = Counter(code for _, code in placed).most_common(SQUARES)
    squares = [Square(code, *centre_of(code), 0.0) for code, _ in sorted(most)]
    known = {square.code for square in squares}
    told = [
        Event(one.at, one.x, one.y, one.object, code, one.kind, one.strength, one.certainty, one.source, one.ref)
        for one, code in placed
        if code in known
    ]
    found = key_areas(squares, told, since, until, replications=REPLICATIONS)[:KEPT]
    areas, named = dict(Area.objects.values_list("code", "pk")), _areas_of(placed)
    return [
        {
            "code": one.code,
            "area_id": areas.get(named.get(one.code, "")),
            "longitude": centre_of(one.code)[0],
            "latitude": centre_of(one.code)[1],
            "events": one.events,
            "reasons": [{"zh": why.zh, "en": why.en} for why in one.reasons],
        }
        for one in found
    ]


def square_of(x: float, y: float) -> str:
    """The square a point lies in.

    >>> square_of(102.751, 25.039)
    '5137/1251'
    """
    return f"{floor(x / SIDE)}/{floor(y / SIDE)}"


def centre_of(square: str) -> tuple[float, float]:
    """Longitude and latitude of its middle.

    >>> centre_of("5137/1251")
    (102.75, 25.03)
    """
    east, north = (int(part) for part in square.split("/"))
    return round((east + 0.5) * SIDE, 4), round((north + 0.5) * SIDE, 4)


def _areas_of(placed: Sequence[tuple[Event, str]]) -> dict[str, str]:
    """By square, the area most of its events lie in."""
    counts: dict[str, Counter[str]] = {}
    for one, code in placed:
        counts.setdefault(code, Counter())[one.area] += 1
    return {code: found.most_common(1)[0][0] for code, found in counts.items()}
