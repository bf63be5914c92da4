"""Dead corners of the grid (监管死角): days without a person, cells that do not tile, objects in no leaf."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from qingtian.apps.grid.cells import faults_on
from qingtian.apps.grid.queries import days_without_person, objects_registered_elsewhere, objects_without_leaf
from qingtian.apps.places.models import GridCell
from qingtian.grid.covering import Span
from qingtian.grid.faults import KINDS
from qingtian.grid.tiling import TOLERANCE, Fault
from qingtian.web.desk.grid.cells.words import HOW, NAV, OBJECTS
from qingtian.web.desk.seat import DeskRequest, officer

#: days looked at, and rows of each list
DAYS, MOST = 90, 200


@officer
@require_safe
def corners(request: DeskRequest) -> HttpResponse:
    """The last ninety days of people, the grid of today."""
    first = request.as_of - timedelta(days=DAYS - 1)
    gaps, faults = days_without_person(first, request.as_of), faults_on(request.as_of)
    cells = _named({*gaps, *(code for fault in faults for code in (fault.parent, *fault.cells))})
    context = {
        "days": DAYS,
        "gaps": _gaps(gaps, cells, request.as_of)[:MOST],
        "today": sum(spans[-1].last == request.as_of for spans in gaps.values()),
        "faults": [_fault(fault, cells) for fault in faults[:MOST]],
        "tolerance": f"{TOLERANCE:.1%}",
        "nowhere": [(one, OBJECTS[one.kind], HOW[one.how]) for one in objects_without_leaf()[:MOST]],
        "elsewhere": [(one, OBJECTS[one.kind]) for one in objects_registered_elsewhere()[:MOST]],
        "nav_current": NAV,
    }
    return render(request, "desk/grid/corners.html", context)


def _named(codes: set[str]) -> dict[str, GridCell]:
    rows = GridCell.objects.filter(code__in=codes).select_related("area", "parent").defer("boundary")
    return {row.code: row for row in rows}


def _gaps(gaps: dict[str, list[Span]], cells: dict[str, GridCell], today: date) -> list[dict[str, Any]]:
    """A row a span, those that last until today first, the longest first."""
    rows = [
        {"cell": cells.get(code), "span": span, "days": (span.last - span.first).days + 1, "now": span.last == today}
        for code, spans in gaps.items()
        for span in spans
        if span.last
    ]
    return sorted(rows, key=lambda row: (not row["now"], -row["days"], row["span"].first))


def _fault(fault: Fault, cells: dict[str, GridCell]) -> dict[str, Any]:
    return {
        "words": KINDS[fault.kind],
        "parent": cells.get(fault.parent),
        "cells": [cells[code] for code in fault.cells if code in cells],
        "hectares": f"{fault.square_metres / 10_000:.1f}",
        "at": fault.at,
    }
