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

from qingtian.targeting.scan.zones import Distance, Numbers, Zones, zones

#: maxima within this share of each other are a tie, which speaks against the cluster
TIE = 1e-9
#: replications drawn together; a part has its own stream of random numbers, so threads change nothing
PART = 50


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
    """What does not change between replications: the cases expected, and n ln n, a table since cases are whole."""

    def __init__(self, circles: Zones, total: float, population: float) -> None:
        whole = np.arange(int(total) + 1, dtype=float)
        self.total = int(total)
        self.n_ln_n = np.where(whole > 0, whole * np.log(np.maximum(whole, 1)), 0.0)
        self.expected = total * circles.population / population
        spread = self.expected * (1 - self.expected / total)
        with np.errstate(divide="ignore", invalid="ignore"):
            self.steep = np.where(circles.drawn & (spread > 0), 1 / np.sqrt(spread), 0.0)

    def ratio(self, held: Numbers, at: tuple[NDArray[np.intp], ...] | NDArray[np.bool_]) -> Numbers:
        """The log likelihood ratio of the circles at those places, each with more cases than expected."""
        c, e = held[at].astype(np.intp), self.expected[at]
        left, beyond = self.total - c, np.maximum(self.total - e, 0)
        with np.errstate(divide="ignore"):
            outside = np.where(left > 0, self.n_ln_n[left] - left * np.log(beyond), 0.0)
            return np.asarray(self.n_ln_n[c] - c * np.log(e) + outside)


def _ratios(cases: Numbers, circles: Zones, null: _Null) -> Numbers:
    """The log likelihood ratio of every circle; 0 where no more cases lie in it than expected."""
    held = np.cumsum(cases[circles.order], axis=1)
    more = (held > null.expected) & circles.drawn
    found = np.zeros(held.shape)
    found[more] = null.ratio(held, more)
    return found


def _highest(cases: Numbers, circles: Zones, null: _Null) -> float:
    """The maximum of ``_ratios``, without reckoning most of them.

    From ln(1 + x) <= x follows that a ratio is at most z², with z = (c - E) / sqrt(E (1 - E/C)): only circles whose z²
    reaches the ratio of the circle with the highest z can hold the maximum.
    """
    held = np.cumsum(cases[circles.order], axis=1)
    z = held - null.expected
    z *= null.steep
    top = np.unravel_index(np.argmax(z), z.shape)
    if z[top] <= 0:
        return 0.0
    reached = float(null.ratio(held, tuple(np.atleast_1d(index) for index in top))[0])
    return float(null.ratio(held, np.nonzero(z >= np.sqrt(max(reached, 0.0)) * (1 - TIE))).max())


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

    def part(work: tuple[int, np.random.SeedSequence]) -> list[float]:
        number, stream = work
        drawn = np.random.default_rng(stream).multinomial(total, share, size=number).astype(float)
        return [_highest(row, circles, null) for row in drawn]

    with ThreadPoolExecutor() as pool:
        return np.array([one for found in pool.map(part, zip(parts, streams, strict=True)) for one in found])


def _p(maxima: Numbers, ratio: float) -> float:
    """The rank of the cluster among the replications: (1 + those as high) / (1 + replications)."""
    return float((1 + np.count_nonzero(maxima >= ratio * (1 - TIE))) / (1 + len(maxima)))
