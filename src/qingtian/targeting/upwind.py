"""Who lies upwind (上风向嫌疑源): places to look first after odour, smoke or dust was reported, each with its reasons.

The air that was smelt is followed back hour by hour along the wind of a nearby station; the path widens with its
length. A source counts by its distance across the path, by how far the air travelled, by whether its permit names
such an emission and whether it is known to have stood still. In a calm the direction says nothing, and the path grows
into a disc; an hour without wind data ends it and is said. A rule of thumb on straight wind: no dispersion model, no
evidence of anything, a list of places to visit.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from math import atan2, cos, degrees, exp, hypot, radians, sin
from typing import Any

from qingtian.language import Text
from qingtian.targeting.editions import in_force
from qingtian.targeting.evidence import METRES

STEP = timedelta(minutes=5)
ON_THE_PATH = Text(
    "在上风向：{distance} 米，方位 {bearing}°，偏离路径 {across} 米，空气约走了 {minutes} 分钟",
    "upwind: {distance} m at {bearing}°, {across} m off the path, about {minutes} min of travel",
)
IN_A_CALM = Text(
    "静风：方向不作数，{distance} 米处在可能范围内", "calm: no direction counts, at {distance} m within reach"
)
PERMIT = {
    "yes": Text("许可或登记有这类排放", "its permit or register names such an emission"),
    "unknown": Text("没有排放种类的登记", "nothing is registered about what it emits"),
    "no": Text("登记的排放里没有这一类", "what is registered does not include it"),
}
STOOD_STILL = Text("当时报告停产", "reported to stand still at that time")


@dataclass(frozen=True, slots=True)
class Wind:
    """One hour. ``begin`` with its zone; ``origin`` the degrees the wind came from, None where not known; ``speed``
    in m/s, None where not known."""

    begin: datetime
    origin: float | None
    speed: float | None


@dataclass(frozen=True, slots=True)
class Source:
    """A place that may emit. ``emits`` kinds of its permit or register, None where nothing is registered; ``stopped``
    spans it reported to stand still."""

    code: str
    x: float
    y: float
    emits: frozenset[str] | None = None
    stopped: tuple[tuple[datetime, datetime], ...] = ()


@dataclass(frozen=True, slots=True)
class Suspect:
    """``score`` 0 to 1, comparable within one search alone; ``left`` when the air may have left there."""

    code: str
    score: float
    distance: float
    left: datetime
    reasons: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Search:
    """``suspects`` by falling score; ``since`` how far back the wind was known; ``calm`` share of that time; ``gap``
    whether the path ended at an hour without wind data."""

    suspects: tuple[Suspect, ...]
    since: datetime
    calm: float
    gap: bool


@dataclass(frozen=True, slots=True)
class _Step:
    """Where the air was at ``at``, in metres from where it was noticed; ``disc`` what a calm adds to the width."""

    at: datetime
    east: float
    north: float
    travelled: float
    disc: float


def search(x: float, y: float, at: datetime, kind: str, winds: Sequence[Wind], sources: Sequence[Source]) -> Search:
    """Suspects for what was noticed at longitude ``x``, latitude ``y``; KeyError but for odour, smoke and dust."""
    numbers = in_force("upwind", at.date()).numbers
    path, gap = _path(at, winds, numbers, numbers["kinds"][kind]["hours"])
    calm = sum(after.disc > before.disc for before, after in pairwise(path))
    found = (_suspect(one, x, y, kind, path, numbers) for one in sources)
    kept = sorted((one for one in found if one.score >= numbers["least"]), key=lambda one: (-one.score, one.code))
    return Search(tuple(kept), path[-1].at, calm / (len(path) - 1) if len(path) > 1 else 0.0, gap)


def _path(at: datetime, winds: Sequence[Wind], numbers: Mapping[str, Any], hours: float) -> tuple[list[_Step], bool]:
    """Back in steps of five minutes as far as the wind is known; whether an hour was missing."""
    by_hour = {one.begin: one for one in winds}
    steps, seconds, calm = [_Step(at, 0.0, 0.0, 0.0, 0.0)], STEP.total_seconds(), numbers["calm"]
    for _ in range(int(hours * 3600 / seconds)):
        last = steps[-1]
        # the step lies before the moment it ends with: at the full hour it belongs to the hour gone by
        hour = (last.at - timedelta(microseconds=1)).replace(minute=0, second=0, microsecond=0)
        wind = by_hour.get(hour)
        if wind is None or wind.speed is None:
            return steps, True
        before = last.at - STEP
        if wind.speed < calm["below_m_s"]:
            steps.append(_Step(before, last.east, last.north, last.travelled, last.disc + calm["drift_m_s"] * seconds))
        elif wind.origin is None:
            return steps, True
        else:
            way, angle = wind.speed * seconds, radians(wind.origin)
            east, north = last.east + way * sin(angle), last.north + way * cos(angle)
            steps.append(_Step(before, east, north, last.travelled + way, last.disc))
    return steps, False


def _suspect(one: Source, x: float, y: float, kind: str, path: Sequence[_Step], numbers: Mapping[str, Any]) -> Suspect:
    east, north = (one.x - x) * METRES * cos(radians(y)), (one.y - y) * METRES
    width = numbers["width"]
    # a step stands for the stretch to the next one, which at 10 m/s is 3 km long: the nearest point of it counts
    best, across, step = 0.0, 0.0, path[0]
    for begin, end in zip(path, path[1:] or path[:1], strict=False):
        off, part = _off(east, north, begin, end)
        travelled = begin.travelled + part * (end.travelled - begin.travelled)
        wide = width["begin_m"] + width["share"] * travelled + end.disc
        near = exp(-0.5 * (off / wide) ** 2) * width["begin_m"] / (width["begin_m"] + end.disc)
        if near > best:
            best, across, step = near, off, _Step(begin.at - part * (begin.at - end.at), 0, 0, travelled, end.disc)
    distance = hypot(east, north)
    fit = "unknown" if one.emits is None else "yes" if kind in one.emits else "no"
    score = best * exp(-distance / numbers["kinds"][kind]["falls_by_m"]) * numbers["fit"][fit]
    reasons = [_why(step, distance, degrees(atan2(east, north)) % 360, across, path[0].at), PERMIT[fit]]
    if any(begin <= step.at < end for begin, end in one.stopped):
        score *= numbers["stopped"]
        reasons.append(STOOD_STILL)
    return Suspect(one.code, score, distance, step.at, tuple(reasons))


def _off(east: float, north: float, begin: _Step, end: _Step) -> tuple[float, float]:
    """Metres from the stretch, and which part of it lies before the nearest point."""
    long, high = end.east - begin.east, end.north - begin.north
    square = long * long + high * high
    part = max(0.0, min(1.0, ((east - begin.east) * long + (north - begin.north) * high) / square)) if square else 0.0
    return hypot(east - begin.east - part * long, north - begin.north - part * high), part


def _why(step: _Step, distance: float, bearing: float, across: float, at: datetime) -> Text:
    if step.disc > 0:
        return IN_A_CALM.format(distance=round(distance))
    minutes = round((at - step.at).total_seconds() / 60)
    return ON_THE_PATH.format(
        distance=round(distance), bearing=round(bearing) % 360, across=round(across), minutes=minutes
    )
