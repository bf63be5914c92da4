"""Duty lists for everybody: which unit and post answers for what."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from qingtian.apps.publishing.gate import gate_on
from qingtian.web.public.duties import KIND, duty_lists_shown


@require_safe
def duties(request: HttpRequest) -> HttpResponse:
    """The list in force, or ``?version=`` one that has begun; through the gate."""
    gate = gate_on(request.as_of)
    shut = gate.closed(KIND)
    found = duty_lists_shown(gate, request.as_of, request.GET.get("version", ""))
    whole = next((one for one in found if "units" in one.fields), None)
    context = {
        "whole": whole,
        "versions": [one for one in found if one is not whole],
        "withheld": shut.reason if shut is not None else None,
    }
    return render(request, "portal/duties.html", context)
