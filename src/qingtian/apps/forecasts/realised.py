"""How wrong forecasts with weather really were (实发检验): errors of what was issued, weather forecast and all.

A model with weather is rehearsed on the weather that was measured, a perfect forecast of it; its own interval is too
narrow for a real one (docs/decisions/0098).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date, timedelta

import numpy as np

from qingtian.apps.forecasts.models import ForecastDay
from qingtian.apps.forecasts.models.forecast_day import WITH_WEATHER
from qingtian.foresight.forecasting.judging import bounds_of

#: days looked back at, and how many of them there must be of an item and horizon
BACK, ENOUGH = 365, 60
Bounds = tuple[float, float]


def realised_bounds(origin: date) -> dict[tuple[str, int], Bounds]:
    """By item and horizon the 80 % bounds of the errors on the learned scale, of targets up to ``origin``.

    Left out: items and horizons with fewer than 60 such days. What was never issued does not count.
    """
    rows = ForecastDay.objects.filter(
        weather_forecast__isnull=False,
        target__range=(origin - timedelta(days=BACK), origin),
        first_low__isnull=False,
    )
    told: dict[tuple[str, int], list[tuple[date, float, float]]] = defaultdict(list)
    for target, horizon, items, came in rows.values_list("target", "horizon", "items", "came_items").iterator(2000):
        for item, (predicted, _, _, way) in items.items():
            if way == WITH_WEATHER and came.get(item) is not None:
                told[item, horizon].append((target, came[item], predicted))
    return {one: _bounds(rows) for one, rows in told.items() if len({target for target, _, _ in rows}) >= ENOUGH}


def _bounds(rows: list[tuple[date, float, float]]) -> Bounds:
    targets, came, predicted = zip(*rows, strict=True)
    return bounds_of(np.array(targets, "datetime64[D]"), np.array(came), np.array(predicted))


def widest(perfect: Bounds, without: Bounds, realised: Mapping[tuple[str, int], Bounds], of: tuple[str, int]) -> Bounds:
    """The bounds a value with weather is shown with: those of realised errors, until there are enough the errors of
    the model without weather; never narrower than under perfect weather.

    >>> widest((-0.1, 0.2), (-0.3, 0.1), {}, ("PM10", 1))
    (-0.3, 0.2)
    """
    other = realised.get(of, without)
    return min(perfect[0], other[0]), max(perfect[1], other[1])
