"""Enter a visit (登记检查): the declared first act; the caps of the party stand beside the form before it is sent."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from qingtian.apps.inspections.caps import lines_of
from qingtian.apps.parties.queries import named
from qingtian.apps.people.models import Post
from qingtian.apps.proceedings.policy import may_see
from qingtian.web.desk.enforcement.seats import only
from qingtian.web.desk.inspections.words import LEVELS, NAV, PROCEDURE
from qingtian.web.desk.opening import Opening
from qingtian.web.desk.seat import DeskRequest, officer

ENTERS = frozenset({"handling_officer", "penalty_officer"})


@officer
@require_http_methods(["GET", "HEAD", "POST"])
@only(ENTERS)
def new_visit(request: DeskRequest) -> HttpResponse:
    """GET the form (``?party=``, ``?about=`` fill it), POST to enter the visit."""
    opening = Opening.of(request, PROCEDURE)
    sent = request.method == "POST"
    draft = opening.sent() if sent else opening.fresh(_first(request) | opening.asked())
    opened = opening.perform(draft)
    if opened is None:
        told = _caps(request, str(draft.values.get("party") or request.GET.get("party", "")))
        return opening.page("desk/inspections/new.html", draft, nav_current=NAV, **told)
    return redirect("desk:proceeding", opened.number) if may_see(request.actor, opened) else redirect("desk:visits")


def _first(request: DeskRequest) -> dict[str, Any]:
    """Today, the officer who enters it, and the place and area of the party that was named."""
    found: dict[str, Any] = {"planned_on": str(request.as_of), "officer_1": request.actor.post or ""}
    if second := _colleague(request):
        found["officer_2"] = second
    party = named(request.GET.get("party", "")[:200])
    if party:
        found |= {"party": party.number, "address": party.address, "area": party.area.code if party.area else ""}
    return found


def _colleague(request: DeskRequest) -> str:
    """The first other post of the office that enforces; empty where there is none."""
    others = Post.objects.filter(organ__code=request.actor.organ).exclude(code=request.actor.post).order_by("code")
    return next((post.code for post in others if ENTERS & set(post.roles)), "")


def _caps(request: DeskRequest, written: str) -> dict[str, object]:
    """The party's year, once a party is named."""
    party = named(written[:200])
    lines = lines_of([party.number], request.as_of.year)[party.number] if party else []
    return {"capped": party, "lines": [(LEVELS[line.level], line) for line in lines], "year": request.as_of.year}
