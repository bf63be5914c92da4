"""Boosted trees as plain arrays: learned by scikit-learn, kept and asked without it, never as a pickle."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from sklearn.ensemble import HistGradientBoostingRegressor
from threadpoolctl import threadpool_limits

from qingtian.foresight.hours import Numbers

Loss = Literal["squared_error", "absolute_error"]
#: trees of a forest, how fast they learn, their size, and the share of the features a split may choose among
TREES, RATE, LEAVES, IN_LEAF, RIDGE, SHARE = 120, 0.08, 16, 25, 3.0, 0.3
#: rows a forest learns from at most, drawn at random: stations of one city tell nearly the same of a day
MOST_ROWS = 7000


@dataclass(frozen=True, slots=True)
class Trees:
    """All nodes of all trees one after another; ``roots``: where each begins. Children are places in these arrays.

    ``feature`` is -1 at a leaf, where ``value`` is what the tree adds; ``missing_left``: where NaN goes.
    """

    start: float
    roots: NDArray[np.int32]
    feature: NDArray[np.int32]
    threshold: Numbers
    left: NDArray[np.int32]
    right: NDArray[np.int32]
    missing_left: NDArray[np.bool_]
    value: Numbers

    def predict(self, rows: Numbers) -> Numbers:
        """What the trees say of each row of [rows, features]."""
        answer = np.full(len(rows), self.start)
        line = np.arange(len(rows))
        for root in self.roots:
            at = np.full(len(rows), root)
            while True:
                feature = self.feature[at]
                inner = feature >= 0
                if not inner.any():
                    break
                seen = rows[line, np.where(inner, feature, 0)]
                left = np.where(np.isnan(seen), self.missing_left[at], seen <= self.threshold[at])
                at = np.where(inner, np.where(left, self.left[at], self.right[at]), at)
            answer += self.value[at]
        return answer


def grow(rows: Numbers, wanted: Numbers, *, seed: int, loss: Loss) -> Trees:
    """Trees learned from [rows, features] and what was wanted of each; the same for the same seed, on any machine."""
    learner = HistGradientBoostingRegressor(
        loss=loss,
        max_iter=TREES,
        learning_rate=RATE,
        max_leaf_nodes=LEAVES,
        min_samples_leaf=IN_LEAF,
        l2_regularization=RIDGE,
        max_features=SHARE,
        early_stopping=False,
        random_state=seed,
    )
    if len(rows) > MOST_ROWS:
        drawn = np.sort(np.random.default_rng(seed).choice(len(rows), MOST_ROWS, replace=False))
        rows, wanted = rows[drawn], wanted[drawn]
    with threadpool_limits(1):  # sums in one order, so that a model can be made again byte for byte
        learner.fit(rows, wanted)
    return _as_arrays(learner)


def _as_arrays(learner: HistGradientBoostingRegressor) -> Trees:
    nodes = [trees[0].nodes for trees in learner._predictors]
    sizes = [len(one) for one in nodes]
    roots = np.cumsum([0, *sizes[:-1]]).astype(np.int32)
    every = np.concatenate(nodes)
    begin = np.repeat(roots, sizes)
    leaf = every["is_leaf"].astype(bool)
    return Trees(
        start=float(np.ravel(learner._baseline_prediction)[0]),
        roots=roots,
        feature=np.where(leaf, -1, every["feature_idx"]).astype(np.int32),
        threshold=every["num_threshold"].astype(float),
        left=(begin + np.where(leaf, 0, every["left"])).astype(np.int32),
        right=(begin + np.where(leaf, 0, every["right"])).astype(np.int32),
        missing_left=every["missing_go_to_left"].astype(bool),
        value=np.where(leaf, every["value"], 0.0),
    )
