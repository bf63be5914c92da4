"""Register a clue of damage (登记线索): the declared first act; from a penalty case it comes filled."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from qingtian.apps.compensation.queries import PROCEDURE, usual_claimant
from qingtian.apps.proceedings.policy import may_see
from qingtian.web.desk.compensation.seats import admitted
from qingtian.web.desk.opening import Opening
from qingtian.web.desk.seat import DeskRequest, officer


@officer
@require_http_methods(["GET", "HEAD", "POST"])
@admitted("desk:new_compensation")
def new_claim(request: DeskRequest) -> HttpResponse:
    """GET the form (``?f_about=`` names the matter it comes from), POST to register."""
    opening = Opening.of(request, PROCEDURE)
    usual = {"found_on": str(request.as_of), "bureau": request.actor.organ or "", "claimant": usual_claimant()}
    draft = opening.sent() if request.method == "POST" else opening.fresh(usual | opening.asked())
    opened = opening.perform(draft)
    if opened is None:
        return opening.page("desk/compensation/new.html", draft, nav_current="desk:enforcement")
    seen = may_see(request.actor, opened)
    return redirect("desk:proceeding", opened.number) if seen else redirect("desk:compensation_claims")
