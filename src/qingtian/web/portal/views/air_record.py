"""The air of past days for everybody: this week and month as a calendar, any month as a table, files to take away."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from qingtian.apps.publishing.gate import Gate, Shown, gate_on
from qingtian.config.city import city
from qingtian.language import Text
from qingtian.standards.air import categories
from qingtian.standards.periods import Period, month_of
from qingtian.tables.writing import BYTE_ORDER_MARK, csv_line
from qingtian.web.design.fields import Choice, FieldView
from qingtian.web.design.item_chart import day_chart
from qingtian.web.design.months import DayCell, counts, months
from qingtian.web.design.period_words import period_words
from qingtian.web.public.air_record import air_days_shown, air_hours_shown, air_places_shown, all_days_shown
from qingtian.web.templatetags.air_pieces import plain_item

ONE_DAY = timedelta(days=1)
WEEK = 7
ITEMS = ("PM10", "PM2_5", "O3_8h", "NO2", "SO2", "CO")
HOUR_ITEMS = ("PM10", "PM2_5", "O3", "NO2", "SO2", "CO")
#: a file of days holds so many at most
MOST_DAYS = 366
FIRST, LAST = date(2000, 1, 1), date(2100, 1, 1)
DAY_HEADS = ("place", "name", "day", "aqi", "level", "primary", *ITEMS, "valid", "expected", "edition", "provisional")
HOUR_HEADS = ("station", "name", "day", "hour", *HOUR_ITEMS)
LICENCE = Text(
    "可以自由使用和转载，请写明来源：{bureau}。µg/m³，CO 为 mg/m³；NA 缺测，/ 未监测；"
    "provisional 为 1 的还没有审核，以审核后的为准。",
    "Free to use and to pass on; please name the source: {bureau}. µg/m³, CO mg/m³; NA a gap, / not monitored; what is "
    "marked provisional has not been reviewed and may change.",
)


@require_safe
def air_days(request: HttpRequest) -> HttpResponse:
    """The last seven days and a month as a calendar of the city, a region or a station."""
    gate, asked = gate_on(request.as_of), _asked(request)
    month, code = month_of(asked), request.GET.get("place", "")
    first = request.as_of - WEEK * ONE_DAY
    week = air_days_shown(gate, code, first, request.as_of - ONE_DAY, request.as_of)
    shown = air_days_shown(gate, code, month.first, month.last, request.as_of)
    cells = {day.day: _cell(day) for day in shown.get("days", [])}
    levels = categories(min(month.last, request.as_of))
    context = {
        **_frame(request, gate, shown, month),
        "week": [(day, _level(day)) for day in reversed(week.get("days", []))],
        "months": months(cells) if cells else [],
        "tally": counts(list(cells.values()), levels),
    }
    return render(request, "portal/air_days.html", context)


@require_safe
def air_history(request: HttpRequest) -> HttpResponse:
    """One item of a place over a month, day by day."""
    gate, asked = gate_on(request.as_of), _asked(request)
    month, item = month_of(asked), _item(request)
    shown = air_days_shown(gate, request.GET.get("place", ""), month.first, month.last, request.as_of)
    days = shown.get("days", [])
    bars = [(day.day, "" if day.values[item] == "NA" else day.values[item]) for day in days]
    frame = _frame(request, gate, shown, month)
    choices = tuple(Choice(each, plain_item(each)) for each in ITEMS)
    frame["fields"].insert(1, FieldView("item", Text("项目", "Pollutant"), "select", value=item, choices=choices))
    context = {
        **frame,
        "item": item,
        "days": [(day, _level(day), day.values[item]) for day in days],
        "chart": day_chart(bars, item, shown["name"]) if days else None,
    }
    return render(request, "portal/air_history.html", context)


@require_safe
def air_data(request: HttpRequest) -> HttpResponse:
    """What may be taken away, month by month."""
    gate, month = gate_on(request.as_of), month_of(_asked(request))
    shown = air_days_shown(gate, "", month.first, month.last, request.as_of)
    frame = _frame(request, gate, shown, month)
    frame["fields"] = [field for field in frame["fields"] if field.name == "on"]
    return render(request, "portal/air_data.html", {**frame, "licence": LICENCE.format(bureau=city().bureau)})


@require_safe
def air_days_csv(request: HttpRequest) -> HttpResponse:
    """Days of the city and every region from ``first`` to ``last``, a year at most; UTF-8 with the mark Excel needs."""
    month = month_of(_asked(request))
    first, last = _date(request, "first", month.first), _date(request, "last", month.last)
    last = min(last, first + (MOST_DAYS - 1) * ONE_DAY)
    shown = all_days_shown(gate_on(request.as_of), first, max(first, last), request.as_of) if first < LAST else []
    return _file(request, f"air-days-{first}-{last}", _day_lines(shown), shown)


@require_safe
def air_hours_csv(request: HttpRequest) -> HttpResponse:
    """Hours of every station in the month with the day ``on``."""
    month = month_of(_asked(request))
    shown = air_hours_shown(gate_on(request.as_of), month.first, month.last)
    return _file(request, f"air-hours-{month.id}", _hour_lines(shown), shown)


def _file(request: HttpRequest, name: str, lines: Iterator[str], shown: Sequence[Shown]) -> HttpResponse:
    """The lines with the licence and the basis under them; the page with the reason where the gate gives nothing."""
    if not shown:
        return redirect("portal:air_data")
    said = LICENCE.format(bureau=city().bureau)
    end = [csv_line([f"# {words}"]) for words in (said.zh, said.en, *_basis(shown[0]))]
    whole = BYTE_ORDER_MARK + "".join([*lines, *end])
    response = HttpResponse(whole, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response


def _basis(shown: Shown) -> list[str]:
    if "snapshot" not in shown.fields:
        return []
    edition = shown["edition"]
    return [f"snapshot {shown['snapshot']}; {edition.zh} {edition.en}; qingtian {shown['program']}"]


def _day_lines(shown: Sequence[Shown]) -> Iterator[str]:
    yield csv_line(DAY_HEADS)
    for place in shown:
        for day in place.get("days", []):
            values = [day.values[item] for item in ITEMS]
            aqi, level = ("NA" if each is None else str(each) for each in (day.aqi, day.level))
            yield csv_line([place["code"], place["name"].zh, day.day, aqi, level, ";".join(day.primary), *values,
                            day.valid, day.expected, day.edition, int(day.provisional)])  # fmt: skip


def _hour_lines(shown: Sequence[Shown]) -> Iterator[str]:
    yield csv_line(HOUR_HEADS)
    for station in shown:
        for row in station["hours"]:
            values = [row.values[item] for item in HOUR_ITEMS]
            yield csv_line([station["station"], station["name"].zh, row.day, row.hour, *values])


def _frame(request: HttpRequest, gate: Gate, shown: Shown, month: Period) -> dict[str, Any]:
    """What all these pages show: the choices, the month, what it rests on, why nothing is shown."""
    known = air_places_shown(gate).get("places", [])
    choices = tuple(Choice(place["code"], _said(place)) for place in known)
    code = shown.get("code", "")
    on = Text("哪个月（其中任一天）", "Month (any day of it)")
    kept = {key: request.GET[key] for key in ("place", "item") if key in request.GET}
    before, after = month.first - ONE_DAY, month.last + ONE_DAY
    return {
        "withheld": shown.reason,
        "name": shown.get("name"),
        "month": period_words(month),
        "month_id": month.id,
        "on": month.first,
        "before": {"query": urlencode({**kept, "on": before}), "words": period_words(month_of(before))},
        "after": {"query": urlencode({**kept, "on": after}), "words": period_words(month_of(after))}
        if after <= request.as_of
        else None,
        "fields": [
            FieldView("place", Text("地方", "Place"), "select", value=code, choices=choices),
            FieldView("on", on, "date", value=month.first.isoformat(), width="date"),
        ],
        "shown": shown,
        "provisional": any(day.provisional for day in shown.get("days", [])),
    }


def _said(place: dict[str, Any]) -> Text:
    name = place["name"]
    return Text(f"{name.zh}（站）", f"{name.en} (station)") if place["sort"] == "station" else name


def _cell(day: Any) -> DayCell:
    level = _level(day)
    words = Text("没有指数", "no index")
    if level is not None:
        words = Text(f"{level.word.zh} {day.aqi}", f"{level.word.en} {day.aqi}")
    return DayCell(day.day, day.aqi, day.level, words)


def _level(day: Any) -> Any:
    return next((each for each in categories(day.day) if each.level == day.level), None)


def _item(request: HttpRequest) -> str:
    asked = request.GET.get("item", "")
    return asked if asked in ITEMS else ITEMS[0]


def _asked(request: HttpRequest) -> date:
    """The day asked for; today where it cannot be read or has not come."""
    return min(_date(request, "on", request.as_of), request.as_of)


def _date(request: HttpRequest, name: str, otherwise: date) -> date:
    try:
        found = date.fromisoformat(request.GET.get(name, ""))
    except ValueError:
        return otherwise
    return found if FIRST <= found < LAST else otherwise
