"""The typing sheet (录入单): one matter in exactly the fields and order of that system's form, to be copied over."""

from __future__ import annotations

import secrets

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from qingtian.apps.proceedings.models import Proceeding, UpstreamNumber
from qingtian.apps.proceedings.queries import procedure_of, projection_of
from qingtian.errors import QingtianError
from qingtian.gateways.upstream.exporting import left_out
from qingtian.gateways.upstream.filling import cell
from qingtian.gateways.upstream.materials import one
from qingtian.gateways.upstream.model import System
from qingtian.gateways.upstream.noting import Entry, note
from qingtian.gateways.upstream.owed import base
from qingtian.gateways.upstream.systems import is_own, systems_in_use
from qingtian.gateways.upstream.values import known_field
from qingtian.language import Text
from qingtian.law import load_law
from qingtian.web.design.fields import FieldView
from qingtian.web.desk.matter_page import head
from qingtian.web.desk.seat import DeskRequest, officer
from qingtian.web.desk.upstream_page import NOT_YOURS, may_enter
from qingtian.web.templatetags.words import say
from qingtian.web.typed import whole

SAVED = Text("{number} 已登记为录入{system}。", "{number} is noted as entered: {system}.")
CERTAINTY = {
    "seen": Text("列名见过公开文档", "heads seen in public documents"),
    "memory": Text("列名凭记忆，待核对", "heads from memory, to be checked"),
    "assumed": Text("列名是假定的，待核对", "heads assumed, to be checked"),
    "local": Text("本单位自己定的", "set by this office"),
}


def known(id_: str) -> System:
    """The system of an address; 404 for one that is not declared."""
    found = systems_in_use()[0].get(id_)
    if found is None:
        raise Http404
    return found


def upstream_matter(request: DeskRequest, number: str) -> Proceeding:
    """The matter, inside the scope and among those that may go upstream at all; 404 otherwise."""
    found = base(request.actor).select_related("area").filter(number=number).first()
    if found is None:
        raise Http404
    return found


@officer
@require_http_methods(["GET", "HEAD", "POST"])
def typing_sheet(request: DeskRequest, number: str, system: str) -> HttpResponse:
    """GET the sheet; POST notes that it was typed there, with the number it got."""
    declared, found = known(system), upstream_matter(request, number)
    if request.method == "POST":
        return _note(request, found, declared)
    return _page(request, found, declared)


def _note(request: DeskRequest, found: Proceeding, declared: System) -> HttpResponse:
    if not may_enter(request):
        raise PermissionDenied(NOT_YOURS.zh)
    entry = Entry(
        matter=found,
        seen=whole(request.POST.get("expected_seq", ""), otherwise=-1),
        number=request.POST.get("system_number", ""),
        difference=request.POST.get("difference", ""),
    )
    once = request.POST.get("once", "")[:64] or secrets.token_urlsafe(18)
    try:
        note(declared, entry, by=request.actor, on=request.as_of, now=request.now, once=once)
    except QingtianError as refused:
        return _page(request, found, declared, refused=refused)
    messages.success(request, say(SAVED.format(number=found.number, system=declared.title)))
    return redirect(f"{reverse('desk:upstream')}?system={declared.id}")


def _page(
    request: DeskRequest, found: Proceeding, declared: System, *, refused: QingtianError | None = None
) -> HttpResponse:
    found.refresh_from_db()
    material = one(declared, found)
    cells = [cell(column, material) for column in declared.columns]
    noted = UpstreamNumber.objects.filter(proceeding=found, system=declared.id).first()
    number = request.POST.get("system_number", noted.number if noted else "") or material.source_number
    difference = request.POST.get("difference", noted.difference if noted else "")
    context = head(found, procedure_of(found), projection_of(found), request) | {
        "system": declared,
        "cells": [(place, one_cell) for place, one_cell in enumerate(cells, 1)],
        "missing": [one_cell.column.head for one_cell in cells if one_cell.missing],
        "noted": noted,
        "refused": refused,
        "may_enter": may_enter(request),
        "expected": found.seq,
        "once": secrets.token_urlsafe(18),
        "fields": [
            FieldView(
                "system_number",
                Text("那边的编号", "Number there"),
                value=number,
                hint=Text("那边还没给编号的，先空着。", "Leave it empty while none was given."),
                required=False,
                width="medium",
                maxlength=80,
            ),
            FieldView(
                "difference",
                Text("有什么不同", "What differs"),
                "textarea",
                value=difference,
                hint=Text("那边只能这样填、和这里不一样的，写在这里。", "Where the form there forces another answer."),
                required=False,
                rows=2,
                maxlength=300,
            ),
        ],
    }
    return render(request, "desk/typing_sheet.html", context, status=409 if refused else 200)


@officer
@require_safe
def columns(request: DeskRequest, system: str) -> HttpResponse:
    """The columns of one system as declared: head, where it comes from, codes; and how to change them."""
    declared, law = known(system), load_law()
    rows = [(column, _source(column.field, column.constant, column.identity)) for column in declared.columns]
    context = {
        "system": declared,
        "rows": rows,
        "own": is_own(declared.id),
        "certainty": CERTAINTY[declared.certainty],
        "left_out": [column.head for column in left_out(declared)],
        "cited": [law.cite(basis) for basis in declared.basis],
        "limits": [(rule, law.parameter(rule.within).title if rule.within else None) for rule in declared.rules],
    }
    return render(request, "desk/upstream_columns.html", context)


def _source(field: str | None, constant: str | None, identity: str | None) -> Text:
    if constant is not None:
        return Text(f"总是“{constant}”", f"always “{constant}”")
    if identity is not None:
        return Text("密封的身份，写理由才打开", "sealed identity, opened with a reason only")
    known_ = known_field(field or "")
    return known_.title if known_ else Text(str(field), str(field))
