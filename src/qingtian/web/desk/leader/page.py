"""A leader's page for a phone: one's own areas and cases, what is due, the four personal acts done and missing.

It lists the cases of one post and compares nobody; a liaison sees the same page and enters for the leader.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from qingtian.apps.cases.queries import areas_of, earliest_due, open_cases_of
from qingtian.apps.proceedings.models import Proceeding
from qingtian.apps.proceedings.policy import visible
from qingtian.apps.proceedings.queries import possible, procedure_of, projection_of
from qingtian.language import Text
from qingtian.procedures.guards.cases import PERSONAL_ACTS
from qingtian.web.desk.seat import DeskRequest, officer

ROLES = frozenset({"case_leader", "liaison"})
#: acts of the leader beside the four, in the order of the page
OWN = ("plan", "replan")


@dataclass(frozen=True, slots=True)
class PersonalAct:
    """One of the four: how often it was done, when last, and where it is recorded while that is possible now."""

    title: Text
    times: int
    last: str
    address: str


@dataclass(frozen=True, slots=True)
class CaseCard:
    """One case on the page."""

    matter: Proceeding
    state: Text
    due: date | None
    late: bool
    acts: list[PersonalAct]
    missing: list[Text]
    others: list[tuple[Text, str]]


def post_led(request: DeskRequest) -> str:
    """The leader's post: one's own, or the one a liaison or a substitute acts for."""
    return request.actor.for_post or request.actor.post or ""


@officer
@require_safe
def leader(request: DeskRequest) -> HttpResponse:
    """The page of the post one sits at; 403 for a post that leads no case and is no leader's liaison."""
    if not request.actor.roles & ROLES:
        return render(request, "desk/leader/not_yours.html", status=403)
    cards = [_card(request, case) for case in open_cases_of(post_led(request))]
    waiting = [(card, title, address) for card in cards for title, address in card.others]
    context = {
        "areas": [
            (contract, visible(request.actor).filter(procedure="five_ones_case", ended_on=None, area=contract.area))
            for contract in areas_of(post_led(request), request.as_of.year)
        ],
        "cards": cards,
        "waiting": waiting,
        "for_title": request.actor.for_title,
        "for_person": request.actor.for_person,
        "nav_current": "desk:supervision",
    }
    return render(request, "desk/leader/leader.html", context)


def _card(request: DeskRequest, case: Proceeding) -> CaseCard:
    procedure, projection = procedure_of(case), projection_of(case)
    offered = {p.transition.act: p for p in possible(case, request.actor, request.as_of) if p.for_actor and p.allowed}
    acts = []
    for act, title in PERSONAL_ACTS.items():
        marks = projection.done.get(act, ())
        address = reverse("desk:act", args=[case.number, act]) if act in offered else ""
        acts.append(PersonalAct(title, len(marks), str(marks[-1]["on"]) if marks else "", address))
    due = earliest_due(case)
    return CaseCard(
        matter=case,
        state=procedure.states[case.state].title,
        due=due,
        late=due is not None and due < request.as_of,
        acts=acts,
        missing=[one.title for one in acts if not one.times],
        others=[
            (offered[act].transition.title, reverse("desk:act", args=[case.number, act]))
            for act in OWN
            if act in offered
        ],
    )
