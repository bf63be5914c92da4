"""Words of the air forecast: how it was computed, ways by name, a day in one line."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from qingtian.apps.proceedings.models import Proceeding
from qingtian.language import Text

if TYPE_CHECKING:
    from qingtian.apps.forecasts.drafting import Draft

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
    counted: dict[str, int] = {}
    for day in draft.days:
        for item in day.items.values():
            counted[item[3]] = counted.get(item[3], 0) + 1
    parts = [_versions(draft), WITH_WEATHER if draft.weather else NO_WEATHER]
    ways = [COUNTED.format(way=way(code), n=n) for code, n in sorted(counted.items())]
    if ways:
        parts.append(Text("，".join(one.zh for one in ways) + "。", ", ".join(one.en for one in ways) + "."))
    if joint:
        parts.append(JOINT.format(numbers=", ".join(one.number for one in joint)))
    return Text("".join(one.zh for one in parts), " ".join(one.en for one in parts))


def _versions(draft: Draft) -> Text:
    if not draft.versions:
        return NONE
    return WITH.format(versions=", ".join(f"{item} {version}" for item, version in sorted(draft.versions.items())))
