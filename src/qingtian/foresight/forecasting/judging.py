"""What past verdicts teach of a horizon: how far to trust the model, when it gives way, how wide its interval is."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from qingtian.foresight.forecasting.scale import from_learned, to_learn
from qingtian.foresight.forecasting.verdicts import Verdicts
from qingtian.foresight.hours import Numbers

WEIGHTS = np.linspace(0.0, 1.0, 21)
#: trust before any verdict, by horizon; it counts as many days until ENOUGH days of verdicts exist
PRIOR, PRIOR_DAYS, ENOUGH = (0.9, 0.8, 0.7, 0.7, 0.6, 0.6, 0.6), 360, 180
#: a weight below which nothing is left of the model
LEAST_WEIGHT = 0.1
#: last days over which a model may lose, and by how many standard errors it must
LOSING_DAYS, BEYOND_CHANCE = 120, 1.0
#: share of the past errors outside the interval of 80 % on either side; a little under a tenth, because errors of
#: neighbours and of days in a row are fewer than they seem
OUTSIDE = 0.095
#: days after which an error counts half
HALVED = 45
#: interval where nothing is known of errors yet, on the learned scale
BLIND = 0.7


@dataclass(frozen=True, slots=True)
class Judgement:
    """Of a horizon: ``weight`` of the model's answer against the usual; ``gives_way``: the month's median is shown
    instead. ``low``, ``high``: bounds of the errors of what is shown, on the learned scale, for either way."""

    weight: float
    gives_way: bool
    errors: tuple[float, float]
    errors_of_median: tuple[float, float]

    def blended(self, answer: Numbers, usual: Numbers) -> Numbers:
        return self.weight * answer + (1 - self.weight) * usual


def judge(verdicts: Verdicts, horizon: int) -> Judgement:
    """The judgement of a horizon by its verdicts, all of them of targets already known."""
    mine = verdicts.of(horizon)
    weight = _weight(mine, horizon)
    blended = weight * mine.answer + (1 - weight) * mine.usual
    median = np.isfinite(mine.median)
    return Judgement(
        weight=weight,
        gives_way=weight < LEAST_WEIGHT or _loses(mine, blended, horizon),
        errors=bounds_of(mine.target, mine.actual, blended),
        errors_of_median=bounds_of(mine.target[median], mine.actual[median], mine.median[median]),
    )


def _weight(mine: Verdicts, horizon: int) -> float:
    compared = np.isfinite(mine.median)
    prior = PRIOR[min(horizon, len(PRIOR)) - 1]
    if not compared.any():
        return prior
    answer, median, actual = mine.answer[compared], mine.median[compared], mine.actual[compared]
    errors = [np.abs(weight * answer + (1 - weight) * median - actual).mean() for weight in WEIGHTS]
    days = len(np.unique(mine.target[compared]))
    pseudo = PRIOR_DAYS if days < ENOUGH else 0
    return float((days * WEIGHTS[int(np.argmin(errors))] + pseudo * prior) / (days + pseudo))


def _loses(mine: Verdicts, blended: Numbers, horizon: int) -> bool:
    compared = np.isfinite(mine.median)
    if not compared.any():
        return False
    worse = np.abs(blended - mine.actual) - np.abs(mine.median - mine.actual)
    days, at = np.unique(mine.target[compared], return_inverse=True)
    daily = (np.bincount(at, worse[compared]) / np.bincount(at))[-LOSING_DAYS:]
    if len(days) < 2:
        return False
    # neighbouring days err alike, and the more so the further ahead
    error = daily.std(ddof=1) * np.sqrt((2 + horizon) / len(daily))
    return bool(daily.mean() > BEYOND_CHANCE * error)


def bounds_of(target: NDArray[np.datetime64], actual: Numbers, shown: Numbers) -> tuple[float, float]:
    """Quantiles of the errors on the learned scale, the recent ones counting more: the air of this season."""
    if not len(actual):
        return -BLIND, BLIND
    errors = to_learn(actual) - to_learn(shown)
    counts = 0.5 ** ((target.max() - target).astype(float) / HALVED)
    order = np.argsort(errors, kind="stable")
    reached = np.cumsum(counts[order])
    low, high = (
        errors[order][min(int(np.searchsorted(reached, share * reached[-1])), len(errors) - 1)]
        for share in (OUTSIDE, 1 - OUTSIDE)
    )
    return float(low), float(high)


def interval(shown: Numbers, bounds: tuple[float, float]) -> tuple[Numbers, Numbers]:
    """The 80 % interval around what is shown, which it always contains."""
    low, high = (from_learned(to_learn(shown) + bound) for bound in bounds)
    return np.minimum(low, shown), np.maximum(high, shown)
