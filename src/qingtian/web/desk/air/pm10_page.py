"""PM10 by itself: how often it leads, hours over its limit, from where it comes, with the days of dust apart."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import SafeString

from qingtian.apps.air.figures import pm10_of
from qingtian.apps.air.places import Place, places
from qingtian.charts import SCREEN, Sector, rose
from qingtian.language import Text
from qingtian.measurements.scale import written
from qingtian.measurements.statistics.results import PM10View
from qingtian.web.design.drawn import drawn
from qingtian.web.design.figures import number
from qingtian.web.design.period_words import period_words
from qingtian.web.desk.air import exports
from qingtian.web.desk.air.choice import Chosen, chosen, fields
from qingtian.web.desk.air.empty import nothing
from qingtian.web.desk.seat import DeskRequest, officer
from qingtian.web.templatetags.air_pieces import thousandths
from qingtian.web.templatetags.words import say

TITLE = Text("PM10，{period}", "PM10, {period}")
HEADS = (
    *("地方", "有指数的天", "PM10 领头的天", "占 %", "均值", "除沙尘日的均值"),
    *("沙尘日", "其中领头", "小时", "超日标准的小时", "其中沙尘日"),
)
ROSE = Text("{place}：风从哪边来时的 PM10 均值，µg/m³", "{place}: mean PM10 by where the wind comes from, µg/m³")
WINDS = (
    *(("北", "N"), ("北东北", "NNE"), ("东北", "NE"), ("东东北", "ENE"), ("东", "E"), ("东东南", "ESE")),
    *(("东南", "SE"), ("南东南", "SSE"), ("南", "S"), ("南西南", "SSW"), ("西南", "SW"), ("西西南", "WSW")),
    *(("西", "W"), ("西西北", "WNW"), ("西北", "NW"), ("北西北", "NNW")),
)


@officer
def pm10(request: DeskRequest) -> HttpResponse:
    """``?place=&kind=&on=`` as a page, CSV or Excel: every region, and the rose of the place asked for."""
    known = places()
    asked = chosen(request.GET, request.as_of, known)
    shown = [place for place in known if place.sort != "station" or place == asked.place]
    views, basis = pm10_of([place.code for place in shown], asked.period)
    rows = [(place, view, _cells(view)) for place in shown if (view := views.get(place.code)) and view.valid]
    title = TITLE.format(period=period_words(asked.period))
    if exports.wanted(request):
        return exports.taken(request, title, HEADS, [[place.name.zh, *cells] for place, _, cells in rows], basis)
    context: dict[str, Any] = {
        "fields": [field for field in fields(asked, known) if field.name != "item"],
        "title": title,
        "asked": asked,
        "query": asked.query(item=""),
        "rows": [(place, cells, _address(place, asked)) for place, _, cells in rows],
        "basis": basis,
    }
    if not rows:
        return render(request, "desk/air/pm10.html", {**context, **nothing(basis, asked.period)})
    own = views.get(asked.place.code)
    context |= {"rose": _rose(asked.place, own) if own and own.rose else None, "winds": _winds(own) if own else []}
    return render(request, "desk/air/pm10.html", context)


def _cells(view: PM10View) -> list[str]:
    return [
        str(view.days_with_index),
        str(view.days_leading),
        thousandths(view.share_leading, view.share_decimals),
        thousandths(view.mean, view.decimals),
        thousandths(view.mean_without_dust, view.decimals),
        str(view.dust_days),
        str(view.dust_days_leading),
        *map(number, (view.hours, view.hours_over, view.dust_hours_over)),
    ]


def _address(place: Place, asked: Chosen) -> str:
    return f"{reverse('desk:air_explore')}?{asked.query(place=place.code, item='PM10')}"


def _named(sector: int) -> Text:
    return Text("静风", "calm") if sector < 0 else Text(*WINDS[sector])


def _rose(place: Place, view: PM10View) -> SafeString:
    by = {each.sector: each for each in view.rose}
    sectors = [
        Sector(say(_named(number)), f"{written(one.mean, one.decimals)}" if (one := by.get(number)) else "",
               one.hours if one else 0)
        for number in range(len(WINDS))
    ]  # fmt: skip
    title = ROSE.format(place=place.name)
    return drawn(rose(SCREEN, say(title), sectors), title)


def _winds(view: PM10View) -> list[tuple[Text, int, int, str]]:
    """The same figures as a table, calm among them."""
    return [(_named(s.sector), s.hours, s.hours_over, thousandths(s.mean, s.decimals)) for s in view.rose]
