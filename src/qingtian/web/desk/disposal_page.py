"""List files for disposal (开列销毁清册): the declared first act, with the files chosen on the page before."""

from __future__ import annotations

import secrets

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from qingtian.apps.proceedings.actions.open_proceeding import open_proceeding
from qingtian.errors import QingtianError
from qingtian.language import Text
from qingtian.procedures import Transition, load_procedures
from qingtian.procedures.decide import FieldsRefused
from qingtian.procedures.who import describe_all
from qingtian.web.desk.act_fields import Setting, answers, form_fields
from qingtian.web.desk.act_page import Draft, day_field, legal_day, summary
from qingtian.web.desk.citing import cited, in_full, short
from qingtian.web.desk.seat import DeskRequest, officer
from qingtian.web.templatetags.words import say

PROCEDURE = "disposal"
OPENED = Text("已开列 {number}，等鉴定。", "{number} is listed and awaits appraisal.")


@officer
def disposal(request: DeskRequest) -> HttpResponse:
    """GET the form (``?file=`` each a number), POST to open the list. 403 for posts that may not list."""
    procedure = load_procedures().on(PROCEDURE, request.as_of)
    transition = procedure.transitions_from("start")[0]
    if not request.actor.roles & {who.role for who in transition.by}:
        who = describe_all(transition, procedure)
        return render(request, "desk/disposal_not_yours.html", {"who": who}, status=403)
    if request.method == "POST":
        return _post(request, transition)
    draft = Draft(str(request.as_of), secrets.token_urlsafe(18), 0)
    draft.values = {"matters": "\n".join(request.GET.getlist("file"))}
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
    context = {
        "transition": transition,
        "procedure": load_procedures().on(PROCEDURE, request.as_of),
        "basis": short(transition.basis),
        "cited": cited(transition.basis),
        "fields": form_fields(transition, Setting(request.actor, request.as_of), draft.values, draft.faults, {}),
        "day": day_field(request, draft.on, draft.faults.get("on"), None),
        "errors": summary(transition, draft.faults),
        "refused": draft.refused,
        "refused_basis": in_full(draft.refused.basis) if draft.refused else "",
        "once": draft.once,
    }
    return render(request, "desk/disposal.html", context, status=status)
