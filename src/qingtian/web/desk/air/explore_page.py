"""Explore a place: any station or region, item and period; the statistics, the days behind them, a chart."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from qingtian.apps.air.figures import days_of, figures_of
from qingtian.apps.air.places import places
from qingtian.language import Text
from qingtian.web.design.period_words import period_words
from qingtian.web.desk.air import exports
from qingtian.web.desk.air.choice import Chosen, chosen, fields
from qingtian.web.desk.air.day_chart import chart_of
from qingtian.web.desk.air.day_rows import DAY_HEADS, day_rows, day_sheet
from qingtian.web.desk.air.empty import nothing
from qingtian.web.desk.air.rule_words import why
from qingtian.web.desk.air.statistic_rows import good_days, statistic_rows
from qingtian.web.desk.seat import DeskRequest, officer

TITLE = Text("{place}，{period}", "{place}, {period}")


@officer
def explore(request: DeskRequest) -> HttpResponse:
    """``?place=&item=&kind=&on=`` as a page, CSV or Excel; for every officer in office."""
    known = places()
    asked = chosen(request.GET, request.as_of, known)
    title = TITLE.format(place=asked.place.name, period=period_words(asked.period))
    days = days_of((asked.place.code,), asked.period.first, asked.period.last)
    rows = day_rows(days, asked.place.code)
    if exports.wanted(request):
        return exports.taken(request, title, DAY_HEADS, day_sheet(rows), days.basis)
    context: dict[str, Any] = {
        "fields": fields(asked, known),
        "title": title,
        "asked": asked,
        "query": asked.query(),
        "basis": days.basis,
    }
    if not days.measured:
        return render(request, "desk/air/explore.html", {**context, **nothing(days.basis, asked.period)})
    figures = figures_of((asked.place.code,), (asked.period,))
    index = figures.index(asked.place.code, asked.period.id)
    context |= {
        "statistics": statistic_rows(figures, asked.place.code, asked.period),
        "index": index,
        "index_why": why(index.rule) if index else "",
        "levels": good_days(figures, asked.place.code, asked.period.id),
        "rows": rows,
        "chart": chart_of(days, asked),
        "hours_of": _hours(asked),
    }
    return render(request, "desk/air/explore.html", context)


def _hours(asked: Chosen) -> str:
    """The address of a day's hours, to which the day is added; of a region, the days of its stations come first."""
    return f"{reverse('desk:air_day')}?{urlencode({'place': asked.place.code})}"
