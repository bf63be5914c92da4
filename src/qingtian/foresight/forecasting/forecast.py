"""A forecast (预报) of places for days ahead of an origin."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

import numpy as np

from qingtian.errors import UnusableInput
from qingtian.foresight.forecasting.baselines import month_medians, usual_level
from qingtian.foresight.forecasting.days import DaySeries
from qingtian.foresight.forecasting.features import see
from qingtian.foresight.forecasting.judging import interval
from qingtian.foresight.forecasting.model import Model
from qingtian.foresight.hours import Numbers
from qingtian.language import Text

Way = Literal["model", "month_median"]
TOO_EARLY = Text(
    "模型学到 {until}，不能从更早的 {origin} 预报。",
    "the model has learned up to {until}; it cannot forecast from {origin}, which is earlier.",
)
OTHER_PLACES = Text(
    "模型是为别的点位训练的。",
    "the model was trained for other stations.",
)
RETRAIN = Text("重新训练一个。", "Train one again.")
OTHER_WEATHER = Text(
    "模型和数据中，一个有气象预报，一个没有。",
    "of the model and the data, one has a weather forecast and one has none.",
)


@dataclass(frozen=True, slots=True)
class DayForecast:
    """The day value of a place on ``target``, ``horizon`` days after ``origin``, the last day known to 24:00.

    ``predicted``, and the 80 % interval ``low`` to ``high``: µg/m³ (the unit of the series). ``way``: ``model``, or
    ``month_median`` where the model lost on past data to the place's median of that calendar month in earlier years.
    """

    place: str
    origin: date
    target: date
    horizon: int
    predicted: float
    low: float
    high: float
    way: Way


def predict(model: Model, series: DaySeries, origin: date) -> list[DayForecast]:
    """The forecasts of every place of ``series`` for every horizon of the model, by horizon, then place.

    Nothing after ``origin`` is looked at, but the weather where the model was made with it. A place without readings
    gets a forecast too, from the others. Raises UnusableInput where the model learned later than ``origin``,
    or for other places.
    """
    if origin < model.until:
        raise UnusableInput("forecast.too_early", TOO_EARLY.format(until=model.until, origin=origin))
    if model.places != series.places:
        raise UnusableInput("forecast.other_places", OTHER_PLACES, remedy=RETRAIN)
    if model.with_weather != (series.weather is not None):
        raise UnusableInput("forecast.other_weather", OTHER_WEATHER)
    furthest = origin + timedelta(days=max(model.ahead))
    known = series.known_at(origin, weather_until=furthest)
    seen, found = see(known), []
    for horizon, ahead in sorted(model.ahead.items()):
        target = origin + timedelta(days=horizon)
        answer = ahead.answer(seen, np.array([known.index(origin)]))[:, 0]
        found += shown(model, known, origin, target, answer)
    return found


def shown(model: Model, series: DaySeries, origin: date, target: date, answer: Numbers) -> list[DayForecast]:
    """What is shown of the model's answers of one horizon, [places]."""
    horizon = (target - origin).days
    judgement = model.judgements[horizon]
    known = series.known_at(origin)
    median = month_medians(known, target)
    gives_way = np.isfinite(median) & judgement.gives_way
    blended = judgement.blended(answer, np.where(np.isfinite(median), median, usual_level(known)))
    value = np.where(gives_way, median, np.where(np.isfinite(blended), blended, answer))
    low, high = (
        np.where(gives_way, *pair)
        for pair in zip(interval(value, judgement.errors_of_median), interval(value, judgement.errors), strict=True)
    )
    return [
        DayForecast(place, origin, target, horizon, float(value[at]), float(low[at]), float(high[at]), way)
        for at, place in enumerate(series.places)
        for way in ("month_median" if gives_way[at] else "model",)
    ]
