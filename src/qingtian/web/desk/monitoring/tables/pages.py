"""Tables the office enters itself: which there are, what is held, and the administrator's form for one more."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from qingtian.apps.accounts.kinds import Kind
from qingtian.apps.accounts.logbook import note
from qingtian.apps.entered.actions.enter_table import CellsRefused, enter_table
from qingtian.apps.entered.queries import entries
from qingtian.errors import QingtianError
from qingtian.language import Text
from qingtian.standards.entered import Entry, TableShape, entry_on, shapes
from qingtian.web.access import PAGES
from qingtian.web.design.fields import FieldView
from qingtian.web.desk.monitoring.tables.form import fields_of, new_table, stray
from qingtian.web.desk.seat import DeskRequest, doer, officer
from qingtian.web.templatetags.words import say

NAV = "desk:monitoring"
ENTERED = Text("录入“{title}”，从 {day} 起", "entered “{title}”, from {day}")
SAVED = Text(
    "已录入。以后的计算按它，已经发布的不变。", "Entered. What is computed from now on follows it; what is out stays."
)


@officer
@require_safe
def entered_tables(request: DeskRequest) -> HttpResponse:
    """Every table with what holds today, those that lack an entry first; for every officer in office."""
    held = entries()
    rows = [(shape, entry_on(held, shape.id, _needed_day(shape, request.as_of))) for shape in shapes().values()]
    rows.sort(key=lambda row: (row[1] is not None, row[0].optional))
    return render(request, "desk/monitoring/tables/list.html", {"rows": rows, "nav_current": NAV})


@officer
@require_http_methods(["GET", "HEAD", "POST"])
def entered_table(request: DeskRequest, table: str) -> HttpResponse:
    """One table: what was entered, the last first, and the form. POST is the administrator's alone (403)."""
    may_enter = bool(PAGES["desk:entered_table"].acting & request.actor.roles)
    if request.method == "POST" and not may_enter:
        raise PermissionDenied
    shape = shapes().get(table)
    if shape is None:
        raise Http404
    fields, wrong = fields_of(shape, request.POST, request.as_of), None
    if request.method == "POST":
        try:
            enter_table(new_table(shape, request.POST), by=request.post.code, at=request.now)
        except CellsRefused as refused:
            fields, wrong = _marked(fields, shape, refused), refused
        except QingtianError as refused:
            fields, wrong = _with_error(fields, refused), refused
        else:
            what = ENTERED.format(title=shape.title, day=request.POST.get("first_day", ""))
            note(Kind.ADMINISTERED, at=request.now, by=doer(request), what=what)
            messages.success(request, say(SAVED))
            return redirect("desk:entered_table", table)
    context = {
        "shape": shape,
        "held": [(entry, _rows(shape, entry)) for entry in entries(table)],
        "fields": fields,
        "wrong": wrong,
        "may_enter": may_enter,
        "nav_current": NAV,
    }
    return render(request, "desk/monitoring/tables/one.html", context, status=422 if wrong else 200)


def _needed_day(shape: TableShape, today: date) -> date:
    return max(shape.from_day or today, today)


def _rows(shape: TableShape, entry: Entry) -> list[tuple[Text, list[str]]]:
    """An entry as it is shown, in the order of the shape or as the office wrote it."""
    names = shape.rows or {row: Text(row, row) for row in entry.values}
    return [(title, [entry.text(row, column) for column in shape.columns]) for row, title in names.items()]


def _with_error(fields: list[FieldView], refused: QingtianError) -> list[FieldView]:
    return [replace(one, error=refused.message) if one.name == refused.where else one for one in fields]


def _marked(fields: list[FieldView], shape: TableShape, refused: CellsRefused) -> list[FieldView]:
    if shape.rows is None:
        return [replace(one, error=stray(shape, refused.faults)) if one.name == "rows" else one for one in fields]
    named = {f"cell-{row}-{column}": why for (row, column), why in refused.faults.items()}
    return [replace(one, error=named[one.name]) if one.name in named else one for one in fields]
