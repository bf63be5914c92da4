"""Propose a listing (提出列入): the declared first act; from a case it comes filled with what the case says."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from qingtian.apps.credit.levels import sanctions_of
from qingtian.apps.proceedings.models import Paper, Proceeding
from qingtian.apps.proceedings.policy import may_see, visible
from qingtian.web.access import PAGES
from qingtian.web.desk.enforcement.seats import only
from qingtian.web.desk.opening import Opening
from qingtian.web.desk.seat import DeskRequest, officer

#: papers that are the decision of a case
DECISIONS = ("penalty_decision", "penalty_spot_decision")


@officer
@require_http_methods(["GET", "HEAD", "POST"])
@only(PAGES["desk:new_listing"].roles)
def new_listing(request: DeskRequest) -> HttpResponse:
    """GET the form (``?f_about=`` a case fills it), POST to propose: nothing is shown by that."""
    opening = Opening.of(request, "violator_listing")
    posted = request.method == "POST"
    draft = opening.sent() if posted else opening.fresh(opening.asked() | _told(request))
    opened = opening.perform(draft)
    if opened is None:
        return opening.page("desk/credit/new.html", draft, nav_current="desk:enforcement")
    return redirect("desk:proceeding", opened.number) if may_see(request.actor, opened) else redirect("desk:violators")


def _number(case: Proceeding) -> str:
    """The number its decision was sent out under; empty where none is recorded."""
    made = Paper.objects.filter(proceeding=case, template__in=DECISIONS).exclude(number="")
    return made.order_by("-pk").values_list("number", flat=True).first() or ""


def _told(request: DeskRequest) -> dict[str, Any]:
    """What the case says of itself, for a person to check."""
    number = request.GET.get("f_about", "").strip()
    case: Proceeding | None = visible(request.actor).filter(number=number, procedure="penalty_case").first()
    if case is None:
        return {}
    facts = case.projection["facts"]
    return {
        "about": case.number,
        "party": case.party,
        "subject": str(facts.get("subject") or ""),
        "decision_number": _number(case),
        "area": (facts.get("area") or {}).get("code", ""),
        "sanctions": sanctions_of(facts),
        "list_kind": "public_list",
    }
