"""The form by which a list is drafted (起草清单): the declared first act, with the year and its first day filled in."""

from __future__ import annotations

import secrets

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from qingtian.apps.installation.kind import DEMONSTRATION, kind
from qingtian.apps.proceedings.actions.open_proceeding import open_proceeding
from qingtian.errors import QingtianError
from qingtian.procedures import Transition, load_procedures
from qingtian.procedures.decide import FieldsRefused
from qingtian.web.desk.act_fields import Setting, answers, form_fields
from qingtian.web.desk.act_page import Draft, day_field, legal_day, summary
from qingtian.web.desk.citing import cited, in_full, short
from qingtian.web.desk.lists.lists_page import NAV, may_open
from qingtian.web.desk.seat import DeskRequest, officer

PROCEDURE = "problem_list"


@officer
@require_http_methods(["GET", "HEAD", "POST"])
def new_problem_list(request: DeskRequest) -> HttpResponse:
    """GET the form, POST to draft; what was wrong stands beside what was typed."""
    if not may_open(request):
        return render(request, "desk/lists/not_yours.html", {"nav_current": NAV}, status=403)
    transition = load_procedures().on(PROCEDURE, request.as_of).transitions_from("start")[0]
    token = secrets.token_urlsafe(18)
    if request.method != "POST":
        draft = Draft(str(request.as_of), token, 0)
        draft.values = {"year": str(request.as_of.year), "begins": f"{request.as_of.year}-01-01"}
        return _form(request, transition, draft)
    draft = Draft(request.POST.get("on", ""), request.POST.get("once", "")[:64] or token, 0)
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
        "nav_current": NAV,
    }
    return render(request, "desk/lists/new.html", context, status=status)
