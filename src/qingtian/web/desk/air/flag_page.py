"""The hours around a doubt, and the proposal to another person (提出处理意见); none on national stations."""

from __future__ import annotations

from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from qingtian.apps.air.doubts import flags_on, hours_around
from qingtian.apps.places.models import Station
from qingtian.measurements.items import ITEMS
from qingtian.web.desk.air.flag_hours import chart_of, lines_of, shown_together
from qingtian.web.desk.air.opening import Opening
from qingtian.web.desk.air.sheet_days import day_asked, hour_asked
from qingtian.web.desk.seat import DeskRequest, officer
from qingtian.web.templatetags.air_pieces import plain_item

#: the fields the page answers by itself
HIDDEN = frozenset({"area", "station"})
TITLE = "{station} {items} {day} {first}—{last}时"


@officer
def flag(request: DeskRequest) -> HttpResponse:
    """GET the hours around a doubt (302 to the list where none is named), POST a proposal (422 if refused)."""
    opening = Opening(request, "air_review", HIDDEN)
    if (refused := opening.refused()) is not None:
        return refused
    if not request.GET:
        return redirect("desk:air_flags")
    station = get_object_or_404(Station.objects.select_related("area"), code=request.GET.get("station", ""))
    item, day = request.GET.get("item", ""), day_asked(request.GET.get("day", ""), None)
    if item not in ITEMS or day is None:
        raise Http404
    hours = (hour_asked(request.GET.get("first", "")), hour_asked(request.GET.get("last", "")))
    local = station.level != Station.Level.NATIONAL
    status, draft = 200, opening.fresh(_first_answers(item, day, hours))
    if request.method == "POST":
        draft = opening.sent()
        title = _title(station, item, draft.values, day, hours)
        more = {"station": station.code, "area": station.area.code}
        if (done := opening.attempt(draft, title, more)) is not None:
            return done
        status = 422
    context = _shown(station, item, day, hours) | {
        "station": station,
        "item": item,
        "local": local,
        "may": opening.allowed and local,
        "back": f"{reverse('desk:air_flags')}?{urlencode({'on': day, 'station': station.code})}",
        **opening.context(draft),
    }
    return render(request, "desk/air/flag.html", context, status=status)


def _first_answers(item: str, day: date, hours: tuple[int, int]) -> dict[str, Any]:
    return {
        "items": [item],
        "first_day": day.isoformat(),
        "first_hour": str(hours[0]),
        "last_day": day.isoformat(),
        "last_hour": str(hours[1]),
        "effect": "",
    }


def _title(station: Station, item: str, values: dict[str, Any], day: date, hours: tuple[int, int]) -> str:
    items = "、".join(plain_item(one) for one in values.get("items", [item]) if one in ITEMS)
    first, last = values.get("first_hour", hours[0]), values.get("last_hour", hours[1])
    return TITLE.format(station=station.name_zh, items=items, day=values.get("first_day", day), first=first, last=last)


def _shown(station: Station, item: str, day: date, hours: tuple[int, int]) -> dict[str, Any]:
    around, together = hours_around(station.code, day), shown_together(item)
    lines = lines_of(around, together, flags_on(station.code, day), day, hours)
    chart = chart_of(station, around, together)
    return {"lines": lines, "items": together, "chart": chart, "day_of": day, "hours": hours}
