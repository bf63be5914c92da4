"""Rates of compliance of zones in a quarter or year (功能区达标率), by class, day and night; the table as Excel."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from qingtian.apps.noise.queries import ClassRates, class_rates
from qingtian.language import Text
from qingtian.standards.noise.evaluation import Rate
from qingtian.standards.periods import quarter_of, year_before, year_of
from qingtian.tables.columns import Value
from qingtian.web.desk.monitoring.noise.choice import chosen
from qingtian.web.desk.monitoring.noise.words import NAV, rests_on, zone_words
from qingtian.web.desk.monitoring.taking import taken
from qingtian.web.desk.seat import DeskRequest, officer
from qingtian.web.templatetags.words import say

TITLE = Text("声环境功能区达标率 {period}", "Compliance of noise zones, {period}")
ALL = Text("全部功能区", "All zones")
HEADS = (
    Text("类别", "Class"),
    Text("点位", "Points"),
    Text("昼间点次", "Day: judged"),
    Text("昼间达标", "Day: met"),
    Text("昼间达标率 %", "Day: rate %"),
    Text("夜间点次", "Night: judged"),
    Text("夜间达标", "Night: met"),
    Text("夜间达标率 %", "Night: rate %"),
    Text("没有评价的点次", "Not judged"),
)
COUNTED = Text(
    "达标率＝达标点次÷评价点次；一个点位一天算一个点次，没有评价的不计入。",
    "Rate = point-days that met the limit / point-days judged; what could not be judged is not counted.",
)


@officer
@require_safe
def noise_quarter(request: DeskRequest) -> HttpResponse:
    """``?quarter=2026-Q3`` or ``?year=2026``; the year before stands beside it."""
    by_year = "year" in request.GET
    period = (
        chosen(request.GET.get("year", ""), "year", year_of, request.as_of, "year")
        if by_year
        else chosen(request.GET.get("quarter", ""), "quarter", quarter_of, request.as_of, "quarter")
    )
    rows = class_rates(period.period)
    if request.GET.get("format") == "xlsx":
        title = TITLE.format(period=period.period.id)
        notes = [COUNTED, *rests_on()]
        return taken(request, f"noise-{period.period.id}", title, HEADS, [_cells(row) for row in rows], notes)
    before = {row.zone: row for row in class_rates(year_before(period.period))}
    context = {
        "rows": [(row, _title(row), before.get(row.zone)) for row in rows],
        "chosen": period,
        "by_year": by_year,
        "counted": COUNTED,
        "rests_on": rests_on(),
        "nav_current": NAV,
    }
    return render(request, "desk/monitoring/noise/quarter.html", context)


def _title(row: ClassRates) -> Text:
    return zone_words(row.zone) if row.zone else ALL


def _cells(row: ClassRates) -> list[Value]:
    return [say(_title(row)), row.points, *_rate(row.day), *_rate(row.night), row.unjudged]


def _rate(rate: Rate) -> tuple[Value, Value, Value]:
    return rate.judged, rate.met, rate.percent
