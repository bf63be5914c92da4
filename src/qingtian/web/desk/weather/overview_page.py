"""How the exchange runs (交换情况): late or complete, by source, variable, day; what we handed over, last rounds."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, Max, Q
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from qingtian.apps.weather.models import AirHourSent, ExchangeLook, WeatherReading
from qingtian.apps.weather.timeliness import VariableDay, of_days
from qingtian.errors import DeclarationError
from qingtian.gateways.weather.settings import Settings, weather_settings
from qingtian.language import Text
from qingtian.measurements.weather.elements import Agreement, agreement_on, element
from qingtian.web.desk.air.sheet_days import day_asked
from qingtian.web.desk.seat import DeskRequest, officer
from qingtian.web.desk.weather.words import WAYS, minutes, said

NAV = "desk:monitoring"
WEEK, LOOKS = 7, 12


@dataclass(frozen=True, slots=True)
class Line:
    """One variable of a source: the day asked for, and its week."""

    source: str
    variable: str
    title: Text
    day: VariableDay
    week: list[VariableDay]
    late_by: Text | None
    nine_tenths: Text | None
    longest: Text | None


@officer
@require_safe
def weather(request: DeskRequest) -> HttpResponse:
    """GET ``?on=``: a day and the week before it; for every officer in office."""
    on = min(day_asked(request.GET.get("on", ""), request.as_of), request.as_of)
    first = on - timedelta(days=WEEK - 1)
    lines = _lines(of_days(first, on, request.now), on)
    expected = sum(line.day.figures.expected for line in lines)
    context: dict[str, Any] = {
        "on": on,
        "is_today": on == request.as_of,
        "before": urlencode({"on": on - timedelta(days=1)}),
        "after": urlencode({"on": on + timedelta(days=1)}) if on < request.as_of else "",
        "week": [first + timedelta(days=number) for number in range(WEEK)],
        "lines": lines,
        "share": _share(sum(line.day.figures.came for line in lines), expected),
        "late": sum(line.day.figures.late for line in lines),
        "agreement": agreement_on(on),
        "latest": WeatherReading.objects.aggregate(latest=Max("period_end"))["latest"],
        "sent": _sent(request.now, agreement_on(on)),
        "looks": [(one, WAYS[one.way], said(one.error)) for one in ExchangeLook.objects.all()[:LOOKS]],
        "configured": _configured(),
        "nav_current": NAV,
    }
    return render(request, "desk/weather/overview.html", context)


def _lines(found: list[VariableDay], on: date) -> list[Line]:
    by: dict[tuple[str, str], list[VariableDay]] = defaultdict(list)
    for one in found:
        by[one.source, one.variable].append(one)
    lines = []
    for (source, variable), week in sorted(by.items()):
        figures = week[-1].figures
        told = (minutes(figures.median), minutes(figures.nine_tenths), minutes(figures.longest))
        lines.append(Line(source, variable, element(variable, on).title, week[-1], week, *told))
    return lines


def _share(came: int, expected: int) -> str:
    return f"{came * 1000 // expected / 10:.1f} %" if expected else "—"


def _sent(now: datetime, agreement: Agreement) -> dict[str, Any]:
    """The last two days of air handed over: hours, confirmed, confirmed late, waiting; the last error."""
    hours = AirHourSent.objects.filter(hour__gt=now - timedelta(hours=48))
    counts = hours.aggregate(
        hours=Count("pk"),
        waiting=Count("pk", filter=Q(confirmed_at=None)),
        revised=Count("pk", filter=Q(revision__gt=0)),
    )
    due = timedelta(minutes=agreement.air_minutes)
    confirmed = hours.exclude(confirmed_at=None).filter(revision=0).values_list("hour", "confirmed_at")
    failed = hours.exclude(error="").first()
    return {
        **counts,
        "late": sum(at - hour > due for hour, at in confirmed),
        "error": said(failed.error) if failed else None,
    }


def _configured() -> Settings | str | None:
    """What weather.yaml declares; ``broken`` where it cannot be read."""
    try:
        return weather_settings()
    except DeclarationError:
        return "broken"
