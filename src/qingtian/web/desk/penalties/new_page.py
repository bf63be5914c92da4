"""Register a clue (登记违法线索): the declared first act; from another matter it comes with its number."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from qingtian.web.desk.enforcement.seats import only
from qingtian.web.desk.opening import Opening
from qingtian.web.desk.penalties.choice import PROCEDURE
from qingtian.web.desk.penalties.list_page import OPENERS
from qingtian.web.desk.seat import DeskRequest, officer


@officer
@require_http_methods(["GET", "HEAD", "POST"])
@only(OPENERS)
def new_penalty(request: DeskRequest) -> HttpResponse:
    """GET the form, POST to register: the days to decide on filing run from the day of discovery."""
    opening = Opening.of(request, PROCEDURE)
    draft = opening.sent() if request.method == "POST" else opening.fresh(opening.asked())
    opened = opening.perform(draft)
    if opened is None:
        return opening.page("desk/penalties/new.html", draft, nav_current="desk:enforcement")
    return redirect("desk:proceeding", opened.number)
