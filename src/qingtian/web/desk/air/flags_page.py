"""Review of flags (疑点复核): what the rules marked, the hours around, and the proposal to another person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from qingtian.apps.air.doubts import Doubt, doubts, flags_on, hours_around
from qingtian.apps.air.lake import HourRow, city_lake, flags_of
from qingtian.apps.places.models import Station
from qingtian.apps.proceedings.policy import visible
from qingtian.charts import SCREEN, TrendPoint, trend
from qingtian.language import Text
from qingtian.measurements.items import ITEMS, UNITS
from qingtian.measurements.lake import FLAG_NAMES, STATE_NAMES, Flag, State
from qingtian.web.design.drawn import drawn
from qingtian.web.design.fields import Choice, FieldView
from qingtian.web.design.figures import number
from qingtian.web.desk.air.opening import Opening
from qingtian.web.desk.air.sheet_days import day_asked, hour_asked
from qingtian.web.desk.seat import DeskRequest, officer
from qingtian.measurements.scale import written

DAYS = 14
MOST = 200
NAMES = {"PM2_5": "PM2.5"}
#: the fields the page answers by itself
HIDDEN = frozenset({"area", "station"})
TITLE = Text("{station} {item} {day} {first}—{last}时", "{station} {item} {day}, hours {first} to {last}")


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


@dataclass(frozen=True, slots=True)
class HourLine:
    """An hour of the table: values as they are shown, with state and marks."""

    day: date
    hour: int
    cells: list[tuple[str, Text | None, list[Text]]]
    inside: bool


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
    hours = Text(
        f"{episode.first_hour}—{episode.last_hour} 时" if episode.last_hour > episode.first_hour else f"{episode.first_hour} 时",
        f"{episode.first_hour} to {episode.last_hour}" if episode.last_hour > episode.first_hour else f"{episode.first_hour}",
    )
    return DoubtRow(
        one,
        episode.item,
        FLAG_NAMES[episode.flag],
        hours,
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


@officer
def flag(request: DeskRequest) -> HttpResponse:
    """GET the hours around a doubt, POST a proposal about them (analysts; 422 where it is refused)."""
    station = get_object_or_404(Station.objects.select_related("area"), code=request.GET.get("station", ""))
    item, day = request.GET.get("item", ""), day_asked(request.GET.get("day", ""), None)
    if item not in ITEMS or day is None:
        raise Http404
    hours = (hour_asked(request.GET.get("first", "")), hour_asked(request.GET.get("last", "")))
    opening = Opening(request, "air_review", HIDDEN)
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
    items = "、".join(NAMES.get(one, one) for one in values.get("items", [item]))
    first, last = values.get("first_hour", hours[0]), values.get("last_hour", hours[1])
    return TITLE.zh.format(station=station.name_zh, item=items, day=values.get("first_day", day), first=first, last=last)


def _shown(station: Station, item: str, day: date, hours: tuple[int, int]) -> dict[str, Any]:
    around = hours_around(station.code, day)
    marks = flags_on(station.code, day)
    pair = ("PM10", "PM2_5") if item in ("PM10", "PM2_5") else (item,)
    lines = [
        _line(each, row, pair, marks, each == day and hours[0] <= row.hour <= hours[1])
        for each, rows in around
        for row in rows
    ]
    return {"lines": lines, "items": pair, "chart": _chart(station, around, pair), "day_of": day, "hours": hours}


def _line(
    day: date, row: HourRow, items: tuple[str, ...], marks: dict[tuple[str, date, int], Flag], inside: bool
) -> HourLine:
    cells = []
    for item in items:
        held = row.items[item]
        words = [FLAG_NAMES[one] for one in flags_of(held.flags | marks.get((item, day, row.hour), Flag(0)))]
        state = None if held.state in (State.VALID, None) else STATE_NAMES[held.state]
        cells.append(("" if held.value is None else _value(item, held.value), state, words))
    return HourLine(day, row.hour, cells, inside)


def _value(item: str, thousandths: int) -> str:
    """As it was reported: whole micrograms, tenths of a milligram of CO; more decimals where there are more."""
    for decimals in (1 if item == "CO" else 0, 1, 2, 3):
        try:
            return number(written(thousandths, decimals))
        except ValueError:
            continue
    raise AssertionError("thousandths have three decimals")


def _chart(station: Station, around: list[tuple[date, list[HourRow]]], items: tuple[str, ...]) -> Any:
    points = [
        TrendPoint(f"{day.month}-{day.day:02d} {row.hour:02d}", *(_digits(item, row) for item in items))
        for day, rows in around
        for row in rows
    ]
    if not any(point.value for point in points):
        return None
    names = tuple(NAMES.get(item, item) for item in items)
    title = f"{'、'.join(names)}，{UNITS[items[0]]}"
    label = Text(f"{station.name_zh}三天的小时值：{title}", f"Hours of three days at {station.name_en}: {title}")
    return drawn(trend(SCREEN, title, points, (names[0], names[1] if len(names) > 1 else ""), width=720), label)


def _digits(item: str, row: HourRow) -> str:
    held = row.items[item]
    return "" if held.value is None else _value(item, held.value).replace(",", "")
