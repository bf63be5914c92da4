"""The limits noise is judged by: editions by date, classes, each with basis and mark; tables the office enters."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from qingtian.apps.entered.queries import entries
from qingtian.standards.noise.limits import PLACES, Standard, declared, spans_on, zones
from qingtian.web.desk.monitoring.noise.words import NAV
from qingtian.web.desk.seat import DeskRequest, officer


@officer
@require_safe
def noise_limits(request: DeskRequest) -> HttpResponse:
    """Every standard as it is held, the night and the coverage in force today."""
    spans = spans_on(request.as_of, entries("noise.night", "noise.coverage"))
    context = {
        "standards": [(one, PLACES[one.place], _rows(one)) for one in declared().standards],
        "spans": spans,
        "night_basis": spans.bases[0],
        "coverage_basis": spans.bases[1],
        "rounding": declared().rounding,
        "nav_current": NAV,
    }
    return render(request, "desk/monitoring/noise/limits.html", context)


def _rows(standard: Standard) -> list[tuple[object, object]]:
    return [(zones()[zone], pair) for zone, pair in standard.limits.items()]
