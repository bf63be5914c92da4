"""The days ahead for everybody: range, level, pollutant, what to do, how sure it is, how good forecasts were."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from qingtian.apps.publishing.gate import gate_on
from qingtian.language import Text
from qingtian.standards.air import Category, categories
from qingtian.web.design.fields import Choice, FieldView
from qingtian.web.public.air_forecast import air_forecast_shown


@require_safe
def air_forecast(request: HttpRequest) -> HttpResponse:
    """``?place=``; the city where it is left out."""
    shown = air_forecast_shown(gate_on(request.as_of), request.GET.get("place", ""), request.as_of)
    choices = tuple(Choice(one["code"], _said(one)) for one in shown.get("places", []))
    days = [(day, _levels(day)) for day in shown.get("days", [])]
    context = {
        "shown": shown,
        "withheld": shown.reason,
        "name": shown.get("name"),
        "days": [(day, levels, levels[-1].advice) for day, levels in days if levels],
        "fields": [FieldView("place", Text("地方", "Place"), "select", value=shown.get("code", ""), choices=choices)],
    }
    return render(request, "portal/air_forecast.html", context)


def _levels(day: dict[str, Any]) -> list[Category]:
    """The levels of a day, the best first; the advice is that of the worst."""
    return [one for one in categories(day["day"]) if one.level in day["levels"]]


def _said(place: dict[str, Any]) -> Text:
    name = place["name"]
    return Text(f"{name.zh}（站）", f"{name.en} (station)") if place["sort"] == "station" else name
