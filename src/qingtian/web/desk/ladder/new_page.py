"""Draft a step of the ladder (拟稿): the declared first act; from a proposal it comes filled with its facts."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from qingtian.apps.air_consultations.letters import letter_fields
from qingtian.apps.air_consultations.models import AirConsultation
from qingtian.apps.proceedings.policy import may_see, visible
from qingtian.apps.supervision.models import Proposal
from qingtian.apps.supervision.queries import waiting
from qingtian.apps.supervision.settings import air_measures
from qingtian.apps.supervision.steps import STEPS
from qingtian.web.desk.ladder.seats import OFFICE, only
from qingtian.web.desk.opening import Opening
from qingtian.web.desk.seat import DeskRequest, officer
from qingtian.web.typed import whole

#: of a happening, the trigger the form offers first
TRIGGERS = {"no_effect": "unanswered"}


@officer
@require_http_methods(["GET", "HEAD", "POST"])
@only(OFFICE)
def new_step(request: DeskRequest) -> HttpResponse:
    """GET the form of ``?step=`` (``&proposal=`` or ``&consultation=`` fills it), POST to draft: it starts no clock."""
    asked = request.POST if request.method == "POST" else request.GET
    step = asked.get("step", STEPS[0])
    if step not in STEPS:
        raise Http404
    opening = Opening.of(request, step)
    proposal = _proposal(request, step, asked.get("proposal", ""))
    draft = (
        opening.sent()
        if request.method == "POST"
        else opening.fresh(opening.asked() | _told(proposal) | _of_consultation(request, step))
    )
    extra = {"proposal": proposal.pk} if proposal else None
    opened = opening.perform(draft, extra=extra)
    if opened is None:
        return opening.page("desk/ladder/new.html", draft, step=step, proposal=proposal, nav_current="desk:supervision")
    return redirect("desk:proceeding", opened.number) if may_see(request.actor, opened) else redirect("desk:ladder")


def _proposal(request: DeskRequest, step: str, key: str) -> Proposal | None:
    """The proposal it comes from, where it waits and is of this step."""
    return waiting().filter(pk=whole(key, otherwise=0), step=step).first()


def _of_consultation(request: DeskRequest, step: str) -> dict[str, Any]:
    """The letter that follows a quarterly consultation in sight (``?consultation=`` its number), filled from it."""
    number = request.GET.get("consultation", "")
    if step != "reminder_letter" or not number:
        return {}
    seen = visible(request.actor).filter(procedure="air_consultation", number=number)
    found = AirConsultation.objects.filter(proceeding__in=seen).select_related("proceeding", "area").first()
    return letter_fields(found) if found else {}


def _told(proposal: Proposal | None) -> dict[str, Any]:
    if proposal is None:
        return {}
    matter, of = proposal.matter, str(proposal.facts.get("of", "other"))
    name = matter.title if matter else (proposal.area.name_zh if proposal.area else "")
    found = {
        "subject": name,
        "power": "issued_here",
        "area": proposal.area.code if proposal.area else "",
        "addressee": proposal.unit,
        "trigger": TRIGGERS.get(of, of),
        "reason": proposal.reason_zh,
        "about": matter.number if matter else "",
    }
    if of == "air":
        measures = "\n".join(f"{number}. {one.zh}。" for number, one in enumerate(air_measures(), 1))
        found |= {"figures": proposal.reason_zh, "measures": measures}
    return found
