"""Open a five-ones case (发现问题): the declared first act, as any other act."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from qingtian.apps.proceedings.models import Proceeding
from qingtian.apps.proceedings.policy import may_see, visible
from qingtian.language import Text
from qingtian.web.desk.opening import Opening
from qingtian.web.desk.seat import DeskRequest, officer
from qingtian.web.templatetags.words import say

PROCEDURE = "five_ones_case"
#: what a case may arise from, and the act that then links the two
LINKING = {"petition": "give_rise", "hot_issue": "promote"}
OPENED = Text("已立 {number}。", "Opened {number}.")


@officer
def new_case(request: DeskRequest) -> HttpResponse:
    """GET the form (``?from=`` a petition fills what it already says), POST to open the case."""
    opening = Opening.of(request, PROCEDURE)
    if not opening.for_actor:
        return render(request, "desk/case_not_yours.html", {"who": opening.who}, status=403)
    draft = opening.sent() if request.method == "POST" else opening.fresh(opening.asked() | _from_petition(request))
    opened = opening.perform(draft)
    if opened:
        return _opened(request, opened)
    return opening.page("desk/new_case.html", draft, petition=_petition(request), nav_current="desk:cases")


def _petition(request: DeskRequest) -> Proceeding | None:
    """The petition or hot issue this case arises from, if it is named and in scope."""
    number = request.POST.get("from") or request.GET.get("from") or ""
    return visible(request.actor).select_related("area").filter(number=number, procedure__in=LINKING).first()


def _from_petition(request: DeskRequest) -> dict[str, object]:
    petition = _petition(request)
    found: dict[str, object] = {"year": str(request.as_of.year)}
    if petition:
        source = "petition" if petition.procedure == "petition" else "hot_issue"
        found |= {"subject": petition.title, "source": source, "source_level": "city"}
        found["area"] = petition.area.code if petition.area else ""
    return found


def _opened(request: DeskRequest, opened: Proceeding) -> HttpResponse:
    """To the new case; or, when it arose from a petition, to the act that links the two."""
    messages.success(request, say(OPENED.format(number=opened.number)))
    petition = _petition(request)
    if petition:
        address = reverse("desk:act", args=[petition.number, LINKING[petition.procedure]])
        return redirect(f"{address}?f_raised={opened.number}")
    return redirect("desk:proceeding", opened.number) if may_see(request.actor, opened) else redirect("desk:worklist")
