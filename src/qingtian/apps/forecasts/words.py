"""Words of the air forecast: how it was computed, ways by name, a day in one line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from qingtian.apps.proceedings.models import Proceeding
from qingtian.language import Text

if TYPE_CHECKING:
    from qingtian.apps.forecasts.drafting import Draft
    from qingtian.apps.forecasts.models import AirForecast

#: way of a value → what it is called
WAYS: dict[str, Text] = {
    "model": Text("模型", "model"),
    "month_median": Text("往年同月中位数", "median of that month in earlier years"),
    "recent_median": Text("近30天中位数（往年数据不够）", "median of the last 30 days (too little of earlier years)"),
    "persistence": Text("照搬最后一天", "the last day again"),
}
NO_WEATHER = Text(
    "没有气象预报作输入，范围按放宽的宽度。", "No weather forecast went in: the ranges have the wider width."
)
WITH_WEATHER = Text("用了气象预报。", "A weather forecast went in.")
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
    return _told(draft.versions, draft.weather, ways, joint)


def stored_how(forecast: AirForecast, joint: Sequence[Proceeding] = ()) -> Text:
    """The same of a forecast as it is kept; joint forecasts signed since may be told elsewhere."""
    days = forecast.days.values_list("items", flat=True)
    ways = Counter(item[3] for items in days for item in items.values())
    return _told(forecast.versions, forecast.weather, ways, joint)


def _told(versions: Mapping[str, str], weather: bool, ways: Mapping[str, int], joint: Sequence[Proceeding]) -> Text:
    parts = [_versions(versions), WITH_WEATHER if weather else NO_WEATHER]
    counted = [COUNTED.format(way=way(code), n=n) for code, n in sorted(ways.items())]
    if counted:
        parts.append(Text("，".join(one.zh for one in counted) + "。", ", ".join(one.en for one in counted) + "."))
    if joint:
        parts.append(JOINT.format(numbers=", ".join(one.number for one in joint)))
    return Text("".join(one.zh for one in parts), " ".join(one.en[:1].upper() + one.en[1:] for one in parts))


def _versions(versions: Mapping[str, str]) -> Text:
    if not versions:
        return NONE
    return WITH.format(versions=", ".join(f"{item} {version}" for item, version in sorted(versions.items())))
