"""Members (成员): two ways to learn a weight for every feature and class, each wrong about other texts.

A support vector machine, and the same on features stretched by how much more often a class has them than the others.
Both are weighted sums, so what they agree on is a weighted sum too.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Weights = NDArray[np.float32]
Classes = NDArray[np.int64]
#: a scipy matrix of rows × features; scipy has no types of its own
Matrix = Any

_PENALTY, _STRETCHED_PENALTY = 0.5, 0.3
_STRETCHED_SMOOTHING = 0.05


@dataclass(frozen=True, slots=True)
class Sum:
    """``weights`` of features × classes and one ``bias`` a class."""

    weights: Weights
    bias: Weights

    def scaled(self, factor: float) -> Sum:
        """Every answer times ``factor``."""
        return Sum(self.weights * np.float32(factor), self.bias * np.float32(factor))

    def plus(self, other: Sum) -> Sum:
        """The sum that answers what both answer together."""
        return Sum(self.weights + other.weights, self.bias + other.bias)


Member = Callable[[Matrix, Classes, int], Sum]


def support_vectors(rows: Matrix, classes: Classes, count: int) -> Sum:
    """A linear support vector machine for every class against the rest, rare classes weighted up."""
    return _machines(lambda _: rows, classes, count, _PENALTY)


def stretched(rows: Matrix, classes: Classes, count: int) -> Sum:
    """Support vectors after every feature was multiplied by its logarithmic ratio for the class."""
    from scipy.sparse import diags

    ratios = np.array([_ratio(rows, classes == number) for number in range(count)])
    found = _machines(lambda number: rows @ diags(ratios[number]), classes, count, _STRETCHED_PENALTY)
    return Sum((found.weights * ratios.T).astype(np.float32), found.bias)


def _ratio(rows: Matrix, inside: NDArray[np.bool_]) -> Weights:
    mine = np.asarray(rows[inside].sum(axis=0)).ravel() + _STRETCHED_SMOOTHING
    others = np.asarray(rows[~inside].sum(axis=0)).ravel() + _STRETCHED_SMOOTHING
    return np.asarray(np.log((mine / mine.sum()) / (others / others.sum())), dtype=np.float32)


def _machines(rows_for: Callable[[int], Matrix], classes: Classes, count: int, penalty: float) -> Sum:
    weights, bias = [], []
    for number in range(count):
        rows = rows_for(number)
        found, constant = _machine(rows, classes == number, count, penalty)
        weights.append(found)
        bias.append(constant)
    return Sum(np.array(weights, dtype=np.float32).T, np.array(bias, dtype=np.float32))


def _machine(rows: Matrix, inside: NDArray[np.bool_], count: int, penalty: float) -> tuple[Any, float]:
    from sklearn.svm import LinearSVC

    if not inside.any():  # a class that this share of the texts does not have
        return np.zeros(rows.shape[1]), -1.0
    rarity = len(inside) / (count * int(inside.sum()))
    machine = LinearSVC(C=penalty, class_weight={True: rarity, False: 1.0}, random_state=0).fit(rows, inside)
    return machine.coef_[0], float(machine.intercept_[0])
