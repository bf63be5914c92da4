"""Key areas (重点区域): where the scans and the hot-spot statistics point, joined, each with what points there.

Three questions of the same events: is there more than the population would bring (circular scan), more just now than
place and season bring (space-time permutation scan), and does a high area lie among high ones (Gi*). An area named by
more of them comes first; none of them is a finding about anybody.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from qingtian.language import Text
from qingtian.targeting.events import Event
from qingtian.targeting.hot_spots import LEAST, hot_spots
from qingtian.targeting.objects import CITY
from qingtian.targeting.scan import scan
from qingtian.targeting.scan.permutation import permutation_scan

SCAN = Text(
    "空间扫描：连同周边 {members} 个区 {cases} 件，按人口期望 {expected} 件，p = {p}",
    "spatial scan: {cases} events in {members} area(s) together where {expected} were expected by population, p = {p}",
)
NOW = Text(
    "时空扫描：{first} 至 {last} 连同周边 {members} 个区 {cases} 件，期望 {expected} 件，p = {p}",
    "space-time scan: {cases} events in {members} area(s), {first} to {last}, where {expected} were expected, p = {p}",
)
HOT = Text("热点统计：z = {z}，错误发现率 {rate}", "hot spot: z = {z}, false discovery rate {rate}")


@dataclass(frozen=True, slots=True)
class Area:
    """An area with the point it stands for and the people in it."""

    code: str
    x: float
    y: float
    population: float


@dataclass(frozen=True, slots=True)
class KeyArea:
    """``events``: how many in the time looked at; ``reasons``: what points there, one sentence a method."""

    code: str
    events: int
    reasons: tuple[Text, ...]


def key_areas(
    areas: Sequence[Area],
    events: Sequence[Event],
    since: date,
    until: date,
    *,
    at_most: float = 0.1,
    most_days: int = 14,
    replications: int = 999,
    seed: int = 1,
) -> list[KeyArea]:
    """Areas something points to with p (or false discovery rate) of ``at_most``, the most reasons first, then the
    most events. Days from ``since`` to ``until``, both within; later events change nothing. No area, no answer."""
    index = {one.code: at for at, one in enumerate(areas)}
    days = [event.at.astimezone(CITY).date() for event in events]
    seen = [(index[e.area], (day - since).days) for e, day in zip(events, days, strict=True) if e.area in index]
    seen = [(at, day) for at, day in seen if 0 <= day <= (until - since).days]
    if not areas or not seen:
        return []
    place, day = (np.array(part, dtype=np.intp) for part in zip(*seen, strict=True))
    x, y = np.array([one.x for one in areas]), np.array([one.y for one in areas])
    people = np.array([one.population for one in areas], float)
    cases = np.bincount(place, minlength=len(areas)).astype(float)
    reasons: dict[int, list[Text]] = {}
    # cases where nobody is registered would be infinitely many: such an area is judged by the other two alone
    counted = np.where(people > 0, cases, 0.0)
    for one in scan(counted, people, x, y, replications=replications, seed=seed) if people.sum() > 0 else []:
        if one.p is not None and one.p <= at_most:
            told = {"members": len(one.members), "cases": f"{one.cases:g}", "expected": f"{one.expected:.1f}"}
            for at in one.members:
                reasons.setdefault(at, []).append(SCAN.format(p=f"{one.p:.3f}", **told))
    found = permutation_scan(place, day, x, y, most_days=most_days, replications=replications, seed=seed)
    for late in found:
        if late.p is not None and late.p <= at_most:
            span = {"first": _day(since, late.first), "last": _day(since, late.last), "members": len(late.members)}
            told = {"cases": late.cases, "expected": f"{late.expected:.1f}", "p": f"{late.p:.3f}", **span}
            for at in late.members:
                reasons.setdefault(at, []).append(NOW.format(**told))
    for at, why in _hot(cases, people, x, y, at_most, replications, seed):
        reasons.setdefault(at, []).append(why)
    count = Counter(place.tolist())
    named = [KeyArea(areas[at].code, count[at], tuple(why)) for at, why in reasons.items()]
    return sorted(named, key=lambda one: (-len(one.reasons), -one.events, one.code))


def _hot(cases, people, x, y, at_most, replications, seed):  # type: ignore[no-untyped-def]
    """Hot spots of events a head, among areas with people."""
    kept = np.flatnonzero(people > 0)
    rates = cases[kept] / people[kept]
    if len(kept) < LEAST or np.ptp(rates) == 0:
        return
    found = hot_spots(rates, x[kept], y[kept], permutations=max(replications, 99), seed=seed)
    for at in found.hot(at_most):
        yield int(kept[at]), HOT.format(z=f"{found.z[at]:.1f}", rate=f"{found.rate[at]:.3f}")


def _day(since: date, days: int) -> date:
    return date.fromordinal(since.toordinal() + days)
