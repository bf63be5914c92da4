"""The chart over a table of days: bars of days, or means of months where the days are more than fit."""

from __future__ import annotations

from datetime import date

from django.utils.safestring import SafeString

from qingtian.apps.air.figures import INDEX_STATISTICS, Days, figures_of
from qingtian.apps.air.standards import held_rules
from qingtian.charts import SCREEN, DayBar, TrendPoint, day_bars, trend
from qingtian.language import Text
from qingtian.measurements.scale import written
from qingtian.standards.periods import Period, month_of, span
from qingtian.web.design.drawn import drawn
from qingtian.web.design.period_words import period_words
from qingtian.web.desk.air.choice import Chosen
from qingtian.web.templatetags.air_pieces import plain_item
from qingtian.web.templatetags.words import say

#: more bars than these are means of months instead
MOST_BARS = 100
TITLE = Text("{item} 日值，{unit}", "{item} by day, {unit}")
MONTHS = Text("{item} 逐月，{unit}", "{item} by month, {unit}")
LIMIT = Text("日标准 {limit}", "day limit {limit}")
LABEL = Text("{place}，{period}，{title}", "{place}, {period}, {title}")


def unit_of(item: str) -> str:
    """µg/m³, of CO mg/m³."""
    return "mg/m³" if item == "CO" else "µg/m³"


def limit_of(item: str, on: date) -> str:
    """The grade II day limit of an item as it is written."""
    return f"{held_rules().on(on).limits.grade_2[item.removesuffix('_8h')].day.normalize():f}"


def chart_of(days: Days, asked: Chosen) -> SafeString | None:
    """The days of the item asked for with their limit; nothing where there is no value to draw."""
    if (days.last - days.first).days >= MOST_BARS:
        return _by_month(asked)
    values = [days.value(asked.place.code, day, asked.item) for day in _every(days.first, days.last)]
    bars = [
        DayBar(_label(day), "" if value is None or value.value is None else f"{written(value.value, value.decimals)}")
        for day, value in zip(_every(days.first, days.last), values, strict=True)
    ]
    if len(bars) < 2 or not any(bar.value for bar in bars):
        return None
    title = TITLE.format(item=plain_item(asked.item), unit=unit_of(asked.item))
    limit = limit_of(asked.item, days.last)
    spec = day_bars(SCREEN, say(title), bars, limit=limit, rule=say(LIMIT.format(limit=limit)), width=720)
    return drawn(spec, _said(asked, title))


def _by_month(asked: Chosen) -> SafeString | None:
    months = months_in(asked.period)
    held = figures_of((asked.place.code,), months)
    found = [held.figure(asked.place.code, month.id, asked.item, INDEX_STATISTICS[asked.item]) for month in months]
    points = [
        TrendPoint(month.id, "" if each is None or each.value is None else f"{written(each.value, each.decimals)}")
        for month, each in zip(months, found, strict=True)
    ]
    if not any(point.value for point in points):
        return None
    title = MONTHS.format(item=plain_item(asked.item), unit=unit_of(asked.item))
    return drawn(trend(SCREEN, say(title), points, width=720), _said(asked, title))


def months_in(period: Period) -> list[Period]:
    """The months a period has days in, whole or in part."""
    found = [month_of(period.first)]
    while found[-1].last < period.last:
        found.append(month_of(date.fromordinal(found[-1].last.toordinal() + 1)))
    clipped = [(max(month.first, period.first), min(month.last, period.last), month) for month in found]
    return [month if (a, b) == (month.first, month.last) else span(a, b) for a, b, month in clipped]


def _said(asked: Chosen, title: Text) -> Text:
    return LABEL.format(place=asked.place.name, period=period_words(asked.period), title=title)


def _every(first: date, last: date) -> list[date]:
    return [date.fromordinal(number) for number in range(first.toordinal(), last.toordinal() + 1)]


def _label(day: date) -> str:
    return f"{day.month}-{day.day:02d}"
