"""Open a transfer or call a joint meeting: the declared first act, with the case of ``?about=`` filled in."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from qingtian.apps.proceedings.policy import may_see, visible
from qingtian.apps.proceedings.queries import projection_of
from qingtian.apps.transfers.queries import PROCEDURES
from qingtian.web.desk.enforcement.seats import only
from qingtian.web.desk.opening import Opening
from qingtian.web.desk.seat import DeskRequest, officer

#: posts one of the three first acts is for
OPENING = frozenset({"handling_officer", "penalty_officer", "legal_officer", "organ_head"})


@officer
@require_http_methods(["GET", "HEAD", "POST"])
@only(OPENING)
def new_transfer(request: DeskRequest) -> HttpResponse:
    """GET the form of ``?kind=``, POST to open."""
    asked = request.POST if request.method == "POST" else request.GET
    kind = asked.get("kind", PROCEDURES[0])
    if kind not in PROCEDURES:
        raise Http404
    opening = Opening.of(request, kind)
    draft = opening.sent() if request.method == "POST" else opening.fresh(_told(request) | opening.asked())
    opened = opening.perform(draft)
    if opened is None:
        return opening.page("desk/transfers/new.html", draft, kind=kind, nav_current="desk:enforcement")
    return redirect("desk:proceeding", opened.number) if may_see(request.actor, opened) else redirect("desk:transfers")


def _told(request: DeskRequest) -> dict[str, Any]:
    """The subject of the case asked for, where the officer may see it."""
    number = request.GET.get("about", "").strip()
    case = visible(request.actor).filter(number=number).first() if number else None
    if case is None:
        return {}
    return {"about": case.number, "subject": projection_of(case).facts.get("subject") or case.title}
