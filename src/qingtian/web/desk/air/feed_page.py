"""Coverage and latency (数据到得全不全): a day station by station, a week of hours, what came late."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render

from qingtian.apps.accounts.kinds import Kind
from qingtian.apps.accounts.logbook import note
from qingtian.apps.air.coverage import LateHour, StationDay, StationNow, coverage, feed_state, late_hours, stations_now
from qingtian.apps.air.lake import city_lake
from qingtian.apps.air.models import FeedPoll
from qingtian.apps.places.models import Station
from qingtian.language import Text
from qingtian.tables import BYTE_ORDER_MARK, csv_line
from qingtian.web.desk.air.sheet_days import day_asked
from qingtian.web.desk.seat import DeskRequest, doer, officer

WEEK = 7
POLLS = 12
HEADS = ("station", "day", "hours", "expected", "values", "not_monitored", "missing", "invalid", "lost", "unheard")
TAKEN = Text("空气数据到达情况 {first} 至 {last}", "coverage of air, {first} to {last}")
ERRORS = {
    "feed.unreachable": Text("来源连不上", "the source cannot be reached"),
    "feed.no_folder": Text("文件夹不在", "the folder is not there"),
    "feed.too_large": Text("回答太大", "too large an answer"),
    "lake.busy": Text("数据湖正忙", "the lake is busy"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One station: the day asked for, how it reports now, and its week."""

    station: Station
    day: StationDay
    now: StationNow
    week: list[StationDay]


@officer
def feed(request: DeskRequest) -> HttpResponse:
    """GET ``?on=``: the page, or with ``format=csv`` the week's counts; for every officer in office."""
    on = min(day_asked(request.GET.get("on", ""), request.as_of), request.as_of)
    first = on - timedelta(days=WEEK - 1)
    days = coverage(first, on, request.now)
    if request.GET.get("format") == "csv":
        return _csv(request, days, first, on)
    late, late_count = late_hours(request.now)
    lines = _lines(days, on, request.now)
    context: dict[str, Any] = {
        "on": on,
        "is_today": on == request.as_of,
        "before": urlencode({"on": on - timedelta(days=1)}),
        "after": urlencode({"on": on + timedelta(days=1)}) if on < request.as_of else "",
        "week": [first + timedelta(days=number) for number in range(WEEK)],
        "lines": lines,
        "gaps": [line for line in lines if not line.day.whole],
        "state": feed_state(request.now),
        "is_late": feed_state(request.now).late(request.now),
        "late": _named(late),
        "late_count": late_count,
        "polls": [(one, ERRORS.get(one.error, Text(one.error, one.error))) for one in FeedPoll.objects.all()[:POLLS]],
        "empty": not city_lake().snapshot().number,
    }
    return render(request, "desk/air/feed.html", context)


def _lines(days: list[StationDay], on: date, now: datetime) -> list[Line]:
    by_station: dict[str, list[StationDay]] = {}
    for one in days:
        by_station.setdefault(one.station, []).append(one)
    reporting = {one.code: one for one in stations_now(now)}
    stations = Station.objects.select_related("area").order_by("code")
    return [Line(one, by_station[one.code][-1], reporting[one.code], by_station[one.code]) for one in stations]


def _named(late: list[LateHour]) -> list[tuple[Station, LateHour]]:
    stations = {one.code: one for one in Station.objects.all()}
    return [(stations[one.station], one) for one in late]


def _csv(request: DeskRequest, days: list[StationDay], first: date, last: date) -> HttpResponse:
    note(Kind.EXPORTED, at=request.now, by=doer(request), what=TAKEN.format(first=first, last=last))
    lines = [csv_line(HEADS)]
    for one in days:
        row = (one.station, one.day, one.hours, one.expected, one.values, *one.gaps, one.unheard)
        lines.append(csv_line(map(str, row)))
    response = HttpResponse(BYTE_ORDER_MARK + "".join(lines), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="air-coverage-{last}.csv"'
    return response
