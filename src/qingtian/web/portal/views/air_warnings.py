"""Warnings of heavy pollution for everybody: what is in force, what it means, what to do; those of the last year."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from qingtian.apps.publishing.gate import gate_on
from qingtian.foresight.warning import TIERS
from qingtian.web.public.air_warnings import KIND, air_warnings_shown


@require_safe
def air_warnings(request: HttpRequest) -> HttpResponse:
    """Through the gate; what nobody issued does not exist here."""
    gate = gate_on(request.as_of)
    shut, found = gate.closed(KIND), air_warnings_shown(gate, request.as_of)
    context = {
        "now": [one for one in found if one["ends"] is None],
        "past": [one for one in found if one["ends"] is not None],
        "tiers": TIERS.items(),
        "withheld": shut.reason if shut is not None else None,
    }
    return render(request, "portal/air_warnings.html", context)
