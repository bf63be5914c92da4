"""Open an item of oversight: the declared first act of its kind, as any other act."""

from __future__ import annotations

import secrets

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from qingtian.apps.oversight.queries import PROCEDURES
from qingtian.apps.people.models import Organ
from qingtian.apps.proceedings.actions.open_proceeding import open_proceeding
from qingtian.apps.proceedings.policy import may_see
from qingtian.errors import QingtianError
from qingtian.language import Text
from qingtian.procedures import Transition, load_procedures
from qingtian.procedures.decide import FieldsRefused
from qingtian.web.access import PAGES
from qingtian.web.desk.act_fields import Setting, answers, first_answers, form_fields
from qingtian.web.desk.act_page import Draft, day_field, legal_day, summary
from qingtian.web.desk.citing import cited, in_full, short
from qingtian.web.desk.seat import DeskRequest, officer
from qingtian.web.templatetags.words import say

OPENED = Text("已立 {number}。", "Opened {number}.")


@officer
def new_oversight(request: DeskRequest, kind: str) -> HttpResponse:
    """GET the form, POST to open; 403 for a post that may not, 404 for a kind there is not."""
    if not request.actor.roles & PAGES["desk:new_oversight"].roles:
        return render(request, "desk/congress/not_yours.html", status=403)
    if kind not in PROCEDURES:
        raise Http404
    transition = load_procedures().on(kind, request.as_of).transitions_from("start")[0]
    if request.method == "POST":
        return _post(request, kind, transition)
    draft = Draft(str(request.as_of), secrets.token_urlsafe(18), 0)
    draft.values = first_answers(transition, Setting(request.actor, request.as_of), request.GET) | _usual(request, kind)
    return _form(request, kind, transition, draft)


def _usual(request: DeskRequest, kind: str) -> dict[str, object]:
    """The area of the actor's organ with its congress, and this year."""
    found: dict[str, object] = {"year": str(request.as_of.year)}
    area = request.actor.area or ""
    congress = Organ.objects.filter(kind=Organ.Kind.CONGRESS, area__code=area).first()
    if congress:
        found |= {"area": area, "congress": congress.code}
    if kind == "annual_report":
        found["hear_by"] = f"{request.as_of.year}-12-31"
    return found


def _post(request: DeskRequest, kind: str, transition: Transition) -> HttpResponse:
    draft = Draft(request.POST.get("on", ""), request.POST.get("once", "")[:64] or secrets.token_urlsafe(18), 0)
    draft.values = answers(transition, request.POST)
    day = legal_day(draft)
    if day is None:
        return _form(request, kind, transition, draft, status=422)
    try:
        opened = open_proceeding(
            kind,
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
        return redirect("desk:proceeding", opened.number) if seen else redirect("desk:oversight")
    return _form(request, kind, transition, draft, status=422)


def _form(request: DeskRequest, kind: str, transition: Transition, draft: Draft, status: int = 200) -> HttpResponse:
    context = {
        "kind": kind,
        "transition": transition,
        "procedure": load_procedures().on(kind, request.as_of),
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
    return render(request, "desk/congress/new.html", context, status=status)
