"""What visits found (检查结果的回看): hit rates, calibration, drift and bias by area and size. Units, never persons.

A share of visits stays random, and only they say how often something is found where nobody pointed: the rate of the
targeted ones alone would praise any order. Intervals are E. B. Wilson's (1927), 95 %, and wide where visits are few.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from math import sqrt

#: the normal quantile of a two-sided 95 % interval
Z95 = 1.959964


@dataclass(frozen=True, slots=True)
class Visit:
    """One finished visit: ``found`` whether a violation stood; ``targeted`` by the order, else drawn at random;
    ``predicted`` the probability shown when it was planned, or None. Who went there is not here."""

    object: str
    day: date
    found: bool
    targeted: bool
    area: str = ""
    size: str = ""
    predicted: float | None = None


@dataclass(frozen=True, slots=True)
class Rate:
    """``hits`` of ``visits``; ``share`` and its interval are None where nobody went."""

    visits: int
    hits: int

    @property
    def share(self) -> float | None:
        return self.hits / self.visits if self.visits else None

    @property
    def interval(self) -> tuple[float, float] | None:
        return wilson(self.hits, self.visits) if self.visits else None


@dataclass(frozen=True, slots=True)
class Band:
    """Visits whose predicted probability lay in ``low`` to ``high``: the mean predicted beside what was found."""

    low: float
    high: float
    predicted: float
    rate: Rate


def wilson(hits: int, of: int, z: float = Z95) -> tuple[float, float]:
    """The Wilson score interval of a share.

    >>> [round(edge, 3) for edge in wilson(0, 10)]
    [0.0, 0.278]
    """
    share, spread = hits / of, z * z / of
    middle = (share + spread / 2) / (1 + spread)
    half = z * sqrt(share * (1 - share) / of + spread / (4 * of)) / (1 + spread)
    return max(0.0, middle - half), min(1.0, middle + half)


def rate(visits: Iterable[Visit]) -> Rate:
    """Hits among these visits."""
    kept = list(visits)
    return Rate(len(kept), sum(one.found for one in kept))


def targeted_and_random(visits: Sequence[Visit]) -> tuple[Rate, Rate]:
    """Hit rates of the targeted and of the random visits."""
    return rate(one for one in visits if one.targeted), rate(one for one in visits if not one.targeted)


def random_share(visits: Sequence[Visit]) -> float | None:
    """Which share was drawn at random; None where nobody went."""
    return sum(not one.targeted for one in visits) / len(visits) if visits else None


def by(visits: Sequence[Visit], key: Callable[[Visit], str]) -> dict[str, tuple[Rate, Rate]]:
    """Targeted and random hit rates by ``key`` (area, size, month), in the order of the key."""
    groups: dict[str, list[Visit]] = {}
    for one in visits:
        groups.setdefault(key(one), []).append(one)
    return {name: targeted_and_random(groups[name]) for name in sorted(groups)}


def by_area(visits: Sequence[Visit]) -> dict[str, tuple[Rate, Rate]]:
    """Bias by area: where visits go, and what they find there."""
    return by(visits, lambda one: one.area)


def by_size(visits: Sequence[Visit]) -> dict[str, tuple[Rate, Rate]]:
    """Bias by size of the unit."""
    return by(visits, lambda one: one.size)


def drift(visits: Sequence[Visit]) -> dict[str, tuple[float | None, Rate]]:
    """By month: the mean predicted probability beside what was found, of visits with a prediction."""
    told = [one for one in visits if one.predicted is not None]
    months = sorted({f"{one.day:%Y-%m}" for one in told})
    found = {}
    for month in months:
        here = [one for one in told if f"{one.day:%Y-%m}" == month]
        found[month] = (_mean([one.predicted for one in here if one.predicted is not None]), rate(here))
    return found


def calibration(visits: Sequence[Visit], bands: int = 5) -> list[Band]:
    """Bands of equal width of the predicted probability which hold visits; one exactly between belongs above."""
    groups: dict[int, list[Visit]] = {}
    for one in visits:
        if one.predicted is not None:
            groups.setdefault(min(int(one.predicted * bands), bands - 1), []).append(one)
    return [
        Band(at / bands, (at + 1) / bands, _mean([one.predicted or 0.0 for one in here]) or 0.0, rate(here))
        for at, here in sorted(groups.items())
    ]


def _mean(numbers: Sequence[float]) -> float | None:
    return sum(numbers) / len(numbers) if numbers else None
