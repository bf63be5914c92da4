"""From falsified copies of the file to a score for its own days, cross-fitted by station.

The copies say what a falsified day looks like in this city and year; a station is judged by models that have seen
neither its days nor its copies. No label is read and none is needed.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from sklearn.ensemble import HistGradientBoostingClassifier
from threadpoolctl import threadpool_limits

from qingtian.integrity.expected import ROUNDS, Expectation, fit, never_void
from qingtian.integrity.falsify import Episode, falsified
from qingtian.integrity.grid import HOURS, Array, Grid
from qingtian.integrity.hours import hours_of
from qingtian.integrity.kinds import KINDS
from qingtian.integrity.windows import day_features
from qingtian.language import Text

#: a day belongs to an episode from this many hours on; fewer and more than none are not learnt from
DAY_HOURS: Final = 6
NONE: Final = len(KINDS)
UNSURE: Final = -1


@dataclass(frozen=True)
class Plan:
    """How much is learnt; the shipped figures are the ones of the explanation."""

    copies: int = 10
    #: how often all of it is done, with other copies and folds: one draw alone is noisy
    draws: int = 2
    #: falsifications a station and year of a copy
    density: float = 8.0
    folds: int = 3
    #: boosting rounds of a classifier
    rounds: int = 70
    #: and of the expectation
    expecting: int = ROUNDS
    #: share of honest days learnt from
    honest: float = 0.35
    seed: int = 20260901


@dataclass(frozen=True)
class Judged:
    """For each station and day how likely each kind is, last column: none; (stations, days, kinds + 1)."""

    likely: Array
    expected: Array


def judge(grid: Grid, plan: Plan, watch: Callable[[Text], None] = lambda _: None) -> Judged:
    """Learn from falsified copies of the file and judge the file, the mean of some draws of copies and folds.

    On one thread: the sums of several threads differ in their last digits, and a busy server has other work to do.
    """
    with threadpool_limits(limits=1):
        drawn = [_judge(grid, replace(plan, seed=plan.seed + draw), watch) for draw in range(plan.draws)]
    return Judged(np.mean([one.likely for one in drawn], axis=0), drawn[0].expected)


def _judge(grid: Grid, plan: Plan, watch: Callable[[Text], None]) -> Judged:
    rng = np.random.default_rng(plan.seed)
    watch(Text("推算应有的值", "what should have been"))
    expectation = fit(grid, plan.seed, plan.expecting)
    count = max(len(KINDS), round(plan.density * len(grid.stations) * grid.days / 365))
    features = [_features(grid, expectation)]
    labels = []
    for number in range(plan.copies):
        watch(Text(f"第 {number + 1} 份改动样本", f"falsified copy {number + 1}"))
        copy, episodes = falsified(grid, count, rng)
        features.append(_features(copy, expectation))
        labels.append(day_labels(episodes, grid.reported.shape))
    fold = np.arange(len(grid.stations)) % min(plan.folds, max(len(grid.stations), 1))
    rng.shuffle(fold)
    watch(Text("第一遍学习", "first pass"))
    first = _cross_fitted(features, labels, fold, plan, rng)
    watch(Text("第二遍学习", "second pass"))
    wide = [np.concatenate((around_days(likely), own), axis=2) for likely, own in zip(first, features, strict=True)]
    second = _cross_fitted(wide, labels, fold, plan, rng, only_file=True)
    return Judged(second[0], np.exp(expectation.predict(grid)))


def _features(grid: Grid, expectation: Expectation) -> Array:
    return day_features(hours_of(grid, expectation))[0].astype(np.float32)


def day_labels(episodes: list[Episode], shape: tuple[int, ...]) -> np.ndarray:
    """The kind of each station and day, ``NONE``, or ``UNSURE`` where an episode only touches it."""
    labels = np.full((shape[0], shape[1] // HOURS), NONE)
    for one in episodes:
        for day in range(one.start // HOURS, (one.end - 1) // HOURS + 1):
            inside = min(one.end, (day + 1) * HOURS) - max(one.start, day * HOURS)
            labels[one.station, day] = KINDS.index(one.kind) if inside >= DAY_HOURS else UNSURE
    return labels


def _cross_fitted(
    features: list[Array],
    labels: list[np.ndarray],
    fold: np.ndarray,
    plan: Plan,
    rng: np.random.Generator,
    *,
    only_file: bool = False,
) -> list[Array]:
    """Likelihoods of the file and its copies, each station by a model without it."""
    wanted = features[:1] if only_file else features
    out = [np.zeros((*one.shape[:2], NONE + 1)) for one in wanted]
    for number in np.unique(fold):
        seen = fold != number if len(np.unique(fold)) > 1 else np.ones(len(fold), dtype=bool)
        rows, kinds = _sample(features[1:], labels, seen, plan, rng)
        model = _model(plan).fit(rows, kinds)
        own = np.flatnonzero(fold == number)
        for target, one in zip(out, wanted, strict=True):
            flat = model.predict_proba(one[own].reshape(-1, one.shape[2]))
            block = np.zeros((len(flat), NONE + 1))
            block[:, model.classes_] = flat
            target[own] = block.reshape(len(own), -1, NONE + 1)
    return out


def _sample(
    copies: list[Array], labels: list[np.ndarray], seen: np.ndarray, plan: Plan, rng: np.random.Generator
) -> tuple[Array, np.ndarray]:
    rows, kinds = [], []
    for one, kind in zip(copies, labels, strict=True):
        used = (kind != UNSURE) & seen[:, None]
        used &= (kind != NONE) | (rng.random(kind.shape) < plan.honest)
        rows.append(one[used])
        kinds.append(kind[used])
    return never_void(np.concatenate(rows)), np.concatenate(kinds)


def _model(plan: Plan) -> HistGradientBoostingClassifier:
    return HistGradientBoostingClassifier(
        max_iter=plan.rounds, learning_rate=0.1, max_leaf_nodes=12, min_samples_leaf=20, l2_regularization=2.0,
        max_features=0.3, early_stopping=False, random_state=plan.seed,
    )  # fmt: skip


def around_days(likely: Array) -> Array:
    """The likelihoods of the day, of the days about it, and their means and maxima over a week and a fortnight."""
    parts = [likely]
    padded = np.pad(likely, ((0, 0), (7, 7), (0, 0)), mode="edge")
    days = likely.shape[1]
    for shift in (-3, -2, -1, 1, 2, 3):
        parts.append(padded[:, 7 + shift : 7 + shift + days])
    for reach in (1, 3, 7):
        seen = np.lib.stride_tricks.sliding_window_view(padded[:, 7 - reach : 7 + reach + days], 2 * reach + 1, axis=1)
        parts += [seen.mean(axis=3), seen.max(axis=3)]
    before = np.lib.stride_tricks.sliding_window_view(padded[:, : 7 + days - 1], 7, axis=1)[:, :days]
    after = np.lib.stride_tricks.sliding_window_view(padded[:, 8:], 7, axis=1)[:, :days]
    parts += [before.max(axis=3), after.max(axis=3)]
    return np.concatenate(parts, axis=2).astype(np.float32)
