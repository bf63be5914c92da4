"""The list of matters: those put right and those not, with the counts of both."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from qingtian.apps.publishing.gate import gate_on
from qingtian.language import Text
from qingtian.web.design.shapes import FacetGroup, Link
from qingtian.web.portal.settled import ON_A_PAGE
from qingtian.web.public.matters import matter_counts, matters_shown

FILTERS = {
    "": Text("全部", "All"),
    "open": Text("还在办", "Still open"),
    "ended": Text("已结束", "Ended"),
    "right": Text("看过，已改好", "Seen to be put right"),
}


@require_safe
def matters(request: HttpRequest) -> HttpResponse:
    """All of them, newest first; ``?which=`` narrows it."""
    which = request.GET.get("which", "")
    which = which if which in FILTERS else ""
    gate = gate_on(request.as_of)
    shown, counts = matters_shown(gate, which, request.GET.get("page"), ON_A_PAGE), matter_counts(gate)
    links = [Link(words, f"?which={code}", counts.get(code or "all"), code == which) for code, words in FILTERS.items()]
    context = {
        "page": shown.page,
        "matters": shown.rows,
        "withheld": shown.shut.reason if shown.shut is not None else None,
        "facets": [FacetGroup(Text("看哪些", "Which"), links)] if shown.shut is None else [],
    }
    return render(request, "portal/matters.html", context)
