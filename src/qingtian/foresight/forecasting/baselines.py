"""What a forecast is measured against (对照): yesterday, last week, the time of year, the month in earlier years."""

from __future__ import annotations

import warnings
from collections.abc import Mapping
from datetime import date, timedelta

import numpy as np

from qingtian.foresight.forecasting.days import DaySeries
from qingtian.foresight.hours import Numbers

#: days on either side of the same day of earlier years that the climatology takes
AROUND = 15
YEAR = 365.25


def baselines(series: DaySeries, origin: date, horizon: int) -> Mapping[str, Numbers]:
    """What they say of each place for ``origin`` + ``horizon`` from the days up to ``origin``; NaN where nothing.

    ``persistence``: the last day known. ``last_week``: the same weekday, the last known. ``climatology``: mean of the
    days around that day of earlier years. ``month_median``: median of that calendar month in earlier years.
    """
    known, target = series.known_at(origin), origin + timedelta(days=horizon)
    back = (horizon + 6) // 7 * 7
    return {
        "persistence": _at(known, origin),
        "last_week": _at(known, target - timedelta(days=back)),
        "climatology": _climatology(known, target),
        "month_median": month_medians(known, target),
    }


def month_medians(series: DaySeries, target: date) -> Numbers:
    """Of each place the median of the days of the target's calendar month in years before the target's own."""
    days = series.days()
    year = days.astype("datetime64[Y]").astype(int) + 1970
    month = days.astype("datetime64[M]").astype(int) % 12 + 1
    return _over(series.values[:, (month == target.month) & (year < target.year)], np.nanmedian)


def usual_level(series: DaySeries) -> Numbers:
    """Of each place the median of all its known days; of a place without any, that of all places."""
    own = _over(series.values, np.nanmedian)
    known = own[np.isfinite(own)]
    return np.where(np.isfinite(own), own, np.median(known) if len(known) else np.nan)


def _at(series: DaySeries, day: date) -> Numbers:
    at = series.index(day)
    return series.values[:, at] if 0 <= at < series.values.shape[1] else np.full(len(series.places), np.nan)


def _climatology(series: DaySeries, target: date) -> Numbers:
    apart = (np.datetime64(target, "D") - series.days()).astype(int)
    years = np.rint(apart / YEAR)
    return _over(series.values[:, (years >= 1) & (np.abs(apart - years * YEAR) <= AROUND)], np.nanmean)


def _over(values: Numbers, how: object) -> Numbers:
    if not values.shape[1]:
        return np.full(len(values), np.nan)
    with warnings.catch_warnings():  # a place without any such day is NaN, which is the answer
        warnings.simplefilter("ignore", RuntimeWarning)
        return how(values, axis=1)  # type: ignore[operator, no-any-return]
