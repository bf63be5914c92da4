"""Yearly problem lists for everybody: which problems each area has taken up, until when, and how far they are."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from qingtian.apps.publishing.gate import gate_on
from qingtian.web.public.problem_lists import KIND, problem_list_shown, problem_lists_shown
from qingtian.web.typed import whole


@require_safe
def problem_lists(request: HttpRequest) -> HttpResponse:
    """The published lists of a year by area; through the gate."""
    gate = gate_on(request.as_of)
    shut, found = gate.closed(KIND), problem_lists_shown(gate)
    years = list(dict.fromkeys(one.fields["year"] for one in found)) or [request.as_of.year]
    asked = whole(request.GET.get("year", ""), otherwise=0)
    year = asked if asked in years else years[0]
    context = {
        "year": year,
        "years": years,
        "lists": [one for one in found if one.fields["year"] == year],
        "withheld": shut.reason if shut is not None else None,
    }
    return render(request, "portal/problem_lists.html", context)


@require_safe
def problem_list(request: HttpRequest, year: int, area: str) -> HttpResponse:
    """One list: its problems and, where its own decision says so, who leads them."""
    found = problem_list_shown(gate_on(request.as_of), year, area)
    if not found or "items" not in found[0].fields:
        raise Http404
    shown = found[0]
    leaders = {one["number"]: one for one in shown.fields.get("leaders", [])}
    rows = [(item, leaders.get(item["number"])) for item in shown.fields["items"]]
    withheld = next((one.sentence for one in shown.withheld if one.field == "leaders"), None)
    return render(request, "portal/problem_list.html", {"shown": shown, "rows": rows, "withheld": withheld})
