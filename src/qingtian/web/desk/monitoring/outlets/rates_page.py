"""Monthly rates (月传输率、有效率): counts by outlet and factor, the rates they give, and the same as Excel."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from qingtian.apps.accounts.kinds import Kind
from qingtian.apps.accounts.logbook import note
from qingtian.apps.entered.queries import entries
from qingtian.apps.monitors.months import MonthOf, month_of_outlets
from qingtian.apps.monitors.policy import SEES
from qingtian.errors import Refused
from qingtian.language import Text
from qingtian.standards.entered import Entry, needed
from qingtian.standards.periods import Period, month_of
from qingtian.standards.sources.factors import factor_title
from qingtian.standards.sources.rates import TABLE, Counts, effective, transmission, whole
from qingtian.tables.columns import Value
from qingtian.tables.writing import xlsx_bytes
from qingtian.web.desk.enforcement.seats import only
from qingtian.web.desk.monitoring.outlets.words import NAV, NOTHING, every_outlet, percent
from qingtian.web.desk.seat import DeskRequest, doer, officer
from qingtian.web.templatetags.words import name, say

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MONTHS = 13
TAKEN = Text("{month} 自动监测传输率、有效率：{rows} 行", "rates of automatic monitoring {month}: {rows} rows")
COUNTED: tuple[tuple[str, Text], ...] = (
    ("owed", Text("应报", "Owed")),
    ("received", Text("收到", "Received")),
    ("valid", Text("有效", "Valid")),
    ("substituted", Text("替代", "Substituted")),
    ("invalid", Text("无效", "Invalid")),
    ("missing", Text("缺测", "Missing")),
    ("maintained", Text("申报维护", "Maintenance")),
    ("starting", Text("申报启停", "Start, shut-down")),
    ("stopped", Text("申报停运", "Stopped")),
)
RATES = (Text("传输率", "Transmission rate"), Text("有效率", "Effective rate"))
OURS = Text(
    "传输率＝收到的小时÷应报的小时，申报停运的不计，是本系统的算法，属配置。",
    "Transmission rate = hours received ÷ hours owed, declared stops left out: our way of counting, a setting.",
)


@dataclass(frozen=True, slots=True)
class Row:
    """One factor of one outlet: counts and both rates in words."""

    of: MonthOf
    factor: Text
    cells: list[int]
    rates: tuple[str, str]


@officer
@require_safe
@only(SEES)
def outlet_rates(request: DeskRequest) -> HttpResponse:
    """``?month=2026-10``; ``format=xlsx`` takes the table away. Without its table the effective rate is refused."""
    month = _month(request)
    told = month_of_outlets(every_outlet(), month, request.now)
    entry, refused = _entry(month.last)
    rows = [Row(one, factor_title(one.factor), _cells(one.counts), _rates(one.counts, entry)) for one in told]
    if request.GET.get("format") == "xlsx":
        return _taken(request, month, rows, refused)
    total = whole(one.counts for one in told)
    context = {
        "rows": rows,
        "month": month,
        "months": _months(request.as_of),
        "counted": [words for _, words in COUNTED],
        "rates": RATES,
        "total": (_cells(total), _rates(total, entry)) if rows else None,
        "entry": entry.line() if entry else None,
        "refused": refused,
        "ours": OURS,
        "nav_current": NAV,
    }
    return render(request, "desk/monitoring/outlets/rates.html", context)


def _month(request: DeskRequest) -> Period:
    try:
        asked = date.fromisoformat(f"{request.GET.get('month', '')[:7]}-01")
    except ValueError:
        asked = request.as_of
    return month_of(min(asked, request.as_of))


def _months(on: date) -> list[Period]:
    found = [month_of(on)]
    while len(found) < MONTHS:
        found.append(month_of(found[-1].first - timedelta(days=1)))
    return found


def _entry(on: date) -> tuple[Entry | None, Refused | None]:
    try:
        return needed(entries(TABLE), TABLE, on), None
    except Refused as refused:
        return None, refused


def _cells(counts: Counts) -> list[int]:
    return [getattr(counts, column) for column, _ in COUNTED]


def _rates(counts: Counts, entry: Entry | None) -> tuple[str, str]:
    return percent(transmission(counts)), percent(effective(counts, entry)) if entry else NOTHING


def _taken(request: DeskRequest, month: Period, rows: Sequence[Row], refused: Refused | None) -> HttpResponse:
    note(Kind.EXPORTED, at=request.now, by=doer(request), what=TAKEN.format(month=month.id, rows=len(rows)))
    heads = [say(words) for words in (Text("单位", "Unit"), Text("排放口", "Outlet"), Text("编号", "Number"))]
    heads += [say(Text("因子", "Factor")), *(say(words) for _, words in COUNTED), *map(say, RATES)]
    lines: list[list[Value]] = [
        [row.of.outlet.party.name, name(row.of.outlet), row.of.outlet.number, say(row.factor), *row.cells, *row.rates]
        for row in rows
    ]
    notes = [[say(OURS)], *([[say(refused.message)]] if refused else [])]
    content = xlsx_bytes("rates.xlsx", heads, lines, title=month.id, notes=[(say(Text("算法", "Counting")), notes)])
    response = HttpResponse(content, content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="outlet-rates-{month.id}.xlsx"'
    return response
