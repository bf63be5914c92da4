"""Overview of enforcement (执法总览): ageing, the three systems case by case, the month's measures, revocations."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from qingtian.apps.accounts.kinds import Kind
from qingtian.apps.accounts.logbook import note
from qingtian.apps.catalogue.actions.note_use import note_use
from qingtian.apps.penalties.monthly import COLUMNS, ELSEWHERE, Line, monthly
from qingtian.apps.penalties.overview import ageing, clearance, decided, revoked
from qingtian.apps.penalties.three_systems import Check, three_systems
from qingtian.apps.proceedings.models import Proceeding
from qingtian.apps.proceedings.policy import visible
from qingtian.apps.proceedings.queries import projection_of
from qingtian.language import Text
from qingtian.procedures.guards.penalty_decisions import review_owed_by
from qingtian.tables.writing import xlsx_bytes
from qingtian.web.desk.enforcement.seats import ENFORCING, only
from qingtian.web.desk.seat import DeskRequest, doer, officer
from qingtian.web.templatetags.words import name, say
from qingtian.web.typed import whole

PAGE, MONTHS = 20, 13
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
TITLE = Text("四个配套办法和移送案件月报", "Monthly report of supporting measures and transfers")
FROM_MEMORY = Text(
    "栏目按国家月度通报的样子列，凭记忆，表样以省里的为准；罚款数额只作报告，不排名、不作考核。",
    "The columns follow the national monthly circular, from memory; the province's own form prevails. Fines are a "
    "report, never a ranking or a target.",
)
CASES, YUAN = Text("{title}（件）", "{title} (cases)"), Text("{title}（元）", "{title} (yuan)")
TAKEN = Text("执法月报 {month}", "monthly enforcement report {month}")


@dataclass(frozen=True, slots=True)
class Checked:
    """A decided case with the three systems."""

    case: Proceeding
    checks: list[Check]

    @property
    def fails(self) -> bool:
        return any(one.holds is False for one in self.checks)


@officer
@require_safe
@only(ENFORCING)
def overview(request: DeskRequest) -> HttpResponse:
    """``?month=2026-11``, ``?year=``, ``?page=`` of the cases checked; ``format=xlsx`` takes the month's table away."""
    month = _month(request)
    seen = visible(request.actor)
    lines, total = monthly(seen, month)
    if request.GET.get("format") == "xlsx":
        return _taken(request, month, lines, total)
    year = whole(request.GET.get("year", ""), otherwise=month.year)
    year = year if request.as_of.year - 5 <= year <= request.as_of.year else month.year
    page = Paginator(decided(seen, year), PAGE).get_page(request.GET.get("page"))
    context = {
        "ageing": ageing(seen, request.as_of),
        "clearance": clearance(seen, year),
        "year": year,
        "years": [request.as_of.year - back for back in range(3)],
        "page": page,
        "checked": [_checked(case, request.as_of) for case in page.object_list],
        "query": f"year={year}&month={month:%Y-%m}",
        "month": month,
        "months": _months(request.as_of),
        "columns": COLUMNS,
        "lines": [(one.area, one.cells) for one in lines],
        "total": total.cells,
        "note": FROM_MEMORY,
        "revoked": list(revoked(seen, year)),
        "nav_current": "desk:enforcement",
    }
    return render(request, "desk/enforcement/overview.html", context)


def _checked(case: Proceeding, on: date) -> Checked:
    projection = projection_of(case)
    return Checked(case, three_systems(case, projection, review_owed_by(projection), on))


def _months(on: date) -> list[date]:
    first = on.replace(day=1)
    found = [first]
    while len(found) < MONTHS:
        earlier = found[-1]
        found.append(date(earlier.year - (earlier.month == 1), (earlier.month - 2) % 12 + 1, 1))
    return found


def _month(request: DeskRequest) -> date:
    """The month asked for, where it is one of those offered; the running one otherwise."""
    offered = _months(request.as_of)
    return next((one for one in offered if f"{one:%Y-%m}" == request.GET.get("month", "")), offered[0])


def _taken(request: DeskRequest, month: date, lines: Sequence[Line], total: Line) -> HttpResponse:
    """The table as a workbook; the use is noted."""
    note(Kind.EXPORTED, at=request.now, by=doer(request), what=TAKEN.format(month=f"{month:%Y-%m}"))
    purpose = say(TITLE)
    note_use("penalty_case", by=request.actor, rows=len(lines), way="monthly xlsx", purpose=purpose, now=request.now)
    heads = [say(Text("地方", "Area"))]
    for one in COLUMNS:
        heads += [say(CASES.format(title=one.title)), *([say(YUAN.format(title=one.title))] if one.amount else [])]
    rows = [[say(name(one.area) if one.area else ELSEWHERE), *_values(one)] for one in lines]
    rows.append([say(Text("合计", "Total")), *_values(total)])
    notes = [(say(TITLE), [[say(FROM_MEMORY)]])]
    content = xlsx_bytes("monthly.xlsx", heads, rows, title=f"{month:%Y-%m}", notes=notes)
    response = HttpResponse(content, content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="qingtian-enforcement-{month:%Y-%m}.xlsx"'
    return response


def _values(line: Line) -> list[int | Decimal]:
    found: list[int | Decimal] = []
    for count, amount in line.cells:
        found += [count] if amount is None else [count, amount]
    return found
