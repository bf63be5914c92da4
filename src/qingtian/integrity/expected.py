"""What PM2.5 should have been: told from the same hour's other pollutants, the other stations and the weather.

Cross-fitted: the model that judges a fortnight has not seen that fortnight, so a long falsification cannot teach it
that falsified values are normal.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from sklearn.ensemble import HistGradientBoostingRegressor

from qingtian.integrity.grid import HOURS, Array, Grid
from qingtian.integrity.simple import around, logs

FOLDS: Final = 4
#: a block of hours is judged by a model that has not seen it
BLOCK: Final = 14 * HOURS
#: readings from which one model learns; more take time and gain little
SAMPLE: Final = 24_000
#: boosting rounds of a model
ROUNDS: Final = 200


@dataclass(frozen=True)
class Expectation:
    """The fitted models; ``predict`` may be asked for another copy of the same air."""

    models: tuple[HistGradientBoostingRegressor, ...]
    #: expected logarithm told without any station's PM2.5: no falsification of PM2.5 reaches it
    alone: Array
    #: for each station the rows of the others, nearest in behaviour first
    near: tuple[tuple[int, ...], ...]

    def predict(self, grid: Grid) -> Array:
        """Expected logarithm of PM2.5, (stations, hours)."""
        inputs = _inputs(grid, self.near)
        out = np.empty(grid.reported.shape)
        fold = _folds(grid)
        for number, model in enumerate(self.models):
            hours = fold == number
            if hours.any():
                out[:, hours] = model.predict(inputs[:, hours].reshape(-1, inputs.shape[2])).reshape(len(out), -1)
        return out


def fit(grid: Grid, seed: int, rounds: int = ROUNDS) -> Expectation:
    """Learn from the file itself, fold by fold."""
    near = _near(grid.reported)
    models = _fitted(_inputs(grid, near), grid, seed, rounds)
    nobody = grid.with_reported(np.full(grid.reported.shape, np.nan))
    inputs = _inputs(nobody, near)
    alone = Expectation(_fitted(inputs, grid, seed, rounds), grid.reported, near).predict(nobody)
    return Expectation(models, alone, near)


def _fitted(inputs: Array, grid: Grid, seed: int, rounds: int) -> tuple[HistGradientBoostingRegressor, ...]:
    """A model a fold, learnt from the other folds."""
    target, fold, rng = logs(grid.reported), _folds(grid), np.random.default_rng(seed)
    models = []
    for number in range(int(fold.max()) + 1):
        seen = np.isfinite(target) & ((fold != number) | (fold.max() == 0))[None, :]
        rows, hours = np.nonzero(seen)
        if len(rows) > SAMPLE:
            chosen = rng.choice(len(rows), SAMPLE, replace=False)
            rows, hours = rows[chosen], hours[chosen]
        models.append(_model(seed, rounds).fit(never_void(inputs[rows, hours]), target[rows, hours]))
    return tuple(models)


def _model(seed: int, rounds: int) -> HistGradientBoostingRegressor:
    return HistGradientBoostingRegressor(
        max_iter=rounds, learning_rate=0.08, max_leaf_nodes=24, min_samples_leaf=40, l2_regularization=1.0,
        early_stopping=False, random_state=seed,
    )  # fmt: skip


def _folds(grid: Grid) -> np.ndarray:
    block = np.arange(grid.reported.shape[1]) // BLOCK
    return block % max(1, min(FOLDS, int(block.max()) + 1))


def _near(reported: Array) -> tuple[tuple[int, ...], ...]:
    """The other stations in the order of how alike their logarithms run."""
    series = logs(reported)
    order = []
    for own in range(len(series)):
        apart = [(_apart(series[own], series[other]), other) for other in range(len(series)) if other != own]
        order.append(tuple(other for _, other in sorted(apart)))
    return tuple(order)


def _apart(one: Array, other: Array) -> float:
    both = np.isfinite(one) & np.isfinite(other)
    return float(np.std(one[both] - other[both])) if both.sum() > HOURS else np.inf


def _inputs(grid: Grid, near: tuple[tuple[int, ...], ...]) -> Array:
    """(stations, hours, inputs): own co-pollutants, the others' PM2.5 and PM10, weather, hour of the day."""
    stations, hours = grid.reported.shape
    fine, coarse = logs(grid.reported), logs(grid.co_pollutants["PM10"])
    columns = [logs(values) for values in grid.co_pollutants.values()]
    columns += [around(fine, near), around(coarse, near), coarse - around(coarse, near)]
    for rank in range(3):
        other = [order[rank] if len(order) > rank else -1 for order in near]
        for series in (fine, coarse):
            columns.append(np.array([series[o] if o >= 0 else np.full(hours, np.nan) for o in other]))
    columns += list(grid.weather.values())
    columns.append(np.tile(np.arange(hours) % HOURS, (stations, 1)).astype(float))
    columns.append(np.tile(np.arange(stations)[:, None], (1, hours)).astype(float))
    return np.stack(columns, axis=2)


def never_void(inputs: Array) -> Array:
    """Columns in which nothing at all is known become constant: the trees cannot be given an empty one."""
    void = ~np.isfinite(inputs).any(axis=tuple(range(inputs.ndim - 1)))
    return np.where(void, 0.0, inputs)
