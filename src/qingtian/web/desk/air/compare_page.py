"""Compare years: the same period of several years, every one computed under the edition of the latest."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString

from qingtian.apps.air.figures import INDEX_STATISTICS, PeriodFigures, edition_on, figures_of
from qingtian.apps.air.places import places
from qingtian.charts import SCREEN, TrendPoint, trend
from qingtian.language import Text
from qingtian.measurements.scale import written
from qingtian.standards.periods import Period, year_before
from qingtian.web.design.drawn import drawn
from qingtian.web.design.fields import Choice as Option
from qingtian.web.design.fields import FieldView
from qingtian.web.design.figures import ABSENT
from qingtian.web.design.period_words import period_words
from qingtian.web.desk.air import exports
from qingtian.web.desk.air.choice import Chosen, chosen, fields
from qingtian.web.desk.air.day_chart import MONTHS, months_in, unit_of
from qingtian.web.desk.air.day_rows import ITEMS
from qingtian.web.desk.air.empty import nothing
from qingtian.web.desk.air.statistic_rows import printed
from qingtian.web.desk.seat import DeskRequest, officer
from qingtian.web.templatetags.air_pieces import plain_item, signed_thousandths, thousandths
from qingtian.web.templatetags.words import say
from qingtian.web.typed import whole

MOST_YEARS = 10
TITLE = Text("{place}，{period}与往年比", "{place}, {period} against earlier years")
LABEL = Text("{place}，{title}", "{place}, {title}")


@officer
def compare(request: DeskRequest) -> HttpResponse:
    """``?place=&kind=&on=&years=2`` as a page, CSV or Excel; for every officer in office."""
    known = places()
    asked = chosen(request.GET, request.as_of, known)
    years = min(max(whole(request.GET.get("years", ""), otherwise=2), 2), MOST_YEARS)
    periods = _earlier(asked.period, years)
    edition = edition_on(asked.period.last)
    held = figures_of((asked.place.code,), periods, edition)
    title = TITLE.format(place=asked.place.name, period=period_words(asked.period))
    rows = _rows(held, asked, periods)
    heads = [
        say(Text("项目", "Item")),
        *(say(period_words(each)) for each in periods),
        say(Text("与上一年比", "on last year")),
    ]
    if exports.wanted(request):
        return exports.taken(request, title, heads, [[say(label), *cells] for label, cells in rows], held.basis)
    context: dict[str, Any] = {
        "fields": [*fields(asked, known), _years(years)],
        "title": title,
        "asked": asked,
        "query": asked.query(years=str(years)),
        "heads": heads,
        "rows": rows,
        "basis": held.basis,
    }
    if not any(figure.valid for figure in held.figures.values()):
        return render(request, "desk/air/compare.html", {**context, "rows": [], **nothing(held.basis, asked.period)})
    return render(request, "desk/air/compare.html", {**context, "chart": _chart(asked, edition)})


def _earlier(period: Period, years: int) -> list[Period]:
    found = [period]
    while len(found) < years:
        found.append(year_before(found[-1]))
    return found


def _years(years: int) -> FieldView:
    options = tuple(Option(str(number), str(number)) for number in range(2, MOST_YEARS + 1))
    return FieldView("years", Text("比几年", "Years"), "select", value=str(years), choices=options)


def _rows(held: PeriodFigures, asked: Chosen, periods: list[Period]) -> list[tuple[Text | str, list[str]]]:
    """Concentrations, the index, good days; the last cell is the difference of the first two as printed."""
    place = asked.place.code
    rows: list[tuple[Text | str, list[str]]] = []
    for item in ITEMS:
        found = [held.figure(place, each.id, item, INDEX_STATISTICS[item]) for each in periods]
        pairs = [(each.value, each.decimals) if each else (None, 0) for each in found]
        name = plain_item(item.removesuffix("_8h"))
        rows.append((f"{name} {unit_of(item)}", [*map(printed, found), _difference(pairs)]))
    index = [held.index(place, each.id) for each in periods]
    composites = [(each.composite if each else None, 2) for each in index]
    cells = [thousandths(value, decimals) for value, decimals in composites]
    rows.append((Text("综合指数", "Composite index"), [*cells, _difference(composites)]))
    for name, statistic in (
        (Text("优良天", "Good days"), "good_days"),
        (Text("优良率 %", "Good days, %"), "good_day_rate"),
    ):
        found = [held.figure(place, each.id, "AQI", statistic) for each in periods]
        pairs = [(each.value, each.decimals) if each else (None, 0) for each in found]
        rows.append((name, [*map(printed, found), _difference(pairs)]))
    return rows


def _difference(pairs: list[tuple[int | None, int]]) -> str:
    (now, decimals), (before, others) = pairs[:2]
    if now is None or before is None:
        return ABSENT
    return signed_thousandths(now - before, max(decimals, others))


def _chart(asked: Chosen, edition: str) -> SafeString | None:
    """Month by month of the period against the same months a year before; of a shorter period there is none."""
    months = months_in(asked.period)
    if len(months) < 2:
        return None
    earlier = [year_before(month) for month in months]
    held = figures_of((asked.place.code,), [*months, *earlier], edition)
    points = [TrendPoint(str(month.first.month), _written(held, asked, month), _written(held, asked, before))
              for month, before in zip(months, earlier, strict=True)]  # fmt: skip
    if len({point.label for point in points}) < len(points) or not any(point.value for point in points):
        return None
    title = MONTHS.format(item=plain_item(asked.item), unit=unit_of(asked.item))
    names = (str(asked.period.first.year), str(asked.period.first.year - 1))
    return drawn(trend(SCREEN, say(title), points, names, width=640), LABEL.format(place=asked.place.name, title=title))


def _written(held: PeriodFigures, asked: Chosen, month: Period) -> str:
    found = held.figure(asked.place.code, month.id, asked.item, INDEX_STATISTICS[asked.item])
    return "" if found is None or found.value is None else f"{written(found.value, found.decimals)}"
