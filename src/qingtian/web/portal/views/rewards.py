"""Rewards for everybody: how much is given for what, and what was given so far."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from qingtian.apps.publishing.gate import gate_on
from qingtian.procedures import load_procedures
from qingtian.web.public.rewards import scheme_shown, totals_shown


@require_safe
def rewards(request: HttpRequest) -> HttpResponse:
    """How much is given for what, and what was given so far; through the gate."""
    gate = gate_on(request.as_of)
    scheme, examine = scheme_shown(gate, request.as_of), load_procedures().editions("reward")[-1].named("examine")
    titles = {field.name: field.choices for field in examine.fields} if examine else {}
    context = {
        "scheme": scheme,
        "withheld": scheme.reason,
        "classes": [(titles["classes"][code], yuan) for code, yuan in scheme.get("classes", {}).items()],
        "contributions": [(titles["contribution"][code], n) for code, n in scheme.get("contributions", {}).items()],
        "conditions": list(titles["conditions"].values())[:-1],  # the last is the examiner's own declaration
        "totals": totals_shown(gate),
    }
    return render(request, "portal/rewards.html", context)
