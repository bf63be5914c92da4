"""Whether two reports speak of one place: metres where both have coordinates, else the words of the place."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from math import cos, hypot, radians

from rapidfuzz import fuzz

from qingtian.insight.likeness.letters import plain
from qingtian.insight.likeness.model import Report
from qingtian.insight.likeness.rules import rules

METRES_A_DEGREE = 111_320.0
#: a number that tells one house from the next
NUMBER = re.compile(r"(\d+)(?=[号栋幢组弄单])")
SHORTEST = 3


class Where(StrEnum):
    SAME = "same"
    NEAR = "near"
    UNKNOWN = "unknown"
    APART = "apart"
    FAR = "far"


@dataclass(frozen=True, slots=True)
class PlaceAlike:
    """``metres`` between the points less what they are uncertain by; None where only words were compared."""

    where: Where
    metres: float | None = None


def metres_between(one: Report, other: Report) -> float | None:
    """Metres on a plane, exact to a thousandth within a city; None where a side has no coordinates."""
    if one.longitude is None or one.latitude is None or other.longitude is None or other.latitude is None:
        return None
    north = (one.latitude - other.latitude) * METRES_A_DEGREE
    middle = radians((one.latitude + other.latitude) / 2)
    east = (one.longitude - other.longitude) * METRES_A_DEGREE * cos(middle)
    return hypot(north, east)


def place_alike(one: Report, other: Report) -> PlaceAlike:
    """Points are believed before words; what both are uncertain by is taken off the distance."""
    apart = metres_between(one, other)
    if apart is None:
        return PlaceAlike(_by_words(one, other))
    metres, bounds = max(0.0, apart - one.accuracy - other.accuracy), rules().metres
    if metres <= bounds["same"]:
        return PlaceAlike(Where.SAME, metres)
    if metres <= bounds["near"]:
        return PlaceAlike(Where.NEAR, metres)
    return PlaceAlike(Where.FAR if metres > bounds["far"] else Where.APART, metres)


def _by_words(one: Report, other: Report) -> Where:
    first, second = plain(one.place), plain(other.place)
    if min(len(first), len(second)) < SHORTEST:
        return Where.APART if one.area and other.area and one.area != other.area else Where.UNKNOWN
    alike = max(fuzz.ratio(first, second), 0.97 * fuzz.partial_ratio(first, second)) / 100
    bounds = rules().place_words
    if alike < bounds["near"]:
        return Where.APART
    numbers = set(NUMBER.findall(first)), set(NUMBER.findall(second))
    if all(numbers) and not numbers[0] & numbers[1]:
        return Where.NEAR  # the same street, another house
    return Where.SAME if alike >= bounds["same"] else Where.NEAR
