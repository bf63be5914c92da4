"""The ranking in sentences: who leads, what changed, which days were over; and how it was computed."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString

from qingtian.apps.air.figures import Ranking
from qingtian.charts import SCREEN, DayBar, day_bars
from qingtian.language import Text
from qingtian.measurements.scale import written
from qingtian.web.design.drawn import drawn
from qingtian.web.design.figures import MONTHS_EN, signed
from qingtian.web.design.period_words import period_words
from qingtian.web.templatetags.air_pieces import item, thousandths
from qingtian.web.templatetags.words import page_language, say

LEADS = Text("PM10 仍是第一位：", "PM10 still leads: ")
UNITS = Text(
    "浓度单位 µg/m³，CO 为 mg/m³。CO 取日均值第 95 百分位，O3 取日最大 8 小时第 90 百分位。"
    "综合指数为六项浓度与限值之比的和，越小越好；同分同名次，同分之内按 PM10 列。",
    "Concentrations in µg/m³, CO in mg/m³. CO is the 95th percentile of day means, O3 the 90th of the greatest "
    "8 hours. The index is the sum of the six ratios to their limits; less is better. Equals share a rank and stand "
    "in order of PM10.",
)
BOTH = Text("两年都用 {edition} 这一版算。", "Both years are computed by {edition}.")
COUNTED = Text(
    "有效日 {valid}/{expected}（全市 PM10），站点 {stations} 个。",
    "Valid days {valid} of {expected} (city, PM10); {stations} stations.",
)
CHART = Text("全市 PM10 日均值，µg/m³", "PM10 of the whole city by day, µg/m³")
LIMIT = Text("日标准 {limit}", "day limit {limit}")


def summary(found: Ranking) -> list[SafeString]:
    """Sentences on top of the page, PM10 first; the figures that matter in bold."""
    return [each for each in (_leading(found), _city(found), _over(found), _changed(found)) if each]


def _two(zh: str, en: str, **fill: object) -> SafeString:
    return format_html(en if page_language() == "en" else zh, **fill)


def _leading(found: Ranking) -> SafeString | None:
    primaries = [index.primary for place in found.places if (index := found.index(place.code)) and index.primary]
    counted = Counter(code.removesuffix("_8h") for primary in primaries for code in primary)
    if not counted:
        return None
    (first, most), *rest = counted.most_common()
    others = _joined([_two("{n} 个是 {item}", "{n} by {item}", n=n, item=item(code)) for code, n in rest])
    tail = _two("（其余 {others}）", " (the others: {others})", others=others) if rest else ""
    return _two(
        "{all} 个区域中 <strong>{n} 个</strong>由 {item} 领头{tail}。",
        "{item} leads in <strong>{n}</strong> of {all} regions{tail}.",
        all=len(primaries), n=most, item=item(first), tail=tail,
    )  # fmt: skip


def _city(found: Ranking) -> SafeString | None:
    now, before = found.figure(found.city.code, "PM10"), found.figure_before(found.city.code, "PM10")
    if now is None or now.value is None:
        return None
    change = None if before is None or before.value is None else now.value - before.value
    tail = (
        "" if change is None else _two("，同比 {by}", ", {by} on last year", by=signed(written(change, now.decimals)))
    )
    return _two(
        "全市 {item} 均值 <strong>{value}</strong>{tail}。",
        "The mean {item} of the city is <strong>{value}</strong>{tail}.",
        item=item("PM10"), value=thousandths(now.value, now.decimals), tail=tail,
    )  # fmt: skip


def _over(found: Ranking) -> SafeString | None:
    """Days over the PM10 day limit: those of the city by date, those of regions by number."""
    days = [each.day for each in found.city_days if _is_over(found, each.value)]
    counts = [(place.name, n) for place in found.places if (n := found.days_over(place.code, "PM10"))]
    counts.sort(key=lambda pair: -pair[1])
    parts: list[SafeString] = []
    if days:
        parts.append(_two(
            "全市 {days} 超过 {item} 日标准", "The city was over the day limit of {item} on {days}",
            days=_dates(days),
            item=item("PM10"),
        ))  # fmt: skip
    if counts:
        said = _joined([_two("{name} {n} 天", "{name} {n} d", name=say(name), n=n) for name, n in counts[:5]])
        parts.append(_two("超标区域：{said}", "regions over it: {said}", said=said))
    return _two("{a}。", "{a}.", a=_joined(parts, "；", "; ")) if parts else None


def _dates(days: list[date]) -> str:
    if page_language() == "en":
        return ", ".join(f"{day.day} {MONTHS_EN[day.month - 1]}" for day in days)
    return "、".join(f"{day.day}日" for day in days)


def _is_over(found: Ranking, value: int | None) -> bool:
    return value is not None and found.limit_day is not None and value > found.limit_day


def _changed(found: Ranking) -> SafeString | None:
    changes = [
        ranked.change for place in found.places if (ranked := found.rank(place.code)) and ranked.change is not None
    ]
    if not changes:
        return None
    return _two(
        "综合指数 <strong>{down} 个</strong>区域下降，<strong>{up} 个</strong>上升。",
        "The index fell in <strong>{down}</strong> regions and rose in <strong>{up}</strong>.",
        down=sum(change < 0 for change in changes), up=sum(change > 0 for change in changes),
    )  # fmt: skip


def _joined(parts: list[SafeString], zh: str = "、", en: str = ", ") -> SafeString:
    whole = SafeString("")
    for place, part in enumerate(parts):
        whole = format_html("{}{}{}", whole, (en if page_language() == "en" else zh) if place else "", part)
    return whole


def computed(found: Ranking) -> list[Text]:
    """How it was computed, before edition, snapshot and program."""
    city = found.figure(found.city.code, "PM10")
    counted = COUNTED.format(
        valid=city.valid if city else 0, expected=city.expected if city else 0, stations=found.stations
    )
    return [UNITS, *([BOTH.format(edition=found.basis.edition)] if found.compared else []), counted]


def chart(found: Ranking) -> dict[str, Any]:
    """PM10 of the city day by day with its limit; the days over it are ink and named."""
    days = [
        DayBar(
            say(Text(f"{one.day.day}日", str(one.day.day))),
            "" if one.value is None else f"{written(one.value, one.decimals)}",
        )
        for one in found.city_days
    ]
    if not any(day.value for day in days):
        return {}
    limit = "" if found.limit_day is None else f"{written(found.limit_day, 0)}"
    spec = day_bars(SCREEN, say(CHART), days, limit=limit, rule=say(LIMIT.format(limit=limit)), width=560)
    label = Text("{title}，{month}", "{title}, {month}").format(title=CHART, month=period_words(found.period))
    return {"chart": drawn(spec, label)}
