"""Propose a reward (提请奖励): the declared first act, as any other act."""

from __future__ import annotations

import secrets

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from qingtian.apps.proceedings.actions.open_proceeding import open_proceeding
from qingtian.apps.proceedings.policy import visible
from qingtian.errors import QingtianError
from qingtian.language import Text
from qingtian.procedures import Transition, load_procedures
from qingtian.procedures.decide import FieldsRefused
from qingtian.web.access import PAGES
from qingtian.web.desk.act_fields import Setting, answers, form_fields
from qingtian.web.desk.act_page import Draft, day_field, legal_day, summary
from qingtian.web.desk.citing import cited, in_full, short
from qingtian.web.desk.seat import DeskRequest, officer
from qingtian.web.templatetags.words import say

PROCEDURE = "reward"
OPENED = Text("已提请奖励 {number}。", "Reward {number} proposed.")
NOT_SEEN = Text("没有这一件，或者不在您的范围里。", "There is no such report in your sight.")


@officer
def new_reward(request: DeskRequest) -> HttpResponse:
    """GET the form (``?from=`` a report fills what it says), POST to propose."""
    if not request.actor.roles & PAGES["desk:new_reward"].roles:
        return render(request, "desk/rewards/not_yours.html", status=403)
    transition = load_procedures().on(PROCEDURE, request.as_of).transitions_from("start")[0]
    if request.method == "POST":
        return _post(request, transition)
    draft = Draft(str(request.as_of), secrets.token_urlsafe(18), 0)
    wanted = request.GET.get("from", "")
    report = visible(request.actor).filter(number=wanted, procedure="petition").first()
    if report:
        draft.values = {"petition": report.number, "subject": report.projection["facts"].get("subject", "")}
    return _form(request, transition, draft)


def _post(request: DeskRequest, transition: Transition) -> HttpResponse:
    draft = Draft(request.POST.get("on", ""), request.POST.get("once", "")[:64] or secrets.token_urlsafe(18), 0)
    draft.values = answers(transition, request.POST)
    day = legal_day(draft)
    number = str(draft.values.get("petition", "")).strip()
    if day is not None and not visible(request.actor).filter(number=number, procedure="petition").exists():
        draft.faults["petition"] = NOT_SEEN
    if day is None or draft.faults:
        return _form(request, transition, draft, status=422)
    try:
        opened = open_proceeding(
            PROCEDURE,
            by=request.actor,
            on=day,
            now=request.now,
            title=str(draft.values.get("subject", ""))[:200],
            fields=draft.values,
            once=draft.once,
        )
    except FieldsRefused as refused:
        draft.faults = refused.faults
    except QingtianError as refused:
        draft.refused = refused
    else:
        messages.success(request, say(OPENED.format(number=opened.number)))
        return redirect("desk:proceeding", opened.number)
    return _form(request, transition, draft, status=422)


def _form(request: DeskRequest, transition: Transition, draft: Draft, status: int = 200) -> HttpResponse:
    procedure = load_procedures().on(PROCEDURE, request.as_of)
    context = {
        "transition": transition,
        "procedure": procedure,
        "basis": short(transition.basis),
        "cited": cited(transition.basis),
        "fields": form_fields(transition, Setting(request.actor, request.as_of), draft.values, draft.faults, {}),
        "day": day_field(request, draft.on, draft.faults.get("on"), None),
        "errors": summary(transition, draft.faults),
        "refused": draft.refused,
        "refused_basis": in_full(draft.refused.basis) if draft.refused else "",
        "once": draft.once,
        "nav_current": "desk:petitions",
    }
    return render(request, "desk/rewards/new.html", context, status=status)
