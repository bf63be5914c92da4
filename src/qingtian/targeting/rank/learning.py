"""Three learners that err differently, their log-odds averaged, and a probability calibrated on later inspections.

Logistic regression keeps to what adds up, boosted trees (scikit-learn's histogram gradient boosting) to what depends on
each other, randomised trees (P. Geurts et al., Extremely randomized trees, Machine Learning 63, 2006) smooth both. The
averaged log-odds are calibrated as J. Platt (1999) does, on the last fifth of the training time, which the learners
behind the calibration never saw. Equal input gives equal output.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.ensemble import ExtraTreesClassifier, HistGradientBoostingClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from qingtian.errors import UnusableInput
from qingtian.language import Text
from qingtian.targeting.rank.encoding import Encoding, encode

Numbers = NDArray[np.float64]
#: fewer inspections, or fewer with and without a finding, teach nothing
LEAST, LEAST_OF_EACH = 100, 10
#: the share of the training time behind the learners of the calibration
EARLIER = 0.8
TOO_FEW = Text(
    "{day} 以前只有 {rows} 次检查，其中 {found} 次有发现；学不出东西（至少 {least} 次，两种结果各 {each} 次）。",
    "before {day} there are only {rows} inspections, {found} with a finding; nothing can be learned from fewer than "
    "{least}, or fewer than {each} of either kind.",
)


@dataclass(frozen=True, slots=True)
class Ranker:
    """Learned from ``rows`` inspections; ``encoding`` says which columns it looks at."""

    encoding: Encoding
    rows: int
    _learners: tuple[Any, ...]
    _slope: float
    _height: float

    def probability(self, cells: Mapping[str, Sequence[str]]) -> Numbers:
        """The calibrated probability of a finding, a row an object; equal rows get equal ones."""
        odds = _log_odds(self._learners, self.encoding.numbers(cells))
        return np.asarray(1 / (1 + np.exp(-(self._slope * odds + self._height))))


def learn(
    cells: Mapping[str, Sequence[str]],
    columns: Sequence[str],
    days: Sequence[date],
    outcomes: Sequence[int],
    before: date,
) -> Ranker:
    """A ranker from the rows dated before ``before``. Raises UnusableInput ``targeting.rank_too_few``."""
    known = sorted((at for at, day in enumerate(days) if day < before), key=lambda at: days[at])
    y = np.array([outcomes[at] for at in known])
    if len(known) < LEAST or min(y.sum(), len(y) - y.sum()) < LEAST_OF_EACH:
        told = {"day": before, "rows": len(known), "found": int(y.sum()), "least": LEAST, "each": LEAST_OF_EACH}
        raise UnusableInput("targeting.rank_too_few", TOO_FEW.format(**told))
    earlier = {name: [values[at] for at in known] for name, values in cells.items()}
    encoding = encode(earlier, columns)
    x = encoding.numbers(earlier)
    slope, height = _calibrated(x, y)
    return Ranker(encoding, len(known), _fitted(x, y), slope, height)


def _fitted(x: Numbers, y: NDArray[np.int_]) -> tuple[Any, ...]:
    """The three, fitted."""
    adds_up = make_pipeline(_Filled(), StandardScaler(), LogisticRegression(C=0.05, max_iter=1000))
    boosted = HistGradientBoostingClassifier(
        max_iter=150,
        learning_rate=0.04,
        max_leaf_nodes=8,
        min_samples_leaf=40,
        l2_regularization=5,
        max_features=0.4,
        random_state=1,
    )
    random = ExtraTreesClassifier(300, min_samples_leaf=8, max_features=0.3, random_state=1, n_jobs=2)
    return tuple(learner.fit(x, y) for learner in (adds_up, boosted, make_pipeline(_Filled(), random)))


class _Filled:
    """The median of the training rows where a number is missing; boosted trees need none."""

    def fit(self, x: Numbers, y: object = None) -> _Filled:
        self._middle = np.nan_to_num(np.nanmedian(x, axis=0))
        return self

    def transform(self, x: Numbers) -> Numbers:
        return np.where(np.isnan(x), self._middle, x)

    def fit_transform(self, x: Numbers, y: object = None) -> Numbers:
        return self.fit(x).transform(x)


def _log_odds(learners: tuple[Any, ...], x: Numbers) -> Numbers:
    chances = [np.clip(learner.predict_proba(x)[:, 1], 1e-6, 1 - 1e-6) for learner in learners]
    return np.asarray(np.mean([np.log(chance / (1 - chance)) for chance in chances], axis=0))


def _calibrated(x: Numbers, y: NDArray[np.int_]) -> tuple[float, float]:
    """Slope and height of the log-odds of rows later than those behind the learners; 1 and 0 where one kind lacks."""
    cut = int(len(y) * EARLIER)
    if min(_each(y[:cut])) < LEAST_OF_EACH or min(_each(y[cut:])) < LEAST_OF_EACH:
        return 1.0, 0.0
    odds = _log_odds(_fitted(x[:cut], y[:cut]), x[cut:])
    line = LogisticRegression(C=1e6).fit(odds[:, None], y[cut:])
    slope = float(line.coef_[0, 0])
    # a line that falls would turn the order round on the strength of one fifth of the time
    return (slope, float(line.intercept_[0])) if slope > 0 else (1.0, 0.0)


def _each(y: NDArray[np.int_]) -> tuple[int, int]:
    return int(y.sum()), int(len(y) - y.sum())
