"""What is shown where there is no model, or it lost (没有模型时): the median of that calendar month in earlier years.

The interval is the middle 80 % of the same days. Where a place has no such days, the median of its last days is taken
and named; with too few of those nothing is said.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from qingtian.foresight.hours import Numbers

MONTH_MEDIAN, RECENT_MEDIAN = "month_median", "recent_median"
#: days of a month in earlier years that make a median; days looked back at instead, and how many of them are needed
LEAST_OF_MONTH, RECENT, LEAST_RECENT = 15, 30, 7
ENDS = (0.1, 0.9)


@dataclass(frozen=True, slots=True)
class Plain:
    """One place: ``way`` names how; all None where nothing can be said."""

    predicted: float | None
    low: float | None
    high: float | None
    way: str


def without_model(values: Numbers, first: date, origin: date, target: date) -> list[Plain]:
    """Of each place ([places, days] from ``first`` on, NaN missing) what its past says; nothing after ``origin``."""
    end = (origin - first).days + 1
    known = values[:, : max(end, 0)]
    days = np.datetime64(first, "D") + np.arange(known.shape[1])
    month = days.astype("datetime64[M]").astype(int) % 12 + 1
    year = days.astype("datetime64[Y]").astype(int) + 1970
    earlier = (month == target.month) & (year < target.year)
    return [_of_place(row[earlier], row[-RECENT:]) for row in known]


def _of_place(of_month: NDArray[np.float64], recent: NDArray[np.float64]) -> Plain:
    for days, least, way in ((of_month, LEAST_OF_MONTH, MONTH_MEDIAN), (recent, LEAST_RECENT, RECENT_MEDIAN)):
        there = days[np.isfinite(days)]
        if len(there) >= least:
            low, high = np.quantile(there, ENDS)
            return Plain(float(np.median(there)), float(low), float(high), way)
    return Plain(None, None, None, "")
