"""Dust deduction (沙尘扣除): spells the thresholds find, what was reported and answered, the evidence of one spell."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from qingtian.apps.accounts.kinds import Kind
from qingtian.apps.accounts.logbook import note
from qingtian.apps.air.dust_watch import CityHourOfDust, Spell, city_hours, spells, whole
from qingtian.apps.air.models import DustCase
from qingtian.apps.places.models import Area, Station
from qingtian.apps.proceedings.policy import visible
from qingtian.charts import SCREEN, TrendPoint, trend
from qingtian.language import Text
from qingtian.standards.air.dust import dust_rule
from qingtian.web.design.drawn import drawn
from qingtian.web.desk.air.dust_evidence import write_evidence
from qingtian.web.desk.air.flag_hours import PAIR
from qingtian.web.desk.air.opening import Opening
from qingtian.web.desk.air.sheet_days import day_asked, hour_asked
from qingtian.web.desk.seat import DeskRequest, doer, officer
from qingtian.web.templatetags.words import say

#: days looked back; the evidence and the chart begin and end so many days around
DAYS = 365
AROUND = timedelta(days=1)
FEW = 8
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
TAKEN = Text("沙尘证据表 {first} 至 {last}", "evidence of dust, {first} to {last}")
TITLE = Text("{first} {a}时至 {last} {b}时沙尘影响", "dust from {first}, hour {a} to {last}, hour {b}")


@officer
def dust(request: DeskRequest) -> HttpResponse:
    """GET the spells of a year and the cases the officer may see; for every officer in office."""
    cases = DustCase.objects.filter(proceeding__in=visible(request.actor)).select_related("proceeding")
    found = spells(request.as_of - timedelta(days=DAYS), request.as_of)
    context = {
        "spells": [(one, _query(one)) for one in found],
        "cases": list(cases.order_by("-first_day", "-pk")),
        "rule": dust_rule(),
        "may": Opening(request, "dust_deduction").allowed,
    }
    return render(request, "desk/air/dust.html", context)


def _query(one: Spell) -> str:
    return urlencode(
        {
            "first_day": one.first.day.isoformat(),
            "first_hour": one.first.hour,
            "last_day": one.last.day.isoformat(),
            "last_hour": one.last.hour,
        }
    )


@officer
def dust_spell(request: DeskRequest) -> HttpResponse:
    """GET one spell with its hours (302 to the list where none is named), POST the report (422 if refused)."""
    opening = Opening(request, "dust_deduction", frozenset({"area"}))
    if (refused := opening.refused()) is not None:
        return refused
    if not request.GET:
        return redirect("desk:air_dust")
    asked = _asked(request)
    hours = city_hours(asked[0] - AROUND, asked[2] + AROUND)
    status, draft = 200, opening.fresh(_first_answers(asked, hours))
    if request.method == "POST":
        draft = opening.sent()
        if (done := opening.attempt(draft, _title(draft.values, asked), {"area": _city()})) is not None:
            return done
        status = 422
    context = {
        "first": asked[0],
        "first_hour": asked[1],
        "last": asked[2],
        "last_hour": asked[3],
        "hours": [(one, _inside(one, asked)) for one in _near(hours, asked)],
        "chart": _chart(hours),
        "may": opening.allowed,
        "query": request.GET.urlencode(),
        **opening.context(draft),
    }
    return render(request, "desk/air/dust_spell.html", context, status=status)


@officer
def dust_evidence(request: DeskRequest) -> HttpResponse:
    """GET the evidence of one spell as a workbook: a station-hour a row, the city's hours, the thresholds."""
    if not request.GET:
        return redirect("desk:air_dust")
    asked = _asked(request)
    note(Kind.EXPORTED, at=request.now, by=doer(request), what=TAKEN.format(first=asked[0], last=asked[2]))
    with TemporaryDirectory() as folder:
        path = Path(folder) / "evidence.xlsx"
        write_evidence(path, asked, city_hours(asked[0] - AROUND, asked[2] + AROUND))
        response = HttpResponse(path.read_bytes(), content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="dust-evidence-{asked[0]}.xlsx"'
    return response


def _asked(request: DeskRequest) -> tuple[date, int, date, int]:
    first = day_asked(request.GET.get("first_day", ""), None)
    last = day_asked(request.GET.get("last_day", ""), None)
    if first is None or last is None or not timedelta(0) <= last - first <= timedelta(days=31):
        raise Http404
    return first, hour_asked(request.GET.get("first_hour", "")), last, hour_asked(request.GET.get("last_hour", ""))


def _inside(one: CityHourOfDust, asked: tuple[date, int, date, int]) -> bool:
    return (asked[0], asked[1]) <= (one.day, one.hour) <= (asked[2], asked[3])


def _near(hours: list[CityHourOfDust], asked: tuple[date, int, date, int]) -> list[CityHourOfDust]:
    """The hours of the spell and a few around it."""
    places = [place for place, one in enumerate(hours) if _inside(one, asked)]
    return hours[max(0, places[0] - FEW) : places[-1] + FEW + 1] if places else hours


def _city() -> str:
    """The area of the whole city: dust does not stop at a district."""
    return Area.objects.filter(kind=Area.Kind.CITY).values_list("code", flat=True).first() or ""


def _first_answers(asked: tuple[date, int, date, int], hours: list[CityHourOfDust]) -> dict[str, Any]:
    """The report as a draft: the stations that are evaluated, the hours, the course in figures."""
    inside = [one for one in hours if _inside(one, asked) and one.coarse is not None]
    stations = Station.objects.filter(evaluated=True).order_by("code").values_list("code", flat=True)
    return {
        "stations": " ".join(stations),
        "first_day": asked[0].isoformat(),
        "first_hour": str(asked[1]),
        "last_day": asked[2].isoformat(),
        "last_hour": str(asked[3]),
        "course": _course(asked, inside) if inside else "",
    }


def _course(asked: tuple[date, int, date, int], inside: list[CityHourOfDust]) -> str:
    """One sentence of figures, in Chinese: it goes to the department above."""
    peak = max(inside, key=lambda one: one.coarse or 0)
    share = f"，PM2.5 占 {_percent(peak.share)}%" if peak.share is not None else ""
    return (
        f"{asked[0]:%Y-%m-%d} {asked[1]} 时起全市 PM10 小时均值由 {whole(inside[0].coarse)} 微克/立方米升高，"
        f"{peak.day:%m-%d} {peak.hour} 时达到 {whole(peak.coarse)} 微克/立方米{share}；"
        f"{asked[2]:%m-%d} {asked[3]} 时以后回落。"
    )


def _percent(share: Fraction | None) -> str:
    return "—" if share is None else str(round(share * 100))


def _title(values: dict[str, Any], asked: tuple[date, int, date, int]) -> str:
    first, a = values.get("first_day", asked[0]), values.get("first_hour", asked[1])
    last, b = values.get("last_day", asked[2]), values.get("last_hour", asked[3])
    return TITLE.zh.format(first=first, a=a, last=last, b=b)


def _chart(hours: list[CityHourOfDust]) -> Any:
    points = [
        TrendPoint(f"{one.day.month}-{one.day.day:02d} {one.hour:02d}", _digits(one.coarse), _digits(one.fine))
        for one in hours
    ]
    if not any(point.value for point in points):
        return None
    label = Text("全市 PM10 和 PM2.5 的小时均值", "Hourly means of PM10 and PM2.5 over the city")
    return drawn(trend(SCREEN, say(PAIR).format(unit="µg/m³"), points, width=720), label)


def _digits(thousandths: int | None) -> str:
    return "" if thousandths is None else whole(thousandths)
