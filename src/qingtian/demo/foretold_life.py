"""Weather forecasts of the invented weather bureau: every afternoon three days, entered by the analyst; three are
missing, so that air forecasts without one are seen too.

They know the invented weather with an error that grows with the days ahead: pure functions of the day, nothing is drawn
from the stage.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from math import exp, floor

from qingtian.apps.accounts.logbook import Doer
from qingtian.apps.weather.actions.foretell import enter_forecast, name_of
from qingtian.demo.forecast_life import ANALYST, DAYS
from qingtian.demo.sky import SKY, weather
from qingtian.demo.sky.hours import HOUR
from qingtian.demo.sky.noise import drawn
from qingtian.demo.stage import Life, Stage, moment

ISSUER, AHEAD = "市气象局 预报科值班岗", 3
#: days before the day of loading whose afternoon brought none
MISSING = (18, 12, 7)
#: errors a day ahead: °C, share of the wind, share of the rain
ERRORS = {"temperature": 1.1, "wind": 0.18, "rain": 0.5}


def weather_forecast_lives(stage: Stage, air_months: int) -> Iterator[Life]:
    """One life: the afternoons before the air forecasts. Nothing without a lake, as then nothing is forecast."""
    if air_months:
        yield _life(stage)


def _life(stage: Stage) -> Life:
    for before in range(DAYS + 1, 0, -1):
        if before in MISSING:
            continue
        on = stage.day(before)
        at = moment(on, 16, 45)
        yield at
        values = {"issuer": ISSUER, "issued_at": f"{on.isoformat()}T16:20"}
        for ahead in range(1, AHEAD + 1):
            values |= _day(on + timedelta(days=ahead), ahead)
        title = stage.actor(ANALYST, on).post_title
        enter_forecast(values, on + timedelta(days=1), by=Doer(post=title.zh if title else ANALYST), now=at)


def _day(target: date, ahead: int) -> dict[str, str]:
    """Ranges as a bureau gives them: whole degrees, a spread of wind, rounded rain."""
    hours = [weather(SKY, _ends(target, hour)) for hour in range(1, 25)]
    temperatures = [hour.temperature for hour in hours]
    warmer = _error("temperature", target, ahead)
    wind = sum(hour.wind for hour in hours) / 24 * exp(_error("wind", target, ahead))
    rain = sum(hour.rain for hour in hours) * exp(_error("rain", target, ahead))
    told = {
        "temperature_low": f"{min(temperatures) + warmer:.0f}",
        "temperature_high": f"{max(temperatures) + warmer:.0f}",
        "wind_low": f"{wind * 0.7:.1f}",
        "wind_high": f"{wind * 1.4:.1f}",
        "rain_low": f"{floor(rain * 0.6)}",
        "rain_high": f"{floor(rain * 1.6)}",
    }
    return {name_of(target, column): value for column, value in told.items()}


def _ends(target: date, hour: int) -> datetime:
    return moment(target, 0) + hour * HOUR


def _error(name: str, target: date, ahead: int) -> float:
    unit = 2 * drawn(SKY, f"foretold/{name}/{ahead}", target.toordinal()) - 1
    return ERRORS[name] * ahead**0.5 * unit
