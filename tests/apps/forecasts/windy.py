"""A small past whose PM10 falls when the wind blows, so that the weather of a day tells much of it."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal

import numpy as np

from qingtian.apps.forecasts.history import History
from qingtian.apps.forecasts.measured_weather import FEATURES
from qingtian.apps.weather.models import WeatherForecast, WeatherForecastDay
from qingtian.foresight.forecasting import DaySeries
from qingtian.foresight.wording import ITEMS
from tests.apps.forecasts.conftest import PLACES
from tests.days import TODAY, at

DAYS = 420
FIRST = TODAY - timedelta(days=DAYS)
ISSUER = "市气象局 值班岗"


def wind_on(day: date) -> float:
    """Mean wind of a day, 0.5 to 5.5 m/s, unlike the day before."""
    return 0.5 + 5 * float(np.random.default_rng(day.toordinal()).random())


def weather_table(first: date, last: date) -> np.ndarray:
    """As ``measured_weather`` gives it."""
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    return np.array([[8.0, 20.0, wind_on(day), 0.0] for day in days]).reshape(-1, len(FEATURES))


def windy_past(until: date = TODAY - timedelta(days=1), first: date = FIRST) -> History:
    """PM10 from 30 (windy) to 200 (calm); the other items are what they always are."""
    days = [first + timedelta(days=n) for n in range((until - first).days + 1)]
    pm10 = np.array([220 * np.exp(-0.36 * wind_on(day)) for day in days])
    series = {}
    for item in ITEMS:
        values = pm10 if item == "PM10" else np.full(len(days), 0.5)
        series[item] = DaySeries(PLACES, first, np.vstack([values] * len(PLACES)))
    return History(series, PLACES, first, until)


def told(
    winds: dict[date, float], *, issued: datetime | None = None, entered: datetime | None = None, issuer: str = ISSUER
) -> WeatherForecast:
    """A weather forecast of these days' winds, issued at four the day before TODAY unless told otherwise."""
    issued = issued or at(TODAY - timedelta(days=1), 16)
    row = WeatherForecast.objects.create(
        issuer=issuer, issued_at=issued, entered_at=entered or issued + timedelta(minutes=30), post="分析员"
    )
    for target, wind in winds.items():
        middle = Decimal(f"{wind:.1f}")
        WeatherForecastDay.objects.create(
            forecast=row, target=target, temperature_low=8, temperature_high=20, wind_low=middle, wind_high=middle,
            rain_low=0, rain_high=0,
        )  # fmt: skip
    return row
