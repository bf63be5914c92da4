"""Days above their limit in a month, by how far; the same rows as Excel."""

from __future__ import annotations

from decimal import Decimal

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from qingtian.apps.noise.queries import JudgedDay, days_of, judged_days
from qingtian.language import Text
from qingtian.standards.periods import month_of
from qingtian.tables.columns import Value
from qingtian.web.desk.monitoring.noise.choice import chosen
from qingtian.web.desk.monitoring.noise.words import NAV, Row, rests_on, row_of
from qingtian.web.desk.monitoring.taking import taken
from qingtian.web.desk.seat import DeskRequest, officer
from qingtian.web.templatetags.words import name, say

TITLE = Text("噪声超标清单 {month}", "Noise above its limit, {month}")
HEADS = (
    Text("代码", "Code"),
    Text("点位", "Point"),
    Text("区县", "Area"),
    Text("类别", "Class"),
    Text("日期", "Day"),
    Text("昼间 dB(A)", "Day dB(A)"),
    Text("昼间限值", "Day limit"),
    Text("夜间 dB(A)", "Night dB(A)"),
    Text("夜间限值", "Night limit"),
    Text("夜间最大 dB(A)", "Loudest of the night dB(A)"),
)


@officer
@require_safe
def noise_exceedances(request: DeskRequest) -> HttpResponse:
    """``?month=2026-10``; days that could not be judged are counted, never taken as met."""
    month = chosen(request.GET.get("month", ""), "month", month_of, request.as_of, "month")
    judged = judged_days(days_of(month.period))
    missed = sorted((one for one in judged if one.met is False), key=lambda one: (-_far(one), one.day.point.code))
    rows = [row_of(one) for one in missed]
    if request.GET.get("format") == "xlsx":
        title = TITLE.format(month=month.period.id)
        return taken(request, f"noise-{month.period.id}", title, HEADS, [_cells(row) for row in rows], rests_on())
    context = {
        "rows": rows,
        "month": month,
        "judged": sum(one.met is not None for one in judged),
        "unjudged": sum(one.met is None for one in judged),
        "rests_on": rests_on(),
        "nav_current": NAV,
    }
    return render(request, "desk/monitoring/noise/exceedances.html", context)


def _far(one: JudgedDay) -> Decimal:
    found = one.evaluation
    verdicts = (found.day, found.night, found.burst) if found else ()
    return max((verdict.above for verdict in verdicts if verdict and verdict.above is not None), default=Decimal(0))


def _cells(row: Row) -> list[Value]:
    point = row.judged.day.point
    cells = (row.day.shown, row.day.limit, row.night.shown, row.night.limit, row.burst.shown)
    return [
        *(point.code, name(point), name(point.area), say(row.zone), row.judged.day.day),
        *(_number(cell) for cell in cells),
    ]


def _number(shown: str) -> Value:
    """A level as a number; a gap stays a gap."""
    return Decimal(shown) if shown not in ("", "—") else None
