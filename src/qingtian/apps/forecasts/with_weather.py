"""The items of a draft a weather forecast goes into (用气象预报算): by item, place and horizon, where it is any better.

A horizon is computed with weather where a weather forecast tells of the target day and of every day before it that the
model asks for, and the model with weather was better in rehearsal than the one without. Interval: ``realised.widest``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

import numpy as np

from qingtian.apps.forecasts.foretold import ForetoldDay, foretold
from qingtian.apps.forecasts.measured_weather import FEATURES, measured_weather
from qingtian.apps.forecasts.realised import Bounds, realised_bounds, widest
from qingtian.apps.forecasts.rules import HORIZONS
from qingtian.apps.forecasts.trained import models_known_at
from qingtian.foresight.forecasting import DaySeries, Model, predict
from qingtian.foresight.forecasting.judging import interval
from qingtian.foresight.hours import Numbers


@dataclass(frozen=True, slots=True)
class WeatherInput:
    """What is known of the weather when a draft is computed. ``models``: by item, those made with weather;
    ``measured``: features of the origin's own day; ``days``: of the days ahead, by day."""

    models: Mapping[str, Model] = field(default_factory=dict)
    measured: Numbers = field(default_factory=lambda: np.full(len(FEATURES), np.nan))
    days: Mapping[date, ForetoldDay] = field(default_factory=dict)
    realised: Mapping[tuple[str, int], Bounds] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Foretold:
    """One value with weather: µg/m³, CO mg/m³; ``by``: the weather forecast of its target day."""

    predicted: float
    low: float
    high: float
    by: ForetoldDay


def weather_input(origin: date, at: datetime, models: Mapping[str, Model] | None = None) -> WeatherInput:
    """What was known at ``at``, of a forecast from 24:00 of ``origin``. ``models`` for whoever computes many."""
    days = foretold(origin + timedelta(days=1), origin + timedelta(days=max(HORIZONS)), at)
    if not days:
        return WeatherInput()
    return WeatherInput(
        models if models is not None else models_known_at(origin, weather=True),
        measured_weather(origin, origin)[0],
        days,
        realised_bounds(origin),
    )


def foretold_items(
    given: WeatherInput, item: str, series: DaySeries, origin: date, without: Model | None
) -> dict[tuple[str, int], Foretold]:
    """By place and horizon, of one item; nothing where there is no model of either kind to hold against each other."""
    model = given.models.get(item)
    if model is None or without is None or not given.days:
        return {}
    wanted = {h for h in model.ahead if h in without.ahead and _told(given, origin, h) and _better(model, without, h)}
    if not wanted:
        return {}
    found = {}
    for one in predict(model, with_days(series, given, origin), origin):
        if one.horizon not in wanted or one.way != "model" or not np.isfinite(one.predicted):
            continue
        perfect, plain = model.judgements[one.horizon].errors, without.judgements[one.horizon].errors
        bounds = widest(perfect, plain, given.realised, (item, one.horizon))
        low, high = (float(end[0]) for end in interval(np.array([one.predicted]), bounds))
        found[one.place, one.horizon] = Foretold(one.predicted, low, high, given.days[one.target])
    return found


def with_days(series: DaySeries, given: WeatherInput, origin: date) -> DaySeries:
    """The series with the weather of the origin's day and of the days ahead; earlier days are not asked for."""
    at = series.index(origin)
    weather = np.full((at + 1 + max(HORIZONS), len(FEATURES)), np.nan)
    weather[at] = given.measured
    for target, one in given.days.items():
        weather[series.index(target)] = one.features
    return replace(series, weather=np.broadcast_to(weather, (len(series.places), *weather.shape)))


def _told(given: WeatherInput, origin: date, horizon: int) -> bool:
    """A model asks for the weather of the target day and of the day before; before the first lies the origin."""
    asked = [origin + timedelta(days=ahead) for ahead in (horizon, horizon - 1) if ahead]
    measured = horizon > 1 or bool(np.isfinite(given.measured[FEATURES.index("wind")]))
    return measured and all(day in given.days for day in asked)


def _better(model: Model, without: Model, horizon: int) -> bool:
    """Whether it erred less in rehearsal, on perfect weather: one that did not can gain nothing by a forecast of it."""
    return _error(model, horizon) < _error(without, horizon)


def _error(model: Model, horizon: int) -> float:
    mine = model.verdicts.of(horizon)
    shown = model.judgements[horizon].blended(mine.answer, mine.usual)
    return float(np.abs(shown - mine.actual).mean()) if len(mine) else np.inf
