"""Words of the air forecast: how it was computed, ways by name, a day in one line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from qingtian.apps.forecasts.rules import SHANGHAI
from qingtian.apps.proceedings.models import Proceeding
from qingtian.apps.weather.models import WeatherForecast
from qingtian.language import Text

if TYPE_CHECKING:
    from qingtian.apps.forecasts.drafting import Draft
    from qingtian.apps.forecasts.models import AirForecast

#: way of a value → what it is called
WAYS: dict[str, Text] = {
    "model": Text("模型", "model"),
    "model_weather": Text("模型，用了气象预报", "model, with the weather forecast"),
    "month_median": Text("往年同月中位数", "median of that month in earlier years"),
    "recent_median": Text("近30天中位数（往年数据不够）", "median of the last 30 days (too little of earlier years)"),
    "persistence": Text("照搬最后一天", "the last day again"),
}
NO_WEATHER = Text(
    "没有气象预报作输入，范围按放宽的宽度。", "No weather forecast went in: the ranges have the wider width."
)
WITH_WEATHER = Text(
    "用了气象预报：{sources}；用到的日子 {days}，模型 {versions}。其余的日子按没有气象预报，范围放宽。",
    "Weather forecasts went in: {sources}; into the days {days}, models {versions}. The other days are computed "
    "without, with wider ranges.",
)
SOURCE = Text("{issuer} {issued} 发布", "{issuer}, issued {issued}")
JOINT = Text("同期联合预报：{numbers}。", "Joint forecasts of these days: {numbers}.")
NONE = Text("没有训练过的模型，六项都按本站往年数据。", "No trained model: all six items follow the place's own past.")
WITH = Text("模型版本：{versions}。", "Versions of the models: {versions}.")
COUNTED = Text("{way} {n} 个值", "{way}: {n} values")


def way(code: str) -> Text:
    """The way by name; an unknown one by its code."""
    return WAYS.get(code, Text(code, code))


def how(draft: Draft, joint: Sequence[Proceeding]) -> Text:
    """How a draft was computed: versions, ways by count, weather, the joint forecasts of its days."""
    ways = Counter(item[3] for day in draft.days for item in day.items.values())
    used = {day.target: day.weather_forecast for day in draft.days if day.weather_forecast is not None}
    return _told(draft.versions, weather_of(used, draft.weather_versions), ways, joint)


def stored_how(forecast: AirForecast, joint: Sequence[Proceeding] = ()) -> Text:
    """The same of a forecast as it is kept; joint forecasts signed since may be told elsewhere."""
    days = list(forecast.days.select_related("weather_forecast"))
    ways = Counter(item[3] for day in days for item in day.items.values())
    used = {day.target: day.weather_forecast for day in days if day.weather_forecast is not None}
    return _told(forecast.versions, weather_of(used, forecast.weather_versions), ways, joint)


def _told(versions: Mapping[str, str], weather: Text, ways: Mapping[str, int], joint: Sequence[Proceeding]) -> Text:
    parts = [_versions(versions), weather]
    counted = [COUNTED.format(way=way(code), n=n) for code, n in sorted(ways.items())]
    if counted:
        parts.append(Text("，".join(one.zh for one in counted) + "。", ", ".join(one.en for one in counted) + "."))
    if joint:
        parts.append(JOINT.format(numbers=", ".join(one.number for one in joint)))
    return Text("".join(one.zh for one in parts), " ".join(one.en[:1].upper() + one.en[1:] for one in parts))


def weather_of(used: Mapping[date, WeatherForecast], versions: Mapping[str, str]) -> Text:
    """Which weather forecasts went into which days, and the versions of the models with weather."""
    if not used:
        return NO_WEATHER
    told = [source_of(one) for one in {one.pk: one for one in used.values()}.values()]
    return WITH_WEATHER.format(
        sources=Text("、".join(one.zh for one in told), ", ".join(one.en for one in told)),
        days=", ".join(f"{day:%m-%d}" for day in sorted(used)),
        versions=", ".join(f"{item} {version}" for item, version in sorted(versions.items())),
    )


def source_of(forecast: WeatherForecast) -> Text:
    """A weather forecast by who issued it and when; who entered it stands in its register."""
    issued = f"{forecast.issued_at.astimezone(SHANGHAI):%m-%d %H:%M}"
    return SOURCE.format(issuer=forecast.issuer, issued=issued)


def _versions(versions: Mapping[str, str]) -> Text:
    if not versions:
        return NONE
    return WITH.format(versions=", ".join(f"{item} {version}" for item, version in sorted(versions.items())))
