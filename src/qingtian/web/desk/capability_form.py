"""One row of an organ's register, entered or corrected by its clerk or the administrator."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from qingtian.apps.accounts.kinds import Kind
from qingtian.apps.accounts.logbook import note
from qingtian.apps.catalogue.policy import may_keep
from qingtian.apps.catalogue.sheets import Sheet, take, values_of
from qingtian.apps.people.models import Organ, Person, Tenure
from qingtian.errors import UnusableInput
from qingtian.language import Text
from qingtian.tables import Column, Reject, Table, Value, rows_of
from qingtian.tables.table import RawRow
from qingtian.web.design.fields import Choice, FieldView
from qingtian.web.desk.capability_page import readable, sheet_of
from qingtian.web.desk.seat import DeskRequest, doer, officer
from qingtian.web.templatetags.words import say

KEPT_IN = Text("{organ}：{sheet}一行", "a row of {sheet}, {organ}")
KEPT = Text("{sheet}：已存。", "{sheet}: kept.")
KINDS = {"date": "date", "yes_no": "checkbox", "choice": "select", "whole": "text", "decimal": "text"}
NOTHING = Choice("", Text("— 请选 —", "— choose —"))


@officer
@require_http_methods(["GET", "HEAD", "POST"])
def register_row(request: DeskRequest, organ: str, sheet: str, pk: int | None = None) -> HttpResponse:
    """GET the form, empty or filled; POST keeps the row. 403 for who may read but not keep."""
    found, declared = readable(request, organ), sheet_of(sheet)
    if not may_keep(request.actor, found):
        raise PermissionDenied
    row = get_object_or_404(declared.model, **{"pk": pk, declared.owner: found}) if pk else None
    if request.method != "POST":
        kept = values_of(declared, row) if row else {}
        return _form(request, found, declared, row, {name: _typed(value) for name, value in kept.items()})
    typed = {c.name: request.POST.get(f"f_{c.name}", "").strip() for c in declared.columns if c.name != "organ"}
    if row is not None:
        typed |= {column.name: _typed(values_of(declared, row)[column.name]) for column in _fixed(declared, row)}
    values, faults = _read(declared, found, typed)
    if not faults:
        try:
            take(declared, values)
        except UnusableInput as refused:
            return _form(request, found, declared, row, typed, {}, refused)
        words = KEPT_IN.format(sheet=declared.title, organ=Text(found.name_zh, found.name_en or found.name_zh))
        note(Kind.ADMINISTERED, at=request.now, by=doer(request), what=words)
        messages.success(request, say(KEPT.format(sheet=declared.title)))
        return redirect("desk:capability_organ", organ=found.code)
    return _form(request, found, declared, row, typed, faults)


def _read(sheet: Sheet, organ: Organ, typed: dict[str, str]) -> tuple[dict[str, Value], dict[str, Text]]:
    """The typed words read by the same columns as an imported sheet; faults by column."""
    columns = sheet.columns
    words = {**typed, "organ": organ.code}
    words |= {c.name: "是" if words.get(c.name) in ("on", "是") else "否" for c in columns if c.type == "yes_no"}
    headings = tuple(c.name for c in columns)
    table = Table("", headings, 0, (RawRow(1, tuple(words[c.name] for c in columns)),))
    row = next(rows_of(table, columns, {c.name: c.name for c in columns}))
    if isinstance(row, Reject):
        return {}, {fault.column.name: fault.why for fault in row.faults if fault.column}
    return dict(row.values), {}


def _typed(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else ""
    if isinstance(value, Decimal):
        return f"{value:.2f}"
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


def _form(
    request: DeskRequest,
    organ: Organ,
    sheet: Sheet,
    row: Any,
    typed: dict[str, str],
    faults: dict[str, Text] | None = None,
    refused: UnusableInput | None = None,
) -> HttpResponse:
    faults = faults or {}
    fields = [
        _field(column, typed, faults.get(column.name), _people(organ, request) if column.name == "person" else ())
        for column in sheet.columns
        # what tells a row from every other stays: a wrong one is ended, and the right one entered
        if column.name != "organ" and not (row is not None and column.name in sheet.key)
    ]
    context = {
        "organ": organ,
        "sheet": sheet,
        "row": row,
        "fixed": [(c.title, typed.get(c.name, "")) for c in _fixed(sheet, row)],
        "fields": fields,
        "errors": [(f"id_f_{name}", words) for name, words in faults.items()],
        "refused": refused,
    }
    return render(request, "desk/capability_form.html", context, status=422 if faults or refused else 200)


def _fixed(sheet: Sheet, row: Any) -> list[Column]:
    """The columns of a kept row that are shown and stay."""
    return [c for c in sheet.columns if row is not None and c.name in sheet.key and c.name != "organ"]


def _field(column: Column, typed: dict[str, str], fault: Text | None, people: Sequence[Choice]) -> FieldView:
    choices = [NOTHING, *people] if people else [NOTHING, *(Choice(c.code, c.title) for c in column.choices)]
    kind = "select" if column.name == "person" else KINDS.get(column.type, "text")
    value = typed.get(column.name, "")
    return FieldView(
        f"f_{column.name}",
        column.title,
        kind,  # type: ignore[arg-type]
        value=bool(value) and value != "否" if kind == "checkbox" else value,
        error=fault or "",
        required=column.required and kind != "checkbox",
        choices=choices if kind == "select" else (),
        width="short" if column.type == "whole" else "medium" if column.type in ("decimal", "code") else "full",
        inputmode="decimal" if column.type == "decimal" else "numeric" if column.type == "whole" else "",
        hint=Text("写到分，比如 120000.00", "To the cent, such as 120000.00") if column.type == "decimal" else "",
        maxlength=column.longest if column.type in ("text", "code") else None,
    )


def _people(organ: Organ, request: DeskRequest) -> list[Choice]:
    """Those who hold a post of the organ, or of one below it, on that day."""
    held = Tenure.objects.on(request.as_of).filter(post__organ__path__startswith=organ.path)
    people = Person.objects.filter(pk__in=held.values("person")).order_by("code")
    return [Choice(p.code, Text(p.name_zh, p.name_en or p.name_zh)) for p in people]
