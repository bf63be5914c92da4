"""A weather station's day (逐时): 24 hours as they are read now, revisions and doubts marked, the figures below."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from qingtian.apps.weather.models import WeatherReading, WeatherStation
from qingtian.apps.weather.queries import DayFigure, day_bounds, day_figures
from qingtian.language import Text
from qingtian.measurements.scale import SCALE
from qingtian.measurements.weather.elements import elements_on
from qingtian.measurements.weather.periods import SHANGHAI, Period
from qingtian.measurements.weather.value import REASONS, codes_on
from qingtian.web.design.fields import Choice, FieldView
from qingtian.web.desk.air.sheet_days import day_asked
from qingtian.web.desk.seat import DeskRequest, officer

NAV = "desk:monitoring"
#: units as a page writes them
UNITS = {"degC": "°C", "degree": "°"}


@dataclass(frozen=True, slots=True)
class Cell:
    """A value as it is shown; ``struck``: it is there and may not be averaged; words for what is to be known of it."""

    written: str
    struck: bool
    words: tuple[Text, ...]


@officer
@require_safe
def day(request: DeskRequest) -> HttpResponse:
    """GET ``?station=57586&on=2026-11-23``; without a station the first. For every officer in office."""
    on = min(day_asked(request.GET.get("on", ""), request.as_of), request.as_of)
    stations = list(WeatherStation.objects.all())
    asked = request.GET.get("station", "")
    station = next((one for one in stations if one.code == asked), stations[0] if stations else None)
    rows, variables, source = _hours(station, on) if station else ([], [], "")
    own = [one for one in day_figures(on, source) if station and one.station == station.code]
    figures = {one.variable: _figure(one) for one in own}
    elements = elements_on(on)
    context: dict[str, Any] = {
        "on": on,
        "station": station,
        "station_field": _station_field(stations, station),
        "before": _query(station, on - timedelta(days=1)),
        "after": _query(station, on + timedelta(days=1)) if on < request.as_of else "",
        "variables": [
            (told.title, UNITS.get(told.unit, told.unit)) for told in map(elements.elements.get, variables) if told
        ],
        "rows": rows,
        "figures": [figures.get(name) for name in variables],
        "elements": elements,
        "codes": codes_on(on),
        "nav_current": NAV,
    }
    return render(request, "desk/weather/day.html", context)


def _station_field(stations: list[WeatherStation], chosen: WeatherStation | None) -> FieldView:
    choices = [Choice(one.code, Text(f"{one.code} {one.name_zh}", f"{one.code} {one.name_en}")) for one in stations]
    value = chosen.code if chosen else ""
    return FieldView("station", Text("气象站", "Station"), "select", value=value, choices=choices)


def _query(station: WeatherStation | None, on: date) -> str:
    return urlencode({"station": station.code if station else "", "on": on})


def _hours(station: WeatherStation, on: date) -> tuple[list[tuple[int, list[Cell | None]]], list[str], str]:
    """Rows by hour 1 to 24, the variables in order, the source; hourly ones only. One query."""
    begin, end = day_bounds(on)
    readings = WeatherReading.objects.filter(current=True, station=station, period_end__gt=begin, period_end__lte=end)
    held: dict[int, dict[str, WeatherReading]] = defaultdict(dict)
    for one in readings:
        period = Period(one.period_start.astimezone(SHANGHAI), one.period_end.astimezone(SHANGHAI))
        if period.length == timedelta(hours=1):
            held[period.natural[1]].setdefault(one.variable, one)
    variables = sorted({name for found in held.values() for name in found})
    sources = [one.source for found in held.values() for one in found.values()]
    rows = [(hour, [_cell(held[hour].get(name), on) for name in variables]) for hour in range(1, 25)]
    return (rows if held else []), variables, sources[0] if sources else ""


def _cell(one: WeatherReading | None, on: date) -> Cell | None:
    if one is None:
        return None
    codes, words = codes_on(on), []
    if one.reason:
        words.append(REASONS.get(one.reason, Text(one.reason, one.reason)))
    if one.quality in codes.quality.codes and not codes.usable(one.quality) and one.value is not None:
        words.append(codes.quality.codes[one.quality].title)
    if one.revision:
        words.append(Text(f"第 {one.revision} 次修订", f"revision {one.revision}"))
    if one.doubts and one.value is not None:
        words.append(Text("存疑", "doubtful"))
    written = "—" if one.value is None else f"{one.value / SCALE:g}"
    return Cell(written, one.value is not None and not codes.usable(one.quality), tuple(words))


KINDS = {
    "sum": Text("合计", "sum"),
    "mean": Text("平均", "mean"),
    "instant": Text("平均", "mean"),
    "extreme": Text("极值", "extreme"),
}


def _figure(one: DayFigure) -> tuple[str, Text, int] | None:
    if one.value is None:
        return None
    return f"{float(round(one.value, 2)):g}", KINDS[one.kind], one.values
