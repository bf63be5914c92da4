"""Doubts (疑点): what the rules marked in fourteen days, and how far the review of each has come."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from qingtian.apps.air.doubts import Doubt, doubts
from qingtian.apps.air.lake import city_lake
from qingtian.apps.places.models import Station
from qingtian.apps.proceedings.policy import visible
from qingtian.language import Text
from qingtian.measurements.lake import FLAG_NAMES
from qingtian.web.design.fields import Choice, FieldView
from qingtian.web.desk.air.sheet_days import day_asked
from qingtian.web.desk.seat import DeskRequest, officer

DAYS = 14
MOST = 200


@dataclass(frozen=True, slots=True)
class DoubtRow:
    """A doubt as a row: its words, where it leads, and the matter that covers it, where the officer may see it."""

    doubt: Doubt
    item: str
    flag: Text
    hours: Text
    href: str
    state: Text | None
    number: str


@officer
def flags(request: DeskRequest) -> HttpResponse:
    """GET ``?on=&station=``: the doubts of fourteen days; for every officer in office."""
    last = day_asked(request.GET.get("on", ""), request.as_of)
    known = list(Station.objects.select_related("area").order_by("code"))
    wanted = request.GET.get("station", "")
    asked = [station for station in known if wanted in ("", station.code)]
    found = doubts(last - timedelta(days=DAYS - 1), last, asked) if city_lake().snapshot().number else []
    seen = set(visible(request.actor).values_list("pk", flat=True)) if found else set()
    context = {
        "rows": [_row(one, seen) for one in found[:MOST]],
        "count": len(found),
        "most": MOST,
        "local": sum(not one.advisory for one in found),
        "last": last,
        "first": last - timedelta(days=DAYS - 1),
        "before": urlencode({"on": last - timedelta(days=DAYS), "station": wanted}),
        "after": urlencode({"on": last + timedelta(days=DAYS), "station": wanted}) if last < request.as_of else "",
        "station_field": _stations(known, wanted),
        "on": last.isoformat(),
        "empty": not city_lake().snapshot().number,
    }
    return render(request, "desk/air/flags.html", context)


def _stations(known: list[Station], wanted: str) -> FieldView:
    options = [Choice("", Text("所有站点", "all stations"))]
    options += [Choice(one.code, Text(one.name_zh, one.name_en or one.name_zh)) for one in known]
    return FieldView("station", Text("站点", "Station"), "select", value=wanted, choices=options, required=False)


def _row(one: Doubt, seen: set[int]) -> DoubtRow:
    episode = one.episode
    query = {
        "station": episode.station,
        "item": episode.item,
        "day": episode.day.isoformat(),
        "first": episode.first_hour,
        "last": episode.last_hour,
    }
    matter = one.review.proceeding if one.review and one.review.proceeding_id in seen else None
    return DoubtRow(
        one,
        episode.item,
        FLAG_NAMES[episode.flag],
        _hours(episode.first_hour, episode.last_hour),
        f"{reverse('desk:air_flag')}?{urlencode(query)}",
        _state(one),
        matter.number if matter else "",
    )


def _state(one: Doubt) -> Text | None:
    words = {
        "proposed": Text("待认定", "to be decided"),
        "confirmed": Text("已认定", "decided"),
        "undo_proposed": Text("待认定撤回", "undo to be decided"),
        "declined": Text("不认定", "not upheld"),
    }
    return words[one.review.proceeding.state] if one.review else None


def _hours(first: int, last: int) -> Text:
    return Text(f"{first} 时", f"{first}") if first == last else Text(f"{first}—{last} 时", f"{first} to {last}")
