"""Which subjects make one alert (归并): neighbours that smell the same smoke are one thing to look at, not ten."""

from __future__ import annotations

import math
from collections.abc import Sequence

from qingtian.alerts.rule import Rule
from qingtian.alerts.values import Subject

#: kilometres of a degree of latitude; near enough for neighbours
DEGREE = 111.2


def groups_of(rule: Rule, subjects: Sequence[Subject]) -> dict[str, str]:
    """The group of every subject by code. One that lacks what it would be grouped by stands alone."""
    by = rule.grouping.by
    if by == "area":
        return {one.code: f"area:{one.area}" if one.area else one.code for one in subjects}
    if by == "party":
        return {one.code: f"party:{one.party}" if one.party else one.code for one in subjects}
    if by == "neighbours":
        return _neighbours(subjects, float(rule.grouping.km))
    return {one.code: one.code for one in subjects}


def _neighbours(subjects: Sequence[Subject], km: float) -> dict[str, str]:
    """Whoever can be reached by steps of at most ``km``; the group bears the first code among them."""
    leader = {one.code: one.code for one in subjects}

    def head(code: str) -> str:
        while leader[code] != code:
            leader[code] = leader[leader[code]]
            code = leader[code]
        return code

    placed = sorted((one for one in subjects if one.latitude is not None), key=lambda each: each.latitude or 0.0)
    for n, one in enumerate(placed):
        for other in placed[n + 1 :]:
            if (other.latitude or 0.0) - (one.latitude or 0.0) > km / DEGREE:
                break
            if _apart(one, other) <= km:
                low, high = sorted((head(one.code), head(other.code)))
                leader[high] = low
    return {one.code: head(one.code) for one in subjects}


def _apart(one: Subject, other: Subject) -> float:
    north = ((other.latitude or 0.0) - (one.latitude or 0.0)) * DEGREE
    squeezed = math.cos(math.radians(one.latitude or 0.0))
    east = ((other.longitude or 0.0) - (one.longitude or 0.0)) * DEGREE * squeezed
    return math.hypot(north, east)
