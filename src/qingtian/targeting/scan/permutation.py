"""The space-time permutation scan (时空置换扫描): cases nearer in place and time than either explains.

M. Kulldorff et al., A space-time permutation scan statistic for disease outbreak detection, PLoS Medicine 2 (2005) e59.
It needs no population: a cylinder of places A and days T expects (cases in A) × (cases in T) / C, so what is always
frequent somewhere, or everywhere this week, is no cluster. Its ratio is ``c ln(c/E) + (C − c) ln((C − c)/(C − E))``.
In a replication every case keeps its place and takes the day of another one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from qingtian.targeting.scan.circular import TIE
from qingtian.targeting.scan.likelihood import Likelihood, enough, heap
from qingtian.targeting.scan.zones import Distance, Numbers, Zones, zones

Whole = NDArray[np.intp]
#: replications and spans reckoned together: a table of them fits the processor's cache
TOGETHER, SPANS = 40, 15


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
    cylinders = _Cylinders(zones(x, y, at_place, max_share, distance), np.array(spans), place, day)
    maxima = cylinders.maxima(replications, seed) if replications else None
    return [
        SpaceTimeCluster(
            cylinders.circles.members(centre, last),
            *spans[span],
            held,
            expected,
            ratio,
            None if maxima is None else float((1 + (maxima >= ratio * (1 - TIE)).sum()) / (1 + replications)),
        )
        for centre, last, span, held, expected, ratio in cylinders.clusters()
    ]


def _spans(days: int, most: int, prospective: bool) -> list[tuple[int, int]]:
    found = [(first, last) for first in range(days) for last in range(first, min(first + most, days))]
    return [span for span in found if not prospective or span[1] == days - 1]


class _Cylinders:
    """Circles × spans of days. A replication leaves all of it as it is but which case has which day."""

    def __init__(self, circles: Zones, spans: Whole, place: Whole, day: Whole) -> None:
        self.circles, self.place, self.day = circles, place, day
        self.first, self.last = spans.T
        heaped = np.concatenate([[0], np.cumsum(np.bincount(day))])
        self.share = (heaped[self.last + 1] - heaped[self.first]) / len(day)
        self.likelihood = Likelihood(len(day))

    def _cases(self, days: Sequence[Whole]) -> Numbers:
        """Place × span × one of ``days``: the cases of a place within a span."""
        table = np.zeros((len(self.circles.order), int(self.day.max()) + 2, len(days)), self.likelihood.kind)
        for at, drawn in enumerate(days):
            np.add.at(table, (self.place, drawn + 1, at), 1)
        heaped = np.cumsum(table, axis=1)
        return np.asarray(heaped[:, self.last + 1] - heaped[:, self.first])

    def _expected(self, centre: int, spans: slice = slice(None)) -> tuple[Numbers, Numbers]:
        """Size × span: the cases expected, and what makes z of a difference."""
        expected = np.outer(self.circles.population[centre], self.share[spans])
        return expected, self.likelihood.steep(expected, self.circles.drawn[centre][:, None])

    def clusters(self) -> Iterator[tuple[int, int, int, int, float, float]]:
        """(centre, size, span, cases, expected, ratio) by falling ratio, apart from each other."""
        cases, rows = self._cases([self.day])[:, :, 0].astype(float), []
        for centre, order in enumerate(self.circles.order):
            held, (expected, steep) = np.cumsum(cases[order], axis=0), self._expected(centre)
            last, span = np.nonzero((held > expected * (1 + TIE)) & (steep > 0))
            at = (last, span)
            ratio = self.likelihood.ratio(held[at], expected[at])
            rows.append(np.column_stack([np.full(len(last), centre), last, span, held[at], expected[at], ratio]))
        found = np.concatenate(rows)
        taken = np.zeros((len(self.circles.order), int(self.day.max()) + 1), dtype=bool)
        for row in found[np.argsort(-np.round(found[:, 5], 9), kind="stable")]:
            centre, last, span, held = (int(part) for part in row[:4])
            places, begin, end = self.circles.order[centre, : last + 1], self.first[span], self.last[span]
            if not taken[places, begin : end + 1].any():
                taken[places, begin : end + 1] = True
                yield centre, last, span, held, float(row[4]), float(row[5])

    def maxima(self, replications: int, seed: int) -> Numbers:
        """The highest ratio of every replication; each has a stream of its own, so threads change nothing."""
        streams = np.random.SeedSequence(seed).spawn(replications)

        def some(at: int) -> list[float]:
            return self._highest(
                [np.random.default_rng(one).permutation(self.day) for one in streams[at : at + TOGETHER]]
            )

        with ThreadPoolExecutor() as pool:
            return np.array([one for found in pool.map(some, range(0, replications, TOGETHER)) for one in found])

    def _highest(self, days: Sequence[Whole]) -> list[float]:
        """The maximum over all cylinders: only where the highest z of a centre and span lets it lie."""
        cases = self._cases(days)
        peaks = np.zeros((len(self.circles.order), len(self.first), len(days)), cases.dtype)
        for spans in (slice(at, at + SPANS) for at in range(0, len(self.first), SPANS)):
            within = np.ascontiguousarray(cases[:, spans])
            held = np.empty((self.circles.order.shape[1], *within.shape[1:]), cases.dtype)
            for centre, order in enumerate(self.circles.order):
                np.take(within, order, axis=0, out=held, mode="clip")
                heap(held)
                expected, steep = self._expected(centre, spans)
                held -= expected[:, :, None].astype(cases.dtype)
                held *= steep[:, :, None].astype(cases.dtype)
                np.max(held, axis=0, out=peaks[centre, spans])
        return [self._highest_of(cases[:, :, at], peaks[:, :, at]) for at in range(len(days))]

    def _highest_of(self, cases: Numbers, peak: Numbers) -> float:
        first = np.unravel_index(int(np.argmax(peak)), peak.shape)
        reached = self._reached(cases, np.array([first]), float(peak[first]))
        return self._reached(cases, np.argwhere(peak >= enough(np.sqrt(reached))), np.sqrt(reached))

    def _reached(self, cases: Numbers, pairs: Whole, least: float) -> float:
        """The highest ratio among cylinders of these pairs of centre and span whose z is about ``least``."""
        centre, span = pairs.T
        held = np.cumsum(cases[self.circles.order[centre], span[:, None]].astype(float), axis=1)
        expected = self.circles.population[centre] * self.share[span][:, None]
        return self.likelihood.highest(
            held, expected, self.likelihood.steep(expected, self.circles.drawn[centre]), least
        )
