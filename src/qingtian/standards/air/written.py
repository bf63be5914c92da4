"""A rule's value in words, for pages and for the sentences that name unverified rules."""

from __future__ import annotations

from typing import Any

from qingtian.language import Text
from qingtian.standards.air.evaluation import Enough
from qingtian.standards.air.rules import Rule

#: values that are codes
CODES: dict[str, Text] = {
    "station_days": Text("先点位，后城市", "stations first, then the place"),
    "place_hours": Text("先逐时平均各点位", "stations averaged hour by hour first"),
    "grade_2": Text("二级限值", "grade II"),
    "grade_1": Text("一级限值", "grade I"),
    "never": Text("一律无效", "never"),
    "linear": Text("k = 1 + (n − 1)p，线性内插", "k = 1 + (n − 1)p, linear between neighbours"),
    "mean_and_percentile": Text("平均值和百分位数都不超过", "mean and percentile both"),
    "in_force": Text("数据当日有效的限值", "the limits in force on the day"),
    "as_evaluated": Text("按统计值的位数", "as the figures are rounded"),
    "particulates_one_decimal": Text("PM10、PM2.5 一位小数", "PM10 and PM2.5 with one decimal"),
    "once_at_the_end": Text("求和后一次", "once, after the sum"),
    "share_then_skip": Text("并列，其后跳过（1、2、2、4）", "shared, the next skipped: 1, 2, 2, 4"),
    "attaining": Text("六项都达到二级的", "places whose six items all meet grade II"),
    "nobody": Text("都列入", "nobody"),
}
ENOUGH = {
    "days": Text("共 {n} 天", "{n} days in all"),
    "month_days": Text("每月 {n} 天", "{n} in each month"),
    "february_days": Text("2 月 {n} 天", "{n} in February"),
    "share": Text("{n} 的天数", "{n} of its days"),
}


def rule_title(name: str, rule: Rule[Any]) -> Text:
    """The rule's title; one of the percentiles with its item."""
    family, _, item = name.partition(".")
    if family != "percentiles":
        return rule.title
    return Text(f"{_item(item)} {rule.title.zh}", f"{_item(item)}: {rule.title.en}")


def value_words(rule: Rule[Any]) -> Text:
    """What the rule says now."""
    return value_text(rule.value)


def value_text(value: object) -> Text:
    """Any value of a rule: a code in words, numbers as written, ``PM10 0, CO 1`` for a value of each item."""
    if isinstance(value, Enough):
        return _enough(value)
    if isinstance(value, str) and value in CODES:
        return CODES[value]
    written = _plain(value)
    return Text(written.replace(", ", "、"), written)


def _enough(value: Enough) -> Text:
    if value.kind == "day":
        return Text("当日", "the day itself")
    parts = [words.format(n=getattr(value, name)) for name, words in ENOUGH.items() if getattr(value, name)]
    whom = _plain(value.items)
    zh, en = "，".join(part.zh for part in parts), ", ".join(part.en for part in parts)
    return Text(f"{whom.replace(', ', '、')}：{zh}", f"{whom}: {en}") if whom else Text(zh, en)


def _plain(value: object) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{_item(name)} {_plain(part)}" for name, part in value.items())
    if isinstance(value, (tuple, list)):
        return ", ".join(_plain(part) for part in value)
    return _item(value)


def _item(value: object) -> str:
    return "PM2.5" if value == "PM2_5" else str(value)
