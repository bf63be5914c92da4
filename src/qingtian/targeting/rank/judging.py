"""How good an order is: by how many days it would have found earlier what was found, and how well it parts.

The measure of the food inspections of Chicago (T. Schenk et al. 2015): every day keeps its number of inspections, the
object with the highest score takes the earliest place.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import numpy as np


def days_earlier(days: Sequence[date], scores: Sequence[float], outcomes: Sequence[int]) -> float:
    """Mean of actual minus simulated day over the inspections with a finding; equal scores keep their order.

    >>> days_earlier([date(2026, 1, 1), date(2026, 1, 5)], [0.1, 0.9], [0, 1])
    4.0
    """
    actual = np.array([day.toordinal() for day in days])
    simulated = np.empty_like(actual)
    simulated[np.argsort(-np.asarray(scores), kind="stable")] = np.sort(actual)
    return float((actual - simulated)[np.asarray(outcomes) == 1].mean())
