"""Standing pages: every way to report, and how these pages work."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from qingtian.apps.publishing.gate import gate_on
from qingtian.web.portal.settled import DRAFT_LIFE
from qingtian.web.public.channels import channels_shown
from qingtian.web.public.places import offices_shown


@require_safe
def channels(request: HttpRequest) -> HttpResponse:
    """Every way to report, whether it is open now, and how it is followed; then each office with what is on record."""
    gate = gate_on(request.as_of)
    shut = gate.closed("office")
    ways = channels_shown(gate, request.now)
    kinds = dict.fromkeys(str(one["kind"]) for one in ways)
    groups = [[one for one in ways if one["kind"] == kind] for kind in kinds]
    context = {"groups": groups, "offices": offices_shown(gate), "withheld": shut.reason if shut is not None else None}
    return render(request, "portal/channels.html", context)


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """What happens with a report, what is kept, how the pages can be used without seeing, hearing or a script."""
    return render(request, "portal/about.html", {"draft_days": DRAFT_LIFE.days})
