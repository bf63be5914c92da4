"""One day opened: of a region its stations, of a station its 24 hours with what was noticed about each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from qingtian.apps.air.figures import days_of
from qingtian.apps.air.lake import Held, HourRow, city_lake, flags_of, station_day
from qingtian.apps.air.places import STATION, members, named, places
from qingtian.language import Text
from qingtian.measurements.lake import FLAG_NAMES, STATE_NAMES, State
from qingtian.web.desk.air import exports
from qingtian.web.desk.air.choice import Chosen, chosen
from qingtian.web.desk.air.day_rows import DayRow, day_rows
from qingtian.web.desk.seat import DeskRequest, officer
from qingtian.web.desk.weather.beside_air import wind_beside
from qingtian.web.templatetags.air_pieces import plain_item, thousandths

#: the items in the order of every table, PM10 first
SHOWN = ("PM10", "PM2_5", "O3", "NO2", "SO2", "CO")
HEADS = ("时", *(f"{plain_item(item)}{more}" for item in SHOWN for more in ("", " 状态")))
TITLE = Text("{place}，{day}", "{place}, {day}")


@dataclass(frozen=True, slots=True)
class HourCell:
    """One item of one hour: the value, or the sign of why there is none, and words for what was noticed."""

    written: str
    words: tuple[Text, ...]


@officer
def day(request: DeskRequest) -> HttpResponse:
    """``?place=station:1450A&day=2026-10-20``; for every officer in office."""
    known = places()
    sent = {"place": request.GET.get("place", ""), "on": request.GET.get("day", ""), "kind": "day"}
    asked = chosen(sent, request.as_of, known, "day")
    context: dict[str, Any] = {"asked": asked, "day": asked.period.first, "query": _query(asked), **_beside(asked)}
    if asked.place.sort == "station":
        return _hours(request, asked, context)
    stations = {member.station for member in members([asked.place.code]) if _counts(member, asked.period.first)}
    found = [place for code in sorted(stations) if (place := named(known, f"{STATION}{code}"))]
    days = days_of([asked.place.code, *(place.code for place in found)], asked.period.first, asked.period.first)
    rows = [(place, day_rows(days, place.code)[0], _address(place.code, asked.period.first)) for place in found]
    context |= {"own": day_rows(days, asked.place.code)[0], "stations": rows, "basis": days.basis}
    return render(request, "desk/air/day_of_region.html", context)


def _counts(member: Any, on: date) -> bool:
    return bool(member.first_day <= on <= member.last_day)


def _hours(request: DeskRequest, asked: Chosen, context: dict[str, Any]) -> HttpResponse:
    on, code = asked.period.first, asked.place.code
    days = days_of([code], on, on)
    hours = station_day(city_lake().snapshot(), code.removeprefix(STATION), on)
    rows = [(row.hour, [_cell(row.items[item]) for item in SHOWN]) for row in hours]
    if exports.wanted(request):
        title = TITLE.format(place=asked.place.name, day=on.isoformat())
        return exports.taken(request, title, HEADS, _sheet(hours), days.basis)
    noticed = sum(bool(cell.words) for _, cells in rows for cell in cells)
    own: DayRow = day_rows(days, code)[0]
    wind = wind_beside(code.removeprefix(STATION), on)
    blown = [(hour, cells, wind.hours.get(hour) if wind else None) for hour, cells in rows]
    whole = {"rows": blown, "wind": wind, "items": SHOWN, "noticed": noticed, "own": own, "basis": days.basis}
    return render(request, "desk/air/day_of_station.html", {**context, **whole})


def _cell(held: Held) -> HourCell:
    words = [FLAG_NAMES[flag] for flag in flags_of(held.flags)]
    if held.value is not None:
        return HourCell(thousandths(held.value, _decimals(held.value)), tuple(words))
    state = State.MISSING if held.state is None else held.state
    said = Text("没有来过", "never received") if held.state is None else STATE_NAMES[state]
    return HourCell("/" if state is State.NOT_MONITORED else "NA", (said, *words))


def _decimals(value: int) -> int:
    """As many as the source gave: an hour is shown as it came."""
    return next(decimals for decimals in range(4) if value % 10 ** (3 - decimals) == 0)


def _sheet(hours: list[HourRow]) -> list[list[str]]:
    return [[str(row.hour), *(cell for item in SHOWN for cell in _pair(row.items[item]))] for row in hours]


def _pair(held: Held) -> tuple[str, str]:
    cell = _cell(held)
    return cell.written, "；".join(words.zh for words in cell.words)


def _query(asked: Chosen) -> str:
    return urlencode({"place": asked.place.code, "day": asked.period.first.isoformat()})


def _address(place: str, on: date) -> str:
    return f"{reverse('desk:air_day')}?{urlencode({'place': place, 'day': on.isoformat()})}"


def _beside(asked: Chosen) -> dict[str, str]:
    on, code = asked.period.first, asked.place.code
    month = urlencode({"place": code, "kind": "month", "on": on.isoformat()})
    return {
        "before": _address(code, date.fromordinal(on.toordinal() - 1)),
        "after": _address(code, date.fromordinal(on.toordinal() + 1)),
        "days_href": f"{reverse('desk:air_explore')}?{month}",
    }
