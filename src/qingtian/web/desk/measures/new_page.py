"""Open a measure: the declared first act, filled with what its case knows."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from qingtian.apps.measures.kinds import MEASURES
from qingtian.apps.measures.opening import told_by
from qingtian.apps.proceedings.models import Proceeding
from qingtian.apps.proceedings.policy import may_see, visible
from qingtian.web.desk.enforcement.seats import only
from qingtian.web.desk.measures.list_page import OPENING
from qingtian.web.desk.opening import Opening
from qingtian.web.desk.seat import DeskRequest, officer


@officer
@require_http_methods(["GET", "HEAD", "POST"])
@only(OPENING)
def new_measure(request: DeskRequest) -> HttpResponse:
    """GET the form of ``?kind=``; ``&about=`` a case fills in its party, its area and what is reckoned from it."""
    asked = request.POST if request.method == "POST" else request.GET
    kind = asked.get("kind", MEASURES[0])
    if kind not in MEASURES:
        raise Http404
    opening = Opening.of(request, kind)
    case = _case(request, asked.get("about", ""))
    draft = opening.sent() if request.method == "POST" else opening.fresh(_told(opening, case) | opening.asked())
    opened = opening.perform(draft)
    if opened is None:
        shown = {"kind": kind, "nav_current": "desk:enforcement"}
        return opening.page("desk/measures/new.html", draft, **shown)
    return redirect("desk:proceeding", opened.number) if may_see(request.actor, opened) else redirect("desk:measures")


def _case(request: DeskRequest, number: str) -> Proceeding | None:
    return visible(request.actor).filter(number=number.strip()).first() if number.strip() else None


def _told(opening: Opening, case: Proceeding | None) -> dict[str, Any]:
    """What the case knows of fields this form has."""
    known = told_by(case) if case else {}
    return {name: value for name, value in known.items() if opening.transition.field(name)}
