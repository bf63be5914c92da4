"""Raise an issue by hand (列为热点): the declared first act, for what officers see before any threshold does."""

from __future__ import annotations

import secrets

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from qingtian.apps.installation.kind import DEMONSTRATION, kind
from qingtian.apps.proceedings.actions.open_proceeding import open_proceeding
from qingtian.errors import QingtianError
from qingtian.language import Text
from qingtian.procedures import Transition, load_procedures
from qingtian.procedures.decide import FieldsRefused
from qingtian.web.desk.act_fields import Setting, answers, form_fields
from qingtian.web.desk.act_page import Draft, day_field, legal_day, summary
from qingtian.web.desk.citing import cited, in_full, short
from qingtian.web.desk.seat import DeskRequest, officer
from qingtian.web.templatetags.words import say

PROCEDURE = "hot_issue"
RAISERS = frozenset({"petition_officer", "inspection_officer"})
OPENED = Text("已列为热点 {number}，要限期排查。", "{number} is raised and must be screened in time.")


@officer
@require_http_methods(["GET", "HEAD", "POST"])
def raise_issue(request: DeskRequest) -> HttpResponse:
    """GET the form, POST to raise the issue; without figures, for an officer's eye has none."""
    if not request.actor.roles & RAISERS:
        return render(request, "desk/hot/not_yours.html", status=403)
    transition = load_procedures().on(PROCEDURE, request.as_of).transitions_from("start")[0]
    if request.method == "POST":
        return _post(request, transition)
    draft = Draft(str(request.as_of), secrets.token_urlsafe(18), 0)
    draft.values = {"office": request.actor.organ or ""}
    return _form(request, transition, draft)


def _post(request: DeskRequest, transition: Transition) -> HttpResponse:
    draft = Draft(request.POST.get("on", ""), request.POST.get("once", "")[:64] or secrets.token_urlsafe(18), 0)
    draft.values = answers(transition, request.POST)
    day = legal_day(draft)
    if day is None:
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
            generated=kind() == DEMONSTRATION,
        )
    except FieldsRefused as refused:
        draft.faults = refused.faults
    except QingtianError as refused:
        draft.refused = refused
    else:
        messages.success(request, say(OPENED.format(number=opened.number)))
        return redirect("desk:hot_issues")
    return _form(request, transition, draft, status=422)


def _form(request: DeskRequest, transition: Transition, draft: Draft, status: int = 200) -> HttpResponse:
    context = {
        "procedure": load_procedures().on(PROCEDURE, request.as_of),
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
    return render(request, "desk/hot/raise.html", context, status=status)
