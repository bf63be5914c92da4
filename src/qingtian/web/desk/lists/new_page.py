"""The form by which a list is drafted (起草清单): the declared first act, with the year and its first day filled in."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from qingtian.apps.installation.kind import DEMONSTRATION, kind
from qingtian.web.desk.lists.lists_page import NAV, may_open
from qingtian.web.desk.opening import Opening
from qingtian.web.desk.seat import DeskRequest, officer

PROCEDURE = "problem_list"


@officer
@require_http_methods(["GET", "HEAD", "POST"])
def new_problem_list(request: DeskRequest) -> HttpResponse:
    """GET the form, POST to draft; what was wrong stands beside what was typed."""
    if not may_open(request):
        return render(request, "desk/lists/not_yours.html", {"nav_current": NAV}, status=403)
    opening = Opening.of(request, PROCEDURE)
    this_year = {"year": str(request.as_of.year), "begins": f"{request.as_of.year}-01-01"}
    draft = opening.sent() if request.method == "POST" else opening.fresh(this_year)
    opened = opening.perform(draft, generated=kind() == DEMONSTRATION)
    if opened:
        return redirect("desk:proceeding", opened.number)
    return opening.page("desk/lists/new.html", draft, nav_current=NAV)
