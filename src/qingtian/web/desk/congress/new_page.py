"""Open an item of oversight: the declared first act of its kind, as any other act."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from qingtian.apps.oversight.queries import PROCEDURES
from qingtian.apps.people.models import Organ
from qingtian.apps.proceedings.policy import may_see
from qingtian.language import Text
from qingtian.web.access import PAGES
from qingtian.web.desk.opening import Opening
from qingtian.web.desk.seat import DeskRequest, officer
from qingtian.web.templatetags.words import say

OPENED = Text("已立 {number}。", "Opened {number}.")


@officer
def new_oversight(request: DeskRequest, kind: str) -> HttpResponse:
    """GET the form, POST to open; 403 for a post that may not, 404 for a kind there is not."""
    if not request.actor.roles & PAGES["desk:new_oversight"].roles:
        return render(request, "desk/congress/not_yours.html", status=403)
    if kind not in PROCEDURES:
        raise Http404
    opening = Opening.of(request, kind)
    draft = opening.sent() if request.method == "POST" else opening.fresh(opening.asked() | _usual(request, kind))
    opened = opening.perform(draft)
    if opened is None:
        return opening.page("desk/congress/new.html", draft, kind=kind, nav_current="desk:supervision")
    messages.success(request, say(OPENED.format(number=opened.number)))
    seen = may_see(request.actor, opened)
    return redirect("desk:proceeding", opened.number) if seen else redirect("desk:oversight")


def _usual(request: DeskRequest, kind: str) -> dict[str, object]:
    """The area of the actor's organ with its congress, and this year."""
    found: dict[str, object] = {"year": str(request.as_of.year)}
    area = request.actor.area or ""
    congress = Organ.objects.filter(kind=Organ.Kind.CONGRESS, area__code=area).first()
    if congress:
        found |= {"area": area, "congress": congress.code}
    if kind == "annual_report":
        found["hear_by"] = f"{request.as_of.year}-12-31"
    return found
