"""Draft a step of the ladder (拟稿): the declared first act; from a proposal it comes filled with its facts."""

from __future__ import annotations

import secrets
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from qingtian.apps.proceedings.actions.open_proceeding import open_proceeding
from qingtian.apps.proceedings.policy import may_see
from qingtian.apps.supervision.models import Proposal
from qingtian.apps.supervision.queries import waiting
from qingtian.apps.supervision.settings import air_measures
from qingtian.apps.supervision.steps import STEPS
from qingtian.errors import QingtianError
from qingtian.procedures import Transition, load_procedures
from qingtian.procedures.decide import FieldsRefused
from qingtian.web.desk.act_fields import Setting, answers, first_answers, form_fields
from qingtian.web.desk.act_page import Draft, day_field, legal_day, summary
from qingtian.web.desk.citing import cited, in_full, short
from qingtian.web.desk.ladder.seats import OFFICE, only
from qingtian.web.desk.seat import DeskRequest, officer
from qingtian.web.typed import whole

#: of a happening, the trigger the form offers first
TRIGGERS = {"no_effect": "unanswered"}


@officer
@require_http_methods(["GET", "HEAD", "POST"])
@only(OFFICE)
def new_step(request: DeskRequest) -> HttpResponse:
    """GET the form of ``?step=`` (``&proposal=`` fills it), POST to draft: a draft starts no clock."""
    asked = request.POST if request.method == "POST" else request.GET
    step = asked.get("step", STEPS[0])
    if step not in STEPS:
        raise Http404
    transition = load_procedures().on(step, request.as_of).transitions_from("start")[0]
    proposal = _proposal(request, step, asked.get("proposal", ""))
    if request.method == "POST":
        return _post(request, step, transition, proposal)
    draft = Draft(str(request.as_of), secrets.token_urlsafe(18), 0)
    draft.values = first_answers(transition, Setting(request.actor, request.as_of), request.GET) | _told(proposal)
    return _form(request, step, transition, draft, proposal)


def _proposal(request: DeskRequest, step: str, key: str) -> Proposal | None:
    """The proposal it comes from, where it waits and is of this step."""
    return waiting().filter(pk=whole(key, otherwise=0), step=step).first()


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


def _post(request: DeskRequest, step: str, transition: Transition, proposal: Proposal | None) -> HttpResponse:
    draft = Draft(request.POST.get("on", ""), request.POST.get("once", "")[:64] or secrets.token_urlsafe(18), 0)
    draft.values = answers(transition, request.POST)
    day = legal_day(draft)
    if day is None:
        return _form(request, step, transition, draft, proposal, status=422)
    try:
        opened = open_proceeding(
            step,
            by=request.actor,
            on=day,
            now=request.now,
            title=str(draft.values.get("subject", ""))[:200],
            fields=draft.values,
            once=draft.once,
            extra={"proposal": proposal.pk} if proposal else None,
        )
    except FieldsRefused as refused:
        draft.faults = refused.faults
    except QingtianError as refused:
        draft.refused = refused
    else:
        return redirect("desk:proceeding", opened.number) if may_see(request.actor, opened) else redirect("desk:ladder")
    return _form(request, step, transition, draft, proposal, status=422)


def _form(
    request: DeskRequest, step: str, transition: Transition, draft: Draft, proposal: Proposal | None, status: int = 200
) -> HttpResponse:
    context = {
        "step": step,
        "proposal": proposal,
        "procedure": load_procedures().on(step, request.as_of),
        "transition": transition,
        "basis": short(transition.basis),
        "cited": cited(transition.basis),
        "fields": form_fields(transition, Setting(request.actor, request.as_of), draft.values, draft.faults, {}),
        "day": day_field(request, draft.on, draft.faults.get("on"), None),
        "errors": summary(transition, draft.faults),
        "refused": draft.refused,
        "refused_basis": in_full(draft.refused.basis) if draft.refused else "",
        "once": draft.once,
        "nav_current": "desk:supervision",
    }
    return render(request, "desk/ladder/new.html", context, status=status)
