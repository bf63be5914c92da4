"""Enter a remedy (登记): the declared first act of its kind; ``?about=`` names the case it is about."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from qingtian.apps.penalties.remedies import in_whose_name
from qingtian.apps.people.models import Organ
from qingtian.apps.proceedings.models import Proceeding
from qingtian.apps.proceedings.policy import visible
from qingtian.apps.remedies.kinds import PROCEDURES
from qingtian.apps.remedies.organs import reconsiderers
from qingtian.language import Text
from qingtian.web.access import PAGES
from qingtian.web.desk.enforcement.seats import only
from qingtian.web.desk.opening import Opening
from qingtian.web.desk.seat import DeskRequest, officer
from qingtian.web.templatetags.words import say

OPENED = Text("已登记 {number}。", "Entered as {number}.")
#: what the opening form calls the organ addressed and the party, by kind
ADDRESSED = {"reconsideration": "respondent", "lawsuit": "defendant", "procuratorial_suggestion": "addressed"}
ADDRESSED |= {"information_request": "asked"}
PARTY = {"reconsideration": "applicant", "lawsuit": "plaintiff"}


@officer
@require_http_methods(["GET", "HEAD", "POST"])
@only(PAGES["desk:new_remedy"].roles)
def new_remedy(request: DeskRequest, kind: str) -> HttpResponse:
    """GET the form, POST to enter it: the time to answer runs from the day of receipt."""
    if kind not in PROCEDURES:
        raise Http404
    opening = Opening.of(request, kind)
    draft = opening.sent() if request.method == "POST" else opening.fresh(_usual(request, kind) | opening.asked())
    opened = opening.perform(draft)
    if opened is None:
        return opening.page("desk/remedies/new.html", draft, kind=kind, nav_current="desk:enforcement")
    messages.success(request, say(OPENED.format(number=opened.number)))
    return redirect("desk:proceeding", opened.number)


def _usual(request: DeskRequest, kind: str) -> dict[str, Any]:
    """The officer's own organ; and of the case named, its organ, area and party."""
    about = visible(request.actor).filter(number=request.GET.get("about", "")).select_related("area").first()
    organ = (_decided_by(about) if about else "") or request.actor.organ or ""
    found: dict[str, Any] = {"area": request.actor.area or "", ADDRESSED[kind]: organ}
    if about:
        found |= {"subject": about.title, "area": about.area.code if about.area else found["area"]}
        if kind in PARTY and about.party:
            found[PARTY[kind]] = about.party
    if kind == "reconsideration":
        found["reviewing"] = next(iter(reconsiderers().get(organ, {})), "")
    return found


def _decided_by(matter: Proceeding) -> str:
    """The organ in whose name the matter was decided: a detachment acts in that of its bureau."""
    chain = (matter.projection.get("relations", {}).get("office") or {}).get("chain") or [""]
    organ = Organ.objects.select_related("parent__parent").filter(code=chain[-1]).first()
    return in_whose_name(organ).code if organ else ""
