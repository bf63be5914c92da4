"""Indicators (指标): all of them over twelve months, one by area or by unit, and the matters behind every figure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from qingtian.apps.indicators.definitions import indicators as declared
from qingtian.apps.indicators.definitions import quiet_days
from qingtian.apps.indicators.questions import behind
from qingtian.apps.indicators.tables import Cell, Row, Table, months_to, overview, table
from qingtian.apps.people.models import Organ
from qingtian.apps.places.models import Area
from qingtian.apps.proceedings.policy import visible
from qingtian.language import Text
from qingtian.web.desk.indicators.spark import line_of
from qingtian.web.desk.seat import DeskRequest, officer
from qingtian.web.templatetags.words import page_language

BY = {"area": Text("按地方", "By area"), "unit": Text("按单位", "By unit")}
UNSETTLED = Text("还没有定", "Not settled")
WHOLE = Text("合计", "Together")
BETTER = {
    "more": Text("越高越好", "more is better"),
    "less": Text("越低越好", "less is better"),
    "neither": Text("高低都要看原因", "neither more nor less is better by itself"),
}
SHOWN = 500


@dataclass(frozen=True, slots=True)
class Figure:
    """A cell as shown: its figure, and where the matters behind it stand."""

    cell: Cell
    href: str


@dataclass(frozen=True, slots=True)
class Line:
    """A row as shown: whose it is, a figure a month, their sum."""

    name: str | Text
    figures: list[Figure]
    total: Cell


@officer
@require_safe
def indicators(request: DeskRequest) -> HttpResponse:
    """Every indicator with its definition, this month, the month before, the year, and a line of twelve months."""
    rows = [_summary(found) for found in overview(request.actor, request.as_of).values()]
    context = {"rows": rows, "nav_current": "desk:supervision"}
    return render(request, "desk/indicators/overview.html", context)


def _summary(found: Table) -> dict[str, object]:
    cells = found.totals.cells
    return {
        "indicator": found.indicator,
        "better": BETTER[found.indicator.better],
        "now": _figure(found, found.totals, -1),
        "before": _figure(found, found.totals, -2),
        "year": found.totals.total,
        "line": line_of(cells),
    }


def _figure(found: Table, row: Row, at: int) -> Figure:
    cell, month = row.cells[at], found.months[at]
    if cell.share is None or not cell.share.whole:
        return Figure(cell, "")
    asked = {"month": f"{month:%Y-%m}"}
    if row is not found.totals:
        asked |= {"by": found.by, "of": row.of}
    return Figure(cell, f"{reverse('desk:indicator_list', args=[found.indicator.code])}?{urlencode(asked)}")


@officer
@require_safe
def indicator(request: DeskRequest, code: str) -> HttpResponse:
    """One indicator by area or by unit and month."""
    found = asked_table(request, code)
    names = names_of(found)
    lines = [_line(found, row, names.get(row.of, UNSETTLED)) for row in found.rows]
    context = {
        "table": found,
        "by": BY,
        "better": BETTER[found.indicator.better],
        "lines": lines,
        "totals": _line(found, found.totals, WHOLE),
        "line": line_of(found.totals.cells),
        "nav_current": "desk:supervision",
    }
    return render(request, "desk/indicators/indicator.html", context)


def asked_table(request: DeskRequest, code: str) -> Table:
    """The table the address asks for; 404 for an indicator there is not."""
    if code not in declared(quiet_days(request.as_of)):
        raise Http404
    by = request.GET.get("by", "area")
    return table(code, request.actor, request.as_of, by=by if by in BY else "area")


def names_of(found: Table) -> Mapping[str, str]:
    """Names of the areas or units of a table, in the language of the page."""
    model, name = {"area": Area, "unit": Organ}[found.by], f"name_{page_language()}"
    return dict(model._default_manager.filter(code__in=[row.of for row in found.rows]).values_list("code", name))


def _line(found: Table, row: Row, name: str | Text) -> Line:
    return Line(name, [_figure(found, row, at) for at in range(len(found.months))], row.total)


@officer
@require_safe
def behind_figure(request: DeskRequest, code: str) -> HttpResponse:
    """The matters behind one figure: those counted, those of the part marked; no list where the figure is kept back."""
    found, month = asked_table(request, code), _month(request)
    by, of = request.GET.get("by", ""), request.GET.get("of", "")
    if by not in ("", *BY):
        raise Http404
    row = next((row for row in found.rows if row.of == of), None) if by else found.totals
    figure = row.cells[found.months.index(month)] if row else None
    if figure is None or figure.share is None:
        raise Http404
    limits = {"month": month, "by": by, "of": of}
    counted = behind(code, request.actor, request.as_of, **limits)
    part = set(behind(code, request.actor, request.as_of, part=True, **limits).values_list("pk", flat=True))
    open_to = set(visible(request.actor).filter(pk__in=counted.values("pk")).values_list("pk", flat=True))
    context = {
        "table": found,
        "month": month,
        "of": names_of(found).get(of, UNSETTLED) if by else WHOLE,
        "figure": figure,
        "rows": [(one, one.pk in part, one.pk in open_to) for one in counted.select_related("area")[:SHOWN]],
        "nav_current": "desk:supervision",
    }
    return render(request, "desk/indicators/list.html", context)


def _month(request: DeskRequest) -> date:
    try:
        month = date.fromisoformat(f"{request.GET.get('month', '')}-01")
    except ValueError:
        raise Http404 from None
    if month not in months_to(request.as_of):
        raise Http404
    return month
