"""Raise a finding by hand: the declared first act."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from qingtian.apps.integrity.queries import findings_seen
from qingtian.web.desk.enforcement.seats import only
from qingtian.web.desk.monitoring.integrity.words import NAV, PROCEDURE, RAISING
from qingtian.web.desk.opening import Opening
from qingtian.web.desk.seat import DeskRequest, officer


@officer
@require_http_methods(["GET", "HEAD", "POST"])
@only(RAISING)
def new_finding(request: DeskRequest) -> HttpResponse:
    """GET the form, POST to raise (422 if refused). The own organ looks unless another is named."""
    opening = Opening.of(request, PROCEDURE)
    start = {"office": request.actor.organ} | opening.asked()
    draft = opening.sent() if request.method == "POST" else opening.fresh(start)
    opened = opening.perform(draft)
    if opened is None:
        return opening.page("desk/monitoring/integrity/new.html", draft, nav_current=NAV)
    if findings_seen(request.actor).filter(proceeding=opened).exists():
        return redirect("desk:integrity_finding", opened.number)
    return redirect("desk:integrity")
