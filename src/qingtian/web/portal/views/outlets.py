"""Automatic hours of key discharging units for everybody: the last hour of each, a day of one, hours as a file."""

from __future__ import annotations

from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from qingtian.apps.publishing.gate import gate_on
from qingtian.language import Text
from qingtian.standards.declared import CERTAINTIES
from qingtian.standards.sources.publicity import publicity
from qingtian.web.portal.taking_away import Column, field, taken_away
from qingtian.web.public.outlets import days_shown, outlet_shown, outlets_shown

COLUMNS: tuple[Column, ...] = (
    field("unit_name", Text("单位", "Unit")),
    field("number", Text("排放口编号", "Outlet")),
    field("outlet", Text("排放口", "Name of the outlet")),
    field("medium", Text("介质", "Medium")),
    field("area", Text("属地", "Area")),
    field("code", Text("因子编码", "Code")),
    field("factor", Text("因子", "Factor")),
    field("hour", Text("时（起）", "Hour from")),
    field("value", Text("实测值（原文）", "Measured, as sent")),
    field("converted", Text("折算值（原文）", "Converted, as sent")),
    field("unit", Text("单位", "Unit of measure")),
    field("mark", Text("数据标记", "Mark")),
    field("state", Text("判定", "State")),
    field("limit", Text("许可限值", "Permit limit")),
    field("basis", Text("限值依据", "Basis of the limit")),
    field("revision", Text("第几次上报", "Revision")),
)


@require_safe
def outlets(request: HttpRequest) -> HttpResponse:
    """``?q=`` words of the unit's name; the last hour of each outlet."""
    words = request.GET.get("q", "").strip()[:60]
    shown = outlets_shown(gate_on(request.as_of), words, request.GET.get("page"), request.now)
    context = {
        "withheld": shown.shut.reason if shown.shut is not None else None,
        "page": shown.page,
        "rows": shown.rows,
        "words": words,
        "begins": shown.begins,
        "bases": _bases(),
    }
    return render(request, "portal/outlets.html", context)


@require_safe
def outlet(request: HttpRequest, number: str) -> HttpResponse:
    """The last 24 hours of one outlet. 404 for one that is not of a key unit, or while nothing is shown."""
    rows = outlet_shown(gate_on(request.as_of), number, request.now)
    if not rows:
        raise Http404
    return render(request, "portal/outlet.html", {"rows": rows, "head": rows[0], "bases": _bases()})


@require_safe
def outlets_file(request: HttpRequest, kind: str) -> HttpResponse:
    """Hours as CSV, XLSX or JSON: ``?outlet=`` of one, up to 31 days back from ``?until=``; else a day of all."""
    rows = days_shown(gate_on(request.as_of), request.GET.get("outlet", "")[:40], _until(request), request.now)
    return taken_away(kind, "outlets", COLUMNS, rows, request.as_of)


def _until(request: HttpRequest) -> date:
    try:
        return min(date.fromisoformat(request.GET.get("until", "")), request.as_of)
    except ValueError:
        return request.as_of


def _bases() -> list[tuple[Text, Text, Text]]:
    return [(one.instrument, one.clause, CERTAINTIES[one.certainty]) for one in publicity().basis]
