"""The air at each station, on the map and as tables."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from qingtian.apps.publishing.gate import gate_on
from qingtian.web.portal.shown.air import air_now
from qingtian.web.public.air import city_air_shown, silent_shown, stations_shown


@require_safe
def air(request: HttpRequest) -> HttpResponse:
    """Stations now, and the past 24 hours of the city as a table."""
    gate = gate_on(request.as_of)
    city, silent = city_air_shown(gate, request.now), silent_shown(gate, request.now)
    shown = air_now(city, request.now)
    context = {
        "air": shown,
        "air_withheld": city.reason,
        "stations": [each["station"] for each in stations_shown(gate, request.now)],
        "stations_withheld": silent.reason,
        "silent": silent.get("silent", []),
        "hours": reversed(shown.city.hours) if shown else [],
    }
    return render(request, "portal/air.html", context)


@require_safe
def stations(request: HttpRequest) -> JsonResponse:
    """The stations with their index, as points of the map; without names, which would cover each other on a phone."""
    found = [each["station"] for each in stations_shown(gate_on(request.as_of), request.now)]
    features = [
        {
            "type": "Feature",
            "geometry": {"type": "Point", "coordinates": [float(each.longitude), float(each.latitude)]},
            "properties": {
                "kind": "station",
                "aqi": each.index.aqi,
                "level_aqi": each.index.level,
            },
        }
        for each in found
    ]
    return JsonResponse({"type": "FeatureCollection", "features": features})
