"""Trend over years (趋势): Spearman's rank correlation (HJ 663 Annex B) and the Theil–Sen slope with its interval.

A trend rests on a handful of published figures, so this is exact arithmetic in Python, not a question to the engine.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations
from typing import Literal

from qingtian.measurements.scale import SCALE

Direction = Literal["up", "down", "none"]
#: share of the intervals that hold the true slope
CONFIDENCE = Fraction(95, 100)


@dataclass(frozen=True, slots=True)
class Trend:
    """Values of ``years`` against time; integers are thousandths, half to even.

    ``coefficient``: Spearman's r_s; ``critical``: W_p for so many years, None where none is held (too few years, or
    more than the table). ``significant``: whether r_s is further from 0. ``slope`` per year: the median of the slopes
    between all pairs; its interval is from Kendall's exact distribution, None where so few years have none.
    """

    place: str
    item: str
    statistic: str
    years: tuple[int, ...]
    coefficient: int | None
    critical: int | None
    significant: bool | None
    direction: Direction
    slope: int | None
    slope_low: int | None
    slope_high: int | None


def trend(place: str, item: str, statistic: str, values: Mapping[int, int], critical: Mapping[int, int]) -> Trend:
    """The trend of ``values`` (year → thousandths; years without a value left out) with the critical values by number
    of years."""
    years = tuple(sorted(values))
    series = [values[year] for year in years]
    correlation = spearman(series)
    limit = critical.get(len(years))
    significant = None if correlation is None or limit is None else abs(correlation) * SCALE > limit
    direction: Direction = "none"
    if significant and correlation:
        direction = "up" if correlation > 0 else "down"
    median, low, high = theil_sen(years, series)
    return Trend(
        place,
        item,
        statistic,
        years,
        None if correlation is None else round(correlation * SCALE),
        limit,
        significant,
        direction,
        *(None if slope is None else round(slope) for slope in (median, low, high)),
    )


def spearman(series: Sequence[int]) -> Fraction | None:
    """r_s = 1 - 6 Σd² / (n³ - n) of a series against its order; equals share the mean of their ranks."""
    n = len(series)
    if n < 2:
        return None
    ordered = sorted(series)
    ranks = [Fraction(2 * ordered.index(value) + ordered.count(value) + 1, 2) for value in series]
    squares = sum((rank - place) ** 2 for place, rank in enumerate(ranks, 1))
    return 1 - 6 * squares / Fraction(n**3 - n)


def theil_sen(
    times: Sequence[int], series: Sequence[int], confidence: Fraction = CONFIDENCE
) -> tuple[Fraction | None, Fraction | None, Fraction | None]:
    """Median slope and its interval. The interval leaves out as many slopes on each side as Kendall's S allows."""
    points = list(zip(times, series, strict=True))
    slopes = sorted(Fraction(b - a, t - s) for (s, a), (t, b) in combinations(points, 2))
    if not slopes:
        return None, None, None
    middle = (slopes[(len(slopes) - 1) // 2] + slopes[len(slopes) // 2]) / 2
    left_out = slopes_left_out(len(series), 1 - confidence)
    if left_out is None:
        return middle, None, None
    return middle, slopes[left_out], slopes[-1 - left_out]


def slopes_left_out(n: int, error: Fraction) -> int | None:
    """How many of the n (n - 1) / 2 slopes lie outside the interval on each side; None where even none is too many.

    With m slopes below the true one, S = pairs - 2 m; m of the least and of the most may be left out while the chance
    of m or fewer (the number of inversions of a random order) is at most half the error.
    """
    counts = _inversions(n)
    total, below, left_out = sum(counts), 0, None
    for m, count in enumerate(counts):
        below += count
        if Fraction(below, total) > error / 2:
            break
        left_out = m
    return left_out


def _inversions(n: int) -> list[int]:
    """How many orders of n things have 0, 1, 2 … inversions."""
    counts = [1]
    for size in range(2, n + 1):
        counts = [sum(counts[max(0, k - size + 1) : k + 1]) for k in range(len(counts) + size - 1)]
    return counts
