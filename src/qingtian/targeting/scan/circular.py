"""Kulldorff's circular scan under the Poisson model, with Monte Carlo p values.

M. Kulldorff, A spatial scan statistic, Communications in Statistics: Theory and Methods 26 (1997) 1481–1496. Of every
circle: c cases where E = C × share of the population were expected, log likelihood ratio
``c ln(c/E) + (C − c) ln((C − c)/(C − E))`` where c > E, else 0. Its maximum over all circles is compared with the
maxima of data in which the same C cases fell by population alone; less likely clusters are compared with those maxima,
too, and are therefore judged on the safe side.
"""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from qingtian.targeting.scan.likelihood import Likelihood, enough, heap
from qingtian.targeting.scan.zones import Distance, Numbers, Zones, zones

#: maxima within this share of each other are a tie, which speaks against the cluster
TIE = 1e-9
#: replications with a stream of random numbers of their own, so threads change nothing; streams reckoned together
PART, TOGETHER = 50, 5


@dataclass(frozen=True, slots=True)
class Cluster:
    """``members``: rows of the input, from 0. ``llr``: natural logarithm. ``p``: None where nothing was replicated."""

    members: tuple[int, ...]
    cases: float
    expected: float
    llr: float
    p: float | None


def scan(
    cases: Numbers,
    population: Numbers,
    x: Numbers,
    y: Numbers,
    *,
    max_share: float = 0.5,
    distance: Distance = Distance.SPHERE,
    replications: int = 999,
    seed: int = 1,
) -> list[Cluster]:
    """Clusters by falling ``llr``, none sharing a place with a stronger one. Equal input and seed give equal output.

    ``cases`` whole and not negative, ``population`` not negative with a sum above zero, a row a place.
    """
    circles = zones(x, y, population, max_share, distance)
    total = float(cases.sum())
    if total == 0:
        return []
    found = _ratios(cases, circles, _Null(circles, total, population.sum()))
    picked = list(_apart(found, circles))
    if not picked:
        return []
    maxima = _replicated(population, circles, int(total), replications, seed)
    held = np.cumsum(cases[circles.order], axis=1)
    share = circles.population / population.sum()
    return [
        Cluster(
            circles.members(centre, last),
            float(held[centre, last]),
            float(total * share[centre, last]),
            float(found[centre, last]),
            _p(maxima, found[centre, last]) if replications else None,
        )
        for centre, last in picked
    ]


class _Null:
    """What does not change between replications: the cases expected in every circle."""

    def __init__(self, circles: Zones, total: float, population: float) -> None:
        self.likelihood = Likelihood(int(total))
        self.expected = total * circles.population / population
        self.steep = self.likelihood.steep(self.expected, circles.drawn)


def _ratios(cases: Numbers, circles: Zones, null: _Null) -> Numbers:
    """The log likelihood ratio of every circle; 0 where no more cases lie in it than expected."""
    held = np.cumsum(cases[circles.order], axis=1)
    more = (held > null.expected) & circles.drawn
    found = np.zeros(held.shape)
    found[more] = null.likelihood.ratio(held[more], null.expected[more])
    return found


def _highest(drawn: Numbers, circles: Zones, null: _Null) -> list[float]:
    """The maximum of ``_ratios`` of each row of cases, without reckoning most of them: see ``Likelihood.steep``."""
    return [
        _highest_of(row, peak, circles, null) for row, peak in zip(drawn, _peaks(drawn, circles, null).T, strict=True)
    ]


def _peaks(drawn: Numbers, circles: Zones, null: _Null) -> NDArray[np.floating]:
    """The highest z round every centre (rows) in every row of cases (columns).

    A centre at a time for all rows together stays in the processor's cache. What z lacks in digits as float32 is far
    less than ``enough`` allows for.
    """
    kind = null.likelihood.kind
    columns = np.ascontiguousarray(drawn.T, dtype=kind)
    held = np.empty((circles.order.shape[1], len(drawn)), kind)
    peaks = np.zeros((len(circles.order), len(drawn)), kind)
    for centre, order in enumerate(circles.order):
        steep = null.steep[centre]
        size = int(np.flatnonzero(steep).max(initial=-1)) + 1
        if not size:
            continue
        z = held[:size]
        np.take(columns, order[:size], axis=0, out=z, mode="clip")
        heap(z)
        z -= null.expected[centre, :size, None].astype(kind)
        z *= steep[:size, None].astype(kind)
        np.max(z, axis=0, out=peaks[centre])
    return peaks


def _highest_of(cases: Numbers, peak: NDArray[np.floating], circles: Zones, null: _Null) -> float:
    """Of one row of cases whose highest z round every centre is known."""
    first = int(np.argmax(peak))
    reached = _reached(cases, np.array([first]), float(peak[first]), circles, null)
    centres = np.flatnonzero(peak >= enough(np.sqrt(reached)))
    return _reached(cases, centres, np.sqrt(reached), circles, null)


def _reached(cases: Numbers, centres: NDArray[np.intp], least: float, circles: Zones, null: _Null) -> float:
    held = np.cumsum(cases[circles.order[centres]], axis=1)
    return null.likelihood.highest(held, null.expected[centres], null.steep[centres], least)


def _apart(found: Numbers, circles: Zones) -> Iterator[tuple[int, int]]:
    """Circles by falling ratio, each without a place of one before; among equals the first centre, the smallest."""
    taken = np.zeros(len(found), dtype=bool)
    flat = found.ravel()
    above = np.flatnonzero(flat > 0)
    for at in above[np.argsort(-np.round(flat[above], 9), kind="stable")]:
        centre, last = divmod(int(at), found.shape[1])
        places = circles.order[centre, : last + 1]
        if not taken[places].any():
            taken[places] = True
            yield centre, last


def _replicated(population: Numbers, circles: Zones, total: int, replications: int, seed: int) -> NDArray[np.float64]:
    """The highest ratio of every replication under the null hypothesis."""
    parts = [min(PART, replications - at) for at in range(0, replications, PART)]
    streams = np.random.SeedSequence(seed).spawn(len(parts))
    null, share = _Null(circles, total, population.sum()), population / population.sum()

    def some(at: int) -> list[float]:
        work = zip(parts[at : at + TOGETHER], streams[at : at + TOGETHER], strict=True)
        drawn = [np.random.default_rng(stream).multinomial(total, share, size=number) for number, stream in work]
        return _highest(np.concatenate(drawn).astype(float), circles, null)

    with ThreadPoolExecutor() as pool:
        return np.array([one for found in pool.map(some, range(0, len(parts), TOGETHER)) for one in found])


def _p(maxima: Numbers, ratio: float) -> float:
    """The rank of the cluster among the replications: (1 + those as high) / (1 + replications)."""
    return float((1 + np.count_nonzero(maxima >= ratio * (1 - TIE))) / (1 + len(maxima)))
