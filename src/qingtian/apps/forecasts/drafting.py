"""From the past of all places to the draft of one forecast: items, what they say, what they are measured against."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import isfinite
from typing import Any

from qingtian.apps.air.standards import held_rules
from qingtian.apps.forecasts.history import History
from qingtian.apps.forecasts.models.forecast_day import COMPARED, WITH_WEATHER, decimals
from qingtian.apps.forecasts.rules import HORIZONS, range_rule
from qingtian.apps.forecasts.with_weather import Foretold, WeatherInput, foretold_items
from qingtian.apps.weather.models import WeatherForecast
from qingtian.foresight.forecasting import Model, baselines, predict
from qingtian.foresight.without_model import without_model
from qingtian.foresight.wording import ITEMS, RangeRule, Said, said
from qingtian.trail import canonical, sm3

#: predicted, low, high, way
Item = list[Any]
_Place = tuple[str, int]


@dataclass(frozen=True, slots=True)
class DraftDay:
    """One place and day: ``items`` as ``ForecastDay.items`` keeps them; ``said`` None where nothing can be said.
    ``compared``: by baseline and item its value; ``weather_forecast`` went into an item; ``widened``: not into the one
    that makes the index."""

    place: str
    target: date
    horizon: int
    items: dict[str, Item]
    said: Said | None
    baselines: dict[str, list[Any]]
    compared: dict[str, dict[str, float]]
    weather_forecast: WeatherForecast | None = None
    widened: bool = True


@dataclass(frozen=True, slots=True)
class Draft:
    """The whole forecast as computed. ``versions``: of the model by item that has one; ``weather_versions``: of the
    models with weather that were used."""

    origin: date
    days: tuple[DraftDay, ...]
    versions: Mapping[str, str]
    weather_versions: Mapping[str, str]
    digest: str

    @property
    def weather(self) -> bool:
        """Whether a weather forecast went into any day."""
        return bool(self.weather_versions)


def draft(past: History, origin: date, models: Mapping[str, Model], weather: WeatherInput | None = None) -> Draft:
    """Every place and horizon from what was known at 24:00 of ``origin``; later days of ``past`` are not looked at."""
    given = weather or WeatherInput()
    foretold = {item: foretold_items(given, item, past.series[item], origin, models.get(item)) for item in ITEMS}
    by_item = {item: _items(past, origin, item, models.get(item), foretold[item]) for item in ITEMS}
    compared = {horizon: _compared(past, origin, horizon) for horizon in HORIZONS}
    rule = range_rule(origin)
    days = [
        _day(place, row, horizon, origin, by_item, compared[horizon], rule, foretold)
        for row, place in enumerate(past.places)
        for horizon in HORIZONS
    ]
    versions = {item: model.version for item, model in models.items()}
    used = {item: given.models[item].version for item in ITEMS if foretold[item]}
    return Draft(origin, tuple(days), versions, used, _digest(days))


def _items(
    past: History, origin: date, item: str, model: Model | None, foretold: Mapping[_Place, Foretold]
) -> dict[_Place, Item]:
    """By place and horizon; a model that lost says so itself by its way."""
    series, kept = past.series[item], decimals(item)
    found: dict[_Place, Item] = {}
    if model is not None:
        for one in predict(model, series, origin):
            if isfinite(one.predicted):
                ends = [None if not isfinite(end) else round(end, kept) for end in (one.low, one.high)]
                found[one.place, one.horizon] = [round(one.predicted, kept), *ends, one.way]
    for of, with_it in foretold.items():
        found[of] = [*(round(n, kept) for n in (with_it.predicted, with_it.low, with_it.high)), WITH_WEATHER]
    for horizon in HORIZONS:
        plain = without_model(series.values, series.first, origin, origin + timedelta(days=horizon))
        for place, each in zip(past.places, plain, strict=True):
            if (place, horizon) not in found and each.predicted is not None:
                numbers = [each.predicted, each.low, each.high]
                found[place, horizon] = [*(round(float(n or 0.0), kept) for n in numbers), each.way]
    return found


def _compared(past: History, origin: date, horizon: int) -> dict[str, dict[str, Sequence[float]]]:
    """By name of the baseline and item, the values of the places in order."""
    found: dict[str, dict[str, Sequence[float]]] = {}
    for item in ITEMS:
        for name, values in baselines(past.series[item], origin, horizon).items():
            found.setdefault(name, {})[item] = values.tolist()
    return found


def _day(
    place: str,
    row: int,
    horizon: int,
    origin: date,
    by_item: Mapping[str, Mapping[_Place, Item]],
    compared: Mapping[str, Mapping[str, Sequence[float]]],
    rule: RangeRule,
    foretold: Mapping[str, Mapping[_Place, Foretold]],
) -> DraftDay:
    target, held = origin + timedelta(days=horizon), held_rules()
    items = {item: held_item for item in ITEMS if (held_item := by_item[item].get((place, horizon)))}
    used = {item: one for item in ITEMS if (one := foretold[item].get((place, horizon)))}
    columns = [{item: one[n] for item, one in items.items()} for n in range(3)]
    words = said(*columns, target, rule, widened=True, held=held)
    if not (widened := words is None or words.leading not in used):
        words = said(*columns, target, rule, widened=False, held=held)
    beside = {}
    for name, values in compared.items():
        of_place = {item: there[row] for item, there in values.items()}
        if told := said(of_place, {}, {}, target, rule, widened=widened, held=held):
            beside[name] = [told.aqi, told.low, told.high, list(told.primary)]
    kept = {name: _finite({item: there[row] for item, there in compared[name].items()}) for name in COMPARED}
    by = next((one.by.forecast for one in used.values()), None)
    return DraftDay(place, target, horizon, items, words, beside, kept, by, widened)


def _finite(values: Mapping[str, float]) -> dict[str, float]:
    return {item: round(value, decimals(item)) for item, value in values.items() if isfinite(value)}


def _digest(days: Sequence[DraftDay]) -> str:
    """SM3 over the canonical figures; numbers as text."""
    rows = [[one.place, one.target.isoformat(), {k: [str(n) for n in v] for k, v in one.items.items()}] for one in days]
    return sm3(canonical(rows))
