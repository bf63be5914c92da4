"""Hot spots of areas (热点统计): Getis–Ord Gi* and local Moran's I from PySAL's esda, with permutation p and FDR.

A. Getis and J. K. Ord (1992), L. Anselin (1995). p is pseudo: from seeded conditional permutations, which
equal seeds repeat.
Many areas are tested at once, so besides p stands the smallest false discovery rate (Y. Benjamini and Y. Hochberg 1995)
at which the area would be named. Neighbours are the k nearest places. Rates, not counts, belong in ``values``, or
crowded areas are hot because people live there.
"""

from __future__ import annotations

import warnings
from dataclasses import dataclass

import numpy as np
from esda.getisord import G_Local
from esda.moran import Moran_Local
from libpysal.weights import KNN
from numpy.typing import NDArray

from qingtian.targeting.scan.zones import Numbers

#: quadrants of local Moran, as esda numbers them
QUADRANTS = {1: "high_among_high", 2: "low_among_high", 3: "low_among_low", 4: "high_among_low"}
#: fewer areas have no neighbourhood to compare with
LEAST = 8


@dataclass(frozen=True, slots=True)
class HotSpots:
    """A number an area, in the order of the input. ``z`` of Gi*; ``p``, ``rate`` its permutation p and discovery rate;
    ``quadrant``, ``moran_p``, ``moran_rate`` of local Moran's I."""

    z: Numbers
    p: Numbers
    rate: Numbers
    quadrant: tuple[str, ...]
    moran_p: Numbers
    moran_rate: Numbers

    def hot(self, at_most: float = 0.1) -> list[int]:
        """Areas whose surroundings are high, at that false discovery rate, the highest z first."""
        found = np.flatnonzero((self.z > 0) & (self.rate <= at_most))
        return [int(at) for at in found[np.argsort(-self.z[found], kind="stable")]]


def hot_spots(
    values: Numbers, x: Numbers, y: Numbers, *, neighbours: int = 6, permutations: int = 999, seed: int = 1
) -> HotSpots:
    """Of one value an area at longitude ``x``, latitude ``y``. ValueError for fewer than eight areas, a value that is
    missing, or the same value everywhere: none of them has hot spots."""
    if len(values) < LEAST or not np.isfinite(values).all() or np.ptp(values) == 0:
        raise ValueError("hot spots need at least eight areas, each with a value, and not all the same")
    # a degree of longitude is shorter than one of latitude
    flat = np.column_stack([x * np.cos(np.radians(np.mean(y))), y])
    with warnings.catch_warnings():
        # PySAL says that neighbours need not be mutual and that numba would be faster
        warnings.simplefilter("ignore")
        near = KNN.from_array(flat, k=min(neighbours, len(values) - 1))
        # of weights that sum to one esda's variance is not that of Ord and Getis; of weights of one it is
        g = G_Local(values, near, transform="B", star=True, permutations=permutations, seed=seed)
        moran = Moran_Local(values, near, permutations=permutations, seed=seed)
    p, moran_p = np.asarray(g.p_sim, float), np.asarray(moran.p_sim, float)
    quadrant = tuple(QUADRANTS[int(one)] for one in moran.q)
    return HotSpots(np.asarray(g.Zs, float), p, false_discovery(p), quadrant, moran_p, false_discovery(moran_p))


def false_discovery(p: Numbers) -> NDArray[np.float64]:
    """The smallest false discovery rate at which each test is named (Benjamini–Hochberg).

    >>> [float(round(rate, 3)) for rate in false_discovery(np.array([0.01, 0.04, 0.03]))]
    [0.03, 0.04, 0.04]
    """
    order = np.argsort(p, kind="stable")
    raised = p[order] * len(p) / np.arange(1, len(p) + 1)
    rates = np.empty(len(p))
    rates[order] = np.minimum(np.minimum.accumulate(raised[::-1])[::-1], 1.0)
    return rates
