"""The calendar of good days of a place: a year of days by level, each opening its hours."""

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
from qingtian.web.desk.air.calendar_of_days import calendar
from qingtian.web.desk.air.choice import chosen, fields
from qingtian.web.desk.air.day_rows import DAY_HEADS, day_rows, day_sheet
from qingtian.web.desk.air.empty import nothing
from qingtian.web.desk.air.statistic_rows import good_days
from qingtian.web.desk.seat import DeskRequest, officer

TITLE = Text("{place}，{period}的优良天", "{place}, good days of {period}")


@officer
def air_calendar(request: DeskRequest) -> HttpResponse:
    """``?place=&kind=year&on=`` as a page, CSV or Excel; for every officer in office."""
    known = places()
    asked = chosen(request.GET, request.as_of, known, "year")
    title = TITLE.format(place=asked.place.name, period=period_words(asked.period))
    days = days_of((asked.place.code,), asked.period.first, asked.period.last)
    if exports.wanted(request):
        return exports.taken(request, title, DAY_HEADS, day_sheet(day_rows(days, asked.place.code)), days.basis)
    context: dict[str, Any] = {
        "fields": [field for field in fields(asked, known) if field.name != "item"],
        "title": title,
        "asked": asked,
        "query": asked.query(),
        "basis": days.basis,
    }
    if not days.measured:
        return render(request, "desk/air/calendar.html", {**context, **nothing(days.basis, asked.period)})
    hours = f"{reverse('desk:air_day')}?{urlencode({'place': asked.place.code})}"
    grids, tally, without = calendar(days, asked.place.code, request.as_of, hours)
    held = figures_of((asked.place.code,), (asked.period,))
    levels = good_days(held, asked.place.code, asked.period.id)
    context |= {"months": grids, "tally": tally, "without": without, "levels": levels}
    return render(request, "desk/air/calendar.html", context)
