"""From where and when it comes (风向风速和时段): means of one item by wind sector, speed class and hour.

Calm hours stand apart; hours without wind are counted and belong nowhere. A mean is an association and no proof of a
source: it says where to look. Pure arithmetic on arrays of equal length, an hour each; NaN is missing.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]
SECTORS, CALM = 16, -1
#: upper bounds of the speed classes, m/s; the last class has none
SPEEDS = (1.5, 3.0, 5.0)
#: a mean of fewer hours is not told
LEAST = 10


@dataclass(frozen=True, slots=True)
class Mean:
    """Hours and the mean of their values, in the unit given; None of too few."""

    hours: int
    mean: float | None


@dataclass(frozen=True, slots=True)
class ByWind:
    """``sectors``: 16 from north clockwise, of all speeds; ``classes``: by sector and speed class; ``calm``.

    ``valued``: hours with a value; ``windless``: of these the hours nobody knows the wind of.
    """

    sectors: tuple[Mean, ...]
    classes: tuple[tuple[Mean, ...], ...]
    calm: Mean
    valued: int
    windless: int

    @property
    def missing_share(self) -> float:
        """Share of the valued hours without wind, 0 to 1; 1 where nothing has a value."""
        return self.windless / self.valued if self.valued else 1.0

    def highest(self) -> int | None:
        """The sector with the highest mean; None where no sector has one."""
        told = [(one.mean, -at) for at, one in enumerate(self.sectors) if one.mean is not None]
        return -max(told)[1] if told else None


def by_wind(value: Numbers, sector: Numbers, speed: Numbers) -> ByWind:
    """``sector`` 0 to 15, -1 calm; ``speed`` m/s, NaN where only the direction is known: such hours are in no class."""
    there = np.isfinite(value)
    known = there & np.isfinite(sector)
    classes = np.digitize(speed, SPEEDS)
    sectors = tuple(_mean(value, known & (sector == one)) for one in range(SECTORS))
    crossed = tuple(
        tuple(
            _mean(value, known & np.isfinite(speed) & (sector == one) & (classes == k)) for k in range(len(SPEEDS) + 1)
        )
        for one in range(SECTORS)
    )
    calm = _mean(value, known & (sector == CALM))
    return ByWind(sectors, crossed, calm, int(there.sum()), int((there & ~known).sum()))


def by_hour(value: Numbers, hour: NDArray[np.int_]) -> tuple[Mean, ...]:
    """The mean of each hour of the day, 0 to 23 by its beginning."""
    there = np.isfinite(value)
    return tuple(_mean(value, there & (hour == one)) for one in range(24))


def _mean(value: Numbers, chosen: NDArray[np.bool_]) -> Mean:
    count = int(chosen.sum())
    return Mean(count, float(value[chosen].mean()) if count >= LEAST else None)
