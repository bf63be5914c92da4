"""Draft a publication (拟稿): the declared first act, as any other act."""

from __future__ import annotations

import secrets

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from qingtian.apps.proceedings.actions.open_proceeding import open_proceeding
from qingtian.apps.proceedings.policy import may_see
from qingtian.errors import QingtianError
from qingtian.language import Text
from qingtian.procedures import Procedure, Transition, load_procedures
from qingtian.procedures.decide import FieldsRefused
from qingtian.procedures.who import describe_all
from qingtian.web.desk.act_fields import Setting, answers, first_answers, form_fields
from qingtian.web.desk.act_page import Draft, day_field, legal_day, summary
from qingtian.web.desk.citing import cited, in_full, short
from qingtian.web.desk.seat import DeskRequest, officer
from qingtian.web.templatetags.words import say

PROCEDURE = "publication"
OPENED = Text("已拟稿 {number}，等一审。", "Drafted {number}; it awaits the first reading.")


@officer
def new_publication(request: DeskRequest) -> HttpResponse:
    """GET the form (``?f_source=`` names the matter), POST to draft; 403 for a post that may not draft."""
    procedure = load_procedures().on(PROCEDURE, request.as_of)
    transition = procedure.transitions_from("start")[0]
    if not request.actor.roles & {who.role for who in transition.by}:
        context = {"who": describe_all(transition, procedure)}
        return render(request, "desk/publication_not_yours.html", context, status=403)
    if request.method == "POST":
        return _post(request, procedure, transition)
    draft = Draft(str(request.as_of), secrets.token_urlsafe(18), 0)
    draft.values = {"reviewing": _above(request)} | first_answers(transition, _setting(request), request.GET)
    return _form(request, procedure, transition, draft)


def _setting(request: DeskRequest) -> Setting:
    return Setting(request.actor, request.as_of)


def _above(request: DeskRequest) -> str:
    """The organ next above, which usually reviews; one's own where there is none."""
    chain = request.actor.organ_chain
    return chain[-2] if len(chain) > 1 else (request.actor.organ or "")


def _post(request: DeskRequest, procedure: Procedure, transition: Transition) -> HttpResponse:
    draft = Draft(request.POST.get("on", ""), request.POST.get("once", "")[:64] or secrets.token_urlsafe(18), 0)
    draft.values = answers(transition, request.POST)
    day = legal_day(draft)
    if day is None:
        return _form(request, procedure, transition, draft, status=422)
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
        seen = may_see(request.actor, opened)
        return redirect("desk:proceeding", opened.number) if seen else redirect("desk:publishing")
    return _form(request, procedure, transition, draft, status=422)


def _form(
    request: DeskRequest, procedure: Procedure, transition: Transition, draft: Draft, status: int = 200
) -> HttpResponse:
    context = {
        "procedure": procedure,
        "basis": short(transition.basis),
        "cited": cited(transition.basis),
        "fields": form_fields(transition, _setting(request), draft.values, draft.faults, {}),
        "day": day_field(request, draft.on, draft.faults.get("on"), None),
        "errors": summary(transition, draft.faults),
        "refused": draft.refused,
        "refused_basis": in_full(draft.refused.basis) if draft.refused else "",
        "once": draft.once,
        "nav_current": "desk:publishing",
    }
    return render(request, "desk/new_publication.html", context, status=status)
