"""One forecast: seven days of the places of a sort, how it was computed, the joint forecasts beside it."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from qingtian.apps.forecasts.actions.joint import joint_forecasts_of
from qingtian.apps.forecasts.models import AirForecast
from qingtian.apps.forecasts.places import forecast_places
from qingtian.apps.forecasts.words import source_of, stored_how
from qingtian.apps.proceedings.policy import may_see
from qingtian.apps.proceedings.queries import projection_of
from qingtian.language import Text
from qingtian.web.design.shapes import Link
from qingtian.web.desk.foresight.forecasts.words import NAV, SORTS, Cell, cell, of_sort, state_of
from qingtian.web.desk.seat import DeskRequest, officer


def found(number: str) -> AirForecast:
    """404 where there is none of that number."""
    forecast = AirForecast.objects.select_related("proceeding").filter(proceeding__number=number).first()
    if forecast is None:
        raise Http404
    return forecast


@officer
@require_safe
def forecast(request: DeskRequest, number: str) -> HttpResponse:
    """``?sort=city|region|station``; for every officer in office."""
    one, sort = found(number), request.GET.get("sort", "city")
    sort = sort if sort in SORTS else "city"
    places = of_sort(forecast_places(), sort)
    cells: dict[str, list[Cell]] = defaultdict(list)
    told: dict[date, Text] = {}
    asked = one.days.filter(place__in=[place.code for place in places]).select_related("weather_forecast")
    for row in asked.order_by("target"):
        cells[row.place].append(cell(row))
        if row.weather_forecast is not None:
            told[row.target] = source_of(row.weather_forecast)
    days = [one.first_day + timedelta(days=n) for n in range((one.last_day - one.first_day).days + 1)]
    facts = projection_of(one.proceeding).facts
    last = one.last_day
    context = {
        "forecast": one,
        "matter": one.proceeding,
        "state": state_of(one),
        "seen": may_see(request.actor, one.proceeding),
        "days": days,
        "told": _by_source(told),
        "untold": [day for day in days if day not in told],
        "rows": [(place, cells[place.code]) for place in places if place.code in cells],
        "sorts": [Link(words, f"?sort={code}", current=code == sort) for code, words in SORTS.items()],
        "how": stored_how(one),
        "words": facts.get("words", ""),
        "joint": [row for row in joint_forecasts_of(one.first_day, last) if may_see(request.actor, row)],
        "missing": one.issued_at is None and one.issue_on < request.as_of,
        "nav_current": NAV,
    }
    return render(request, "desk/foresight/forecasts/one.html", context)


def _by_source(told: dict[date, Text]) -> list[tuple[Text, list[date]]]:
    """The weather forecasts that went in, each with its days."""
    found: dict[Text, list[date]] = {}
    for day, source in sorted(told.items()):
        found.setdefault(source, []).append(day)
    return list(found.items())
