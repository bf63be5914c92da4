"""Weather-adjusted means of years, with their uncertainty.

After S. Zhang et al., Cautionary tales on air-quality improvement in Beijing, Proc. R. Soc. A 473 (2017) 20170457: for
each season of each year the concentration is regressed on the weather of its hour; the regression is then asked for
the weather of that season in *all* years, and what it says is averaged. Boosted trees (scikit-learn) stand in for the
kernel regression of the paper. Interval: delete-a-group jackknife over weeks, which lie together in the weather, taken
out of what is learned and of the weather that is asked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sklearn.ensemble import HistGradientBoostingRegressor

from qingtian.foresight.hours import Hours, Numbers

#: groups of weeks of the jackknife, and the normal quantile of 95 %
GROUPS, QUANTILE = 10, 1.959964
#: hours a regression learns from at most, and is asked for; more change little and cost much
LEARNED, ASKED = 15_000, 12_000
#: trees of one regression
TREES = 120
#: a season with fewer valid hours of a station in a year is not told
LEAST = 500
WEEK = 7
Mask = NDArray[np.bool_]
Told = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Adjusted:
    """Of one period, µg/m³: the mean adjusted to the weather of all periods and its 95 % interval; None where a season
    of the period has too few hours."""

    period: int
    adjusted: float | None
    low: float | None
    high: float | None


def normalise(hours: Hours, period: NDArray[np.int_], told: Told = lambda done, of: None) -> list[Adjusted]:
    """The adjusted mean of every period, a year each. ``period``: the period of each hour. ``told`` hears progress."""
    periods = sorted({int(one) for one in period})
    season, group = _season(hours.time), _group(hours.time)
    features = _features(hours)
    cells = {(k, s): np.isfinite(hours.value) & (period == k) & (season == s) for k in periods for s in range(4)}
    whole = {k for k in periods if all(cells[k, s].sum() >= LEAST for s in range(4))}
    rounds: list[dict[int, float]] = []
    for at, left_out in enumerate([None, *range(GROUPS)]):
        kept = np.ones(len(hours), bool) if left_out is None else group != left_out
        rounds.append({k: _mean(features, hours.value, cells, season, kept, k) for k in periods if k in whole})
        told(at + 1, GROUPS + 1)
    return [_told_of(k, rounds) if k in whole else Adjusted(k, None, None, None) for k in periods]


def _told_of(k: int, rounds: Sequence[dict[int, float]]) -> Adjusted:
    whole, parts = rounds[0][k], np.array([one[k] for one in rounds[1:]])
    error = np.sqrt((GROUPS - 1) / GROUPS * np.sum((parts - parts.mean()) ** 2))
    return Adjusted(k, whole, whole - QUANTILE * error, whole + QUANTILE * error)


def _mean(
    features: Numbers, value: Numbers, cells: dict[tuple[int, int], Mask], season: NDArray[np.int_], kept: Mask, k: int
) -> float:
    """The four seasons of a year, each under the weather of that season in all years, weighted by their length."""
    means, weights = [], []
    for s in range(4):
        learned = _drawn(np.flatnonzero(cells[k, s] & kept), LEARNED)
        asked = _drawn(np.flatnonzero((season == s) & kept), ASKED)
        trees = HistGradientBoostingRegressor(
            max_iter=TREES,
            learning_rate=0.1,
            max_leaf_nodes=15,
            min_samples_leaf=100,
            l2_regularization=5.0,
            random_state=1,
        )
        trees.fit(features[learned], value[learned])
        means.append(float(trees.predict(features[asked]).mean()))
        weights.append(float((season == s).sum()))
    return float(np.average(means, weights=weights))


def _drawn(rows: NDArray[np.intp], most: int) -> NDArray[np.intp]:
    """At most so many of the rows, the same ones every time."""
    if len(rows) <= most:
        return rows
    return np.sort(np.random.default_rng(len(rows)).choice(rows, most, replace=False))


def _features(hours: Hours) -> Numbers:
    """The weather of the hour, which station, and the hour of the day."""
    station = np.unique(hours.station, return_inverse=True)[1].astype(float)
    clock = (hours.time - hours.time.astype("datetime64[D]")).astype(int).astype(float)
    return np.column_stack([*hours.weather.values(), hours.u, hours.v, station, clock])


def _season(time: NDArray[np.datetime64]) -> NDArray[np.int_]:
    """0 December to February, 1 March to May, 2 June to August, 3 September to November."""
    month = time.astype("datetime64[M]").astype(int) % 12
    return np.asarray((month + 1) % 12 // 3)


def _group(time: NDArray[np.datetime64]) -> NDArray[np.int_]:
    """Weeks dealt out to the groups in turn."""
    return np.asarray(time.astype("datetime64[D]").astype(int) // WEEK % GROUPS)


def years_of(time: NDArray[np.datetime64], begins: tuple[int, int]) -> NDArray[np.int_]:
    """The year in which the period of each hour begins.

    >>> years_of(np.array(["2014-02-28T23", "2014-03-01T00"], dtype="datetime64[h]"), (3, 1)).tolist()
    [2013, 2014]
    """
    day = time.astype("datetime64[D]")
    year = day.astype("datetime64[Y]").astype(int) + 1970
    month = day.astype("datetime64[M]").astype(int) % 12 + 1
    of_month = (day - day.astype("datetime64[M]")).astype(int) + 1
    before = (month < begins[0]) | ((month == begins[0]) & (of_month < begins[1]))
    return np.asarray(year - before)


def stations_by_place(pairs: Sequence[tuple[str, str]]) -> Iterator[tuple[str, list[str]]]:
    """Each place with its stations, in order."""
    for place in sorted({place for place, _ in pairs}):
        yield place, sorted(station for of, station in pairs if of == place)
