"""What weather forecasts say of the days ahead, as a model with weather reads it.

A forecast gives ranges by day, a model learned from hours. What is put in place of what, and how sure that is:

- lowest and highest temperature → lowest and highest hour of the day: the same thing, as sure as the forecast;
- wind speed from–to → the middle, in place of the mean of 24 hours: rough, a forecast often means the windier half of
  the day, so it tends to say too much wind and too little pollution;
- rain from–to → the middle, in place of the day's sum: rough; "0–10 mm" may be a dry day;
- an element that was not forecast → missing, which a model takes as usual.

Texts are not read: the weather of a joint forecast (联合预报会商) is prose for people and goes into no figure.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

import numpy as np
from django.db.models import Q

from qingtian.apps.forecasts.measured_weather import FEATURES
from qingtian.apps.weather.models import WeatherForecast, WeatherForecastDay
from qingtian.foresight.hours import Numbers

#: a weather forecast issued so long before the computation is no forecast any more
OLDEST = timedelta(days=3)
#: of the features, how many must be told, the wind among them
ENOUGH = 3


@dataclass(frozen=True, slots=True)
class ForetoldDay:
    """One day of the weather forecast that holds for it: ``features`` in the order of ``FEATURES``, NaN untold."""

    forecast: WeatherForecast
    features: Numbers


def foretold(first: date, last: date, at: datetime) -> dict[date, ForetoldDay]:
    """By day the latest forecast issued and entered by ``at`` that tells enough of it; days without are left out."""
    known = WeatherForecastDay.objects.filter(
        Q(forecast__withdrawn_at=None) | Q(forecast__withdrawn_at__gt=at),
        target__range=(first, last),
        forecast__issued_at__gte=at - OLDEST,
        forecast__issued_at__lte=at,
        forecast__entered_at__lte=at,
    )
    rows = known.select_related("forecast").order_by("forecast__issued_at", "forecast__pk")
    found = {}
    for row in rows:
        features = _features(row)
        if np.isfinite(features).sum() >= ENOUGH and np.isfinite(features[FEATURES.index("wind")]):
            found[row.target] = ForetoldDay(row.forecast, features)
    return found


def _features(row: WeatherForecastDay) -> Numbers:
    told = dict.fromkeys(FEATURES, np.nan)
    if (temperature := row.range_of("temperature")) is not None:
        told["temperature_low"], told["temperature_high"] = (float(end) for end in temperature)
    if (wind := row.range_of("wind")) is not None:
        told["wind"] = float(sum(wind)) / 2
    if (rain := row.range_of("rain")) is not None:
        told["rain"] = float(np.log1p(float(sum(rain)) / 2))
    return np.array([told[name] for name in FEATURES])
