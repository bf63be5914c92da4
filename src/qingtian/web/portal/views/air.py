"""The air at each station, on the map and as tables."""

from __future__ import annotations

from datetime import datetime

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from qingtian.apps.air.queries import StationHour, city_air, latest_hour, silent_stations, station_hours
from qingtian.language import Text
from qingtian.web.portal.shown.air import air_now


def _highest_first(hour: datetime) -> list[StationHour]:
    """The stations of that hour by index; those without one last."""
    return sorted(station_hours(hour), key=lambda each: -1 if each.index.aqi is None else each.index.aqi, reverse=True)


@require_safe
def air(request: HttpRequest) -> HttpResponse:
    """Stations now, and the past 24 hours of the city as a table."""
    shown = air_now(city_air(request.now), request.now)
    hour = shown.city.latest.hour if shown else None
    context = {
        "air": shown,
        "stations": _highest_first(hour) if hour else [],
        "silent": [Text(zh, en or zh) for zh, en in silent_stations(hour)] if hour else [],
        "hours": reversed(shown.city.hours) if shown else [],
    }
    return render(request, "portal/air.html", context)


@require_safe
def stations(request: HttpRequest) -> JsonResponse:
    """The stations with their index, as points of the map; without names, which would cover each other on a phone."""
    hour = latest_hour(request.now)
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
        for each in (station_hours(hour) if hour else [])
    ]
    return JsonResponse({"type": "FeatureCollection", "features": features})
