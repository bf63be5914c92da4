"""The map of stations with the value of an item on a day, and the same as a table."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render

from qingtian.apps.air.figures import Days, days_of, last_day
from qingtian.apps.air.places import Place, located_stations, places
from qingtian.language import Text
from qingtian.web.desk.air import exports
from qingtian.web.desk.air.choice import Chosen, chosen, fields
from qingtian.web.desk.air.day_rows import DAY_HEADS, day_rows, day_sheet
from qingtian.web.desk.air.empty import nothing
from qingtian.web.desk.seat import DeskRequest, officer
from qingtian.web.templatetags.air_pieces import plain_item, thousandths

TITLE = Text("各站 {item}，{day}", "{item} at the stations, {day}")
ASKED = ("item", "on")


def _asked(request: DeskRequest, known: list[Place]) -> Chosen:
    sent = {key: request.GET[key] for key in ASKED if key in request.GET}
    return chosen({**sent, "kind": "day"}, _whole_day(request), known, "day")


def _whole_day(request: DeskRequest) -> date:
    """The last day that has ended and that the lake knows of."""
    yesterday = request.as_of - timedelta(days=1)
    return min(last_day() or yesterday, yesterday)


def _days(asked: Chosen, known: list[Place]) -> tuple[Days, list[Place]]:
    found = [place for place in known if place.sort == "station"]
    return days_of([place.code for place in found], asked.period.first, asked.period.first), found


@officer
def air_map(request: DeskRequest) -> HttpResponse:
    """``?item=PM10&on=2026-10-20`` as a page, CSV or Excel; for every officer in office."""
    known = places()
    asked = _asked(request, known)
    days, stations = _days(asked, known)
    title = TITLE.format(item=plain_item(asked.item), day=asked.period.id)
    rows = [(place, day_rows(days, place.code)[0]) for place in stations]
    rows.sort(key=lambda pair: -_value(days, pair[0].code, asked))
    if exports.wanted(request):
        lines = [
            [place.name.zh, *line]
            for place, line in zip((p for p, _ in rows), day_sheet([r for _, r in rows]), strict=True)
        ]
        return exports.taken(request, title, ("站", *DAY_HEADS), lines, days.basis)
    context: dict[str, Any] = {
        "fields": [field for field in fields(asked, known) if field.name in ASKED],
        "title": title,
        "asked": asked,
        "query": asked.query(place="", kind=""),
        "rows": rows if days.measured else [],
        "basis": days.basis,
    }
    empty = {} if days.measured else nothing(days.basis, asked.period)
    return render(request, "desk/air/map.html", {**context, **empty})


def _value(days: Days, code: str, asked: Chosen) -> int:
    found = days.value(code, asked.period.first, asked.item)
    return -1 if found is None or found.value is None else found.value


@officer
def air_map_points(request: DeskRequest) -> JsonResponse:
    """The stations as points: the value of the item, in the colour of the station's own level that day."""
    known = places()
    asked = _asked(request, known)
    days, stations = _days(asked, known)
    where = located_stations()
    features = [_point(place, days, asked, where[place.code]) for place in stations]
    return JsonResponse({"type": "FeatureCollection", "features": features})


def _point(place: Place, days: Days, asked: Chosen, at: tuple[float, float]) -> dict[str, Any]:
    found, index = days.value(place.code, asked.period.first, asked.item), days.index(place.code, asked.period.first)
    shown = "NA" if found is None else thousandths(found.value, found.decimals)
    words = {"kind": "station", "aqi": shown, "level_aqi": index.level if index else None}
    return {"type": "Feature", "geometry": {"type": "Point", "coordinates": list(at)}, "properties": words}
