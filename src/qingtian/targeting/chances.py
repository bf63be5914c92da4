"""From points to a probability with its interval (校准概率): logistic regression on the results of past visits.

With few results the declared points alone are fitted, one slope; with enough, every term has its own. Which of both is
shown was better on the last fifth of the visits in time, which neither had seen: what was beaten is not shown. The
interval (80 %) is that of the regression's coefficients, wide where few visits resemble the unit; no results, no
probability.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import expit
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score

from qingtian.targeting.events import Numbers

#: visits, and of either result, below which nothing is fitted, and below which terms get no weights of their own
FEW, FEW_OF_EACH, ENOUGH, ENOUGH_OF_EACH = 30, 5, 200, 20
EARLIER = 0.8
#: the normal quantile of a two-sided 80 % interval
Z80 = 1.281552
STRENGTH = 1.0


@dataclass(frozen=True, slots=True)
class Line:
    """Log-odds = ``height`` + columns × ``slopes``; ``spread`` the covariance of (height, slopes)."""

    height: float
    slopes: Numbers
    spread: Numbers

    def odds(self, columns: Numbers) -> Numbers:
        return np.asarray(self.height + columns @ self.slopes)

    def probability(self, columns: Numbers) -> tuple[Numbers, Numbers, Numbers]:
        """(probability, low, high), a row a row."""
        odds = self.odds(columns)
        wide = np.column_stack([np.ones(len(columns)), columns])
        half = Z80 * np.sqrt(np.maximum(((wide @ self.spread) * wide).sum(axis=1), 0))
        low, middle, high = (expit(value) for value in (odds - half, odds, odds + half))
        return middle, low, high


@dataclass(frozen=True, slots=True)
class Chances:
    """``learned``: every term has a slope of its own; else ``line`` takes the sum of the declared points."""

    line: Line
    learned: bool
    visits: int

    def columns(self, terms: Numbers) -> Numbers:
        return terms if self.learned else terms.sum(axis=1, keepdims=True)


def fit(terms: Numbers, found: NDArray[np.int_]) -> Chances | None:
    """From declared points by term, a row a visit in the order of time; None where the visits are too few."""
    if len(found) < FEW or _least(found) < FEW_OF_EACH:
        return None
    points = terms.sum(axis=1, keepdims=True)
    learned = False
    cut = int(len(found) * EARLIER)
    if len(found) >= ENOUGH and min(_least(found), _least(found[cut:]) * 5) >= ENOUGH_OF_EACH:
        ours, declared = (
            roc_auc_score(found[cut:], _line(columns[:cut], found[:cut]).odds(columns[cut:]))
            for columns in (terms, points)
        )
        learned = ours > declared
    return Chances(_line(terms if learned else points, found), learned, len(found))


def _line(columns: Numbers, found: NDArray[np.int_]) -> Line:
    """Fitted on columns of spread one, told in those of the caller; a column that never changes gets no slope."""
    middle, spread = columns.mean(axis=0), columns.std(axis=0)
    unit = np.where(spread > 0, spread, 1.0)
    scaled = (columns - middle) / unit
    model = LogisticRegression(C=STRENGTH, max_iter=1000).fit(scaled, found)
    slopes = model.coef_[0] * (spread > 0)
    chance = model.predict_proba(scaled)[:, 1]
    wide = np.column_stack([np.ones(len(scaled)), scaled])
    ridge = np.diag([1e-9, *np.full(len(slopes), 1 / STRENGTH)])
    back = np.eye(len(slopes) + 1)
    back[0, 1:], back[1:, 1:] = -middle / unit, np.diag(1 / unit)
    covariance = np.linalg.inv((wide * (chance * (1 - chance))[:, None]).T @ wide + ridge)
    height = float(model.intercept_[0] - (slopes * middle / unit).sum())
    return Line(height, slopes / unit, back @ covariance @ back.T)


def _least(found: NDArray[np.int_]) -> int:
    return int(min(found.sum(), len(found) - found.sum()))
