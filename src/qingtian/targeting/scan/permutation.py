"""The space-time permutation scan (时空置换扫描): cases nearer in place and time than either explains.

M. Kulldorff et al., A space-time permutation scan statistic for disease outbreak detection, PLoS Medicine 2 (2005) e59.
It needs no population: a cylinder of places A and days T expects (cases in A) × (cases in T) / C, so what is always
frequent somewhere, or everywhere this week, is no cluster. Its ratio is ``c ln(c/E) + (C − c) ln((C − c)/(C − E))``.
In a replication every case keeps its place and takes the day of another one.
"""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from qingtian.targeting.scan.circular import TIE
from qingtian.targeting.scan.zones import Distance, Numbers, Zones, zones

Whole = NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class SpaceTimeCluster:
    """``members``: places from 0. ``first``, ``last``: days, both within. ``p``: None where nothing was replicated."""

    members: tuple[int, ...]
    first: int
    last: int
    cases: int
    expected: float
    llr: float
    p: float | None


def permutation_scan(
    place: Whole,
    day: Whole,
    x: Numbers,
    y: Numbers,
    *,
    most_days: int = 7,
    max_share: float = 0.5,
    prospective: bool = False,
    distance: Distance = Distance.SPHERE,
    replications: int = 999,
    seed: int = 1,
) -> list[SpaceTimeCluster]:
    """Clusters by falling ratio, none sharing a place with a stronger one at the same time.

    ``place`` and ``day`` of every case; days are whole numbers from 0. ``x``, ``y`` of every place. A zone holds at
    most ``max_share`` of the cases; ``prospective``: only clusters that reach the last day. Equal input, equal output.
    """
    if not len(place):
        return []
    spans = _spans(int(day.max()) + 1, most_days, prospective)
    at_place = np.bincount(place, minlength=len(x)).astype(float)
    circles = zones(x, y, at_place, max_share, distance)
    here = _Cylinders(circles, spans, day)
    ratios = here.ratios(place, day)
    maxima = here.maxima(place, day, replications, seed)
    return [
        SpaceTimeCluster(
            circles.members(centre, last),
            spans[span][0],
            spans[span][1],
            int(here.cases(place, day, centre, last, span)),
            float(here.expected(centre, last, span)),
            ratio,
            float((1 + np.count_nonzero(maxima >= ratio * (1 - TIE))) / (1 + replications)) if replications else None,
        )
        for centre, last, span, ratio in _apart(ratios, circles, spans)
    ]


def _spans(days: int, most: int, prospective: bool) -> list[tuple[int, int]]:
    found = [(first, last) for first in range(days) for last in range(first, min(first + most, days))]
    return [span for span in found if not prospective or span[1] == days - 1]


class _Cylinders:
    """Everything a replication leaves as it is: circles, spans, the cases of each span."""

    def __init__(self, circles: Zones, spans: list[tuple[int, int]], day: Whole) -> None:
        self.circles, self.total = circles, len(day)
        self.first, self.last = (np.array(part) for part in zip(*spans, strict=True))
        self.days = int(day.max()) + 1
        heaped = np.concatenate([[0], np.cumsum(np.bincount(day))])
        self.share = (heaped[self.last + 1] - heaped[self.first]) / self.total
        whole = np.arange(self.total + 1, dtype=float)
        self.n_ln_n = np.where(whole > 0, whole * np.log(np.maximum(whole, 1)), 0.0)

    def expected(self, centre: int, last: int, span: int) -> float:
        return float(self.circles.population[centre, last] * self.share[span])

    def cases(self, place: Whole, day: Whole, centre: int, last: int, span: int) -> int:
        inside = np.isin(place, self.circles.order[centre, : last + 1])
        return int((inside & (day >= self.first[span]) & (day <= self.last[span])).sum())

    def _held(self, place: Whole, day: Whole) -> Iterator[tuple[int, Numbers]]:
        """Cases of every circle in one span after the other."""
        table = np.zeros((self.days + 1, len(self.circles.order)))
        np.add.at(table, (day + 1, place), 1)
        heaped = np.cumsum(table, axis=0)
        for span, (first, last) in enumerate(zip(self.first, self.last, strict=True)):
            yield span, np.cumsum((heaped[last + 1] - heaped[first])[self.circles.order], axis=1)

    def _ratio(self, held: Numbers, expected: Numbers) -> Numbers:
        """Of cylinders with more cases than expected."""
        left = self.total - held.astype(np.intp)
        with np.errstate(divide="ignore", invalid="ignore"):
            outside = np.where(left > 0, self.n_ln_n[left] - left * np.log(self.total - expected), 0.0)
            return np.asarray(self.n_ln_n[held.astype(np.intp)] - held * np.log(expected) + outside)

    def ratios(self, place: Whole, day: Whole) -> Numbers:
        """Span × centre × size; 0 where no more cases lie than expected."""
        found = np.zeros((len(self.first), *self.circles.order.shape))
        for span, held in self._held(place, day):
            expected = self.circles.population * self.share[span]
            more = (held > expected * (1 + TIE)) & self.circles.drawn
            found[span][more] = self._ratio(held[more], expected[more])
        return found

    def _highest(self, place: Whole, day: Whole) -> float:
        return max(
            float(self._ratio(held[more], expected[more]).max(initial=0.0))
            for span, held in self._held(place, day)
            for expected in [self.circles.population * self.share[span]]
            for more in [(held > expected * (1 + TIE)) & self.circles.drawn]
        )

    def maxima(self, place: Whole, day: Whole, replications: int, seed: int) -> Numbers:
        streams = np.random.SeedSequence(seed).spawn(replications)
        shuffled = (np.random.default_rng(stream).permutation(day) for stream in streams)
        with ThreadPoolExecutor() as pool:
            return np.array(list(pool.map(lambda days: self._highest(place, days), shuffled)))


def _apart(ratios: Numbers, circles: Zones, spans: list[tuple[int, int]]) -> Iterator[tuple[int, int, int, float]]:
    flat, taken = ratios.ravel(), np.zeros((len(circles.order), 1 + max(last for _, last in spans)), dtype=bool)
    above = np.flatnonzero(flat > 0)
    for at in above[np.argsort(-np.round(flat[above], 9), kind="stable")]:
        span, centre, last = (int(part) for part in np.unravel_index(at, ratios.shape))
        places, (begin, end) = circles.order[centre, : last + 1], spans[span]
        if not taken[places, begin : end + 1].any():
            taken[places, begin : end + 1] = True
            yield centre, last, span, float(flat[at])
