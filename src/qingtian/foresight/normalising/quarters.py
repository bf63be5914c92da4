"""How much of a quarter's change was the weather (扣除气象影响的季度变化), of one place, cheap enough for a desk.

The way of ``adjusting``, by calendar quarters: of each year's quarter the concentration is regressed on the weather of
its hour (boosted trees, few and small); the regression is then asked for the weather of that quarter in *all* years
held, and what it says is averaged. A change is the difference of two adjusted means; its interval is a delete-a-group
jackknife over weeks, left out of both. An estimate, never a measurement: it goes with its interval.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sklearn.ensemble import HistGradientBoostingRegressor
from threadpoolctl import threadpool_limits

from qingtian.foresight.hours import Hours, Numbers
from qingtian.foresight.normalising.adjusting import QUANTILE, WEEK

#: groups of weeks of the jackknife; a quarter has thirteen weeks
GROUPS = 6
#: hours asked for at most, trees of one regression
ASKED, TREES = 4_000, 40
#: a quarter with fewer hours that have both a value and weather is not adjusted
LEAST = 500
Quarter = tuple[int, int]
"""Year and number of a quarter, 1 to 4."""


@dataclass(frozen=True, slots=True)
class Change:
    """From one quarter to another, µg/m³: as measured over the hours with weather, adjusted, and its 95 % interval.

    ``weather`` is what the weather accounts for: measured minus adjusted. ``sure``: the interval leaves zero out.
    """

    measured: float
    adjusted: float
    low: float
    high: float

    @property
    def weather(self) -> float:
        return self.measured - self.adjusted

    @property
    def sure(self) -> bool:
        return self.low > 0 or self.high < 0


@dataclass(frozen=True, slots=True)
class AdjustedQuarter:
    """One quarter: hours that could be used, their mean, the adjusted mean and its 95 % interval; None with too few."""

    quarter: Quarter
    hours: int
    measured: float | None
    adjusted: float | None
    low: float | None
    high: float | None


class Quarters:
    """The quarters of one place, adjusted once; changes between them are read off the same rounds."""

    def __init__(self, hours: Hours, wanted: Sequence[Quarter]) -> None:
        year, number = _quarters(hours.time)
        usable = np.isfinite(hours.value) & np.isfinite(np.column_stack([*hours.weather.values()])).any(axis=1)
        group = _group(hours.time)
        features = _features(hours)
        self._counts: dict[Quarter, int] = {}
        self._measured: dict[Quarter, float] = {}
        self._rounds: dict[Quarter, NDArray[np.float64]] = {}
        for quarter in dict.fromkeys(wanted):
            own = usable & (year == quarter[0]) & (number == quarter[1])
            self._counts[quarter] = int(own.sum())
            if own.sum() < LEAST:
                continue
            asked = usable & (number == quarter[1])
            self._measured[quarter] = float(hours.value[own].mean())
            self._rounds[quarter] = _rounds(features, hours.value, own, asked, group)

    def of(self, quarter: Quarter) -> AdjustedQuarter:
        """What is known of one of the wanted quarters."""
        count, rounds = self._counts.get(quarter, 0), self._rounds.get(quarter)
        if rounds is None:
            return AdjustedQuarter(quarter, count, None, None, None, None)
        whole, error = float(rounds[0]), _error(rounds[1:])
        low, high = whole - QUANTILE * error, whole + QUANTILE * error
        return AdjustedQuarter(quarter, count, self._measured[quarter], whole, low, high)

    def change(self, before: Quarter, now: Quarter) -> Change | None:
        """None where one of the two has too few hours."""
        if before not in self._rounds or now not in self._rounds:
            return None
        rounds = self._rounds[now] - self._rounds[before]
        adjusted, error = float(rounds[0]), _error(rounds[1:])
        measured = self._measured[now] - self._measured[before]
        return Change(measured, adjusted, adjusted - QUANTILE * error, adjusted + QUANTILE * error)


def _rounds(
    features: Numbers, value: Numbers, own: NDArray[np.bool_], asked: NDArray[np.bool_], group: NDArray[np.int_]
) -> NDArray[np.float64]:
    """The adjusted mean with all weeks, then without each group of them."""
    kept = [np.ones(len(value), bool), *(group != one for one in range(GROUPS))]
    # so few rows are learned from faster by one thread than by several that wait for each other
    with threadpool_limits(limits=1):
        return np.array([_mean(features, value, own & keep, asked & keep) for keep in kept])


def _mean(features: Numbers, value: Numbers, own: NDArray[np.bool_], asked: NDArray[np.bool_]) -> float:
    trees = HistGradientBoostingRegressor(
        max_iter=TREES, learning_rate=0.15, max_leaf_nodes=12, min_samples_leaf=40, l2_regularization=5.0,
        early_stopping=False, random_state=1,
    )  # fmt: skip
    known = np.isfinite(features[own]).any(axis=0)  # what nobody measured in these hours teaches nothing
    trees.fit(features[own][:, known], value[own])
    rows = np.flatnonzero(asked)
    step = -(-len(rows) // ASKED)
    return float(trees.predict(features[rows[::step]][:, known]).mean())


def _error(parts: NDArray[np.float64]) -> float:
    return float(np.sqrt((GROUPS - 1) / GROUPS * np.sum((parts - parts.mean()) ** 2)))


def _features(hours: Hours) -> Numbers:
    clock = (hours.time - hours.time.astype("datetime64[D]")).astype(int).astype(float)
    return np.column_stack([*hours.weather.values(), hours.u, hours.v, clock])


def _quarters(time: NDArray[np.datetime64]) -> tuple[NDArray[np.int_], NDArray[np.int_]]:
    """Year and quarter of every hour, by its beginning.

    >>> [one.tolist() for one in _quarters(np.array(["2026-03-31T23", "2026-04-01T00"], dtype="datetime64[h]"))]
    [[2026, 2026], [1, 2]]
    """
    month = time.astype("datetime64[M]").astype(int)
    return np.asarray(month // 12 + 1970), np.asarray(month % 12 // 3 + 1)


def _group(time: NDArray[np.datetime64]) -> NDArray[np.int_]:
    """Weeks dealt out to the groups in turn."""
    return np.asarray(time.astype("datetime64[D]").astype(int) // WEEK % GROUPS)
