"""Open a five-ones case (发现问题): the declared first act, as any other act."""

from __future__ import annotations

import secrets

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from qingtian.apps.proceedings.actions.open_proceeding import open_proceeding
from qingtian.apps.proceedings.models import Proceeding
from qingtian.apps.proceedings.policy import may_see, visible
from qingtian.errors import QingtianError
from qingtian.language import Text
from qingtian.procedures import Transition, load_procedures
from qingtian.procedures.decide import FieldsRefused
from qingtian.procedures.who import describe_all
from qingtian.web.desk.act_fields import Setting, answers, first_answers, form_fields
from qingtian.web.desk.act_page import Draft, day_field, legal_day, summary
from qingtian.web.desk.citing import cited, in_full, short
from qingtian.web.desk.seat import DeskRequest, officer
from qingtian.web.templatetags.words import say

PROCEDURE = "five_ones_case"
#: what a case may arise from, and the act that then links the two
LINKING = {"petition": "give_rise", "hot_issue": "promote"}
OPENED = Text("已立 {number}。", "Opened {number}.")


@officer
def new_case(request: DeskRequest) -> HttpResponse:
    """GET the form (``?from=`` a petition fills what it already says), POST to open the case."""
    transition = load_procedures().on(PROCEDURE, request.as_of).transitions_from("start")[0]
    roles = {who.role for who in transition.by}
    if not request.actor.roles & roles:
        return render(request, "desk/case_not_yours.html", {"who": _who(request, transition)}, status=403)
    if request.method == "POST":
        return _post(request, transition)
    draft = Draft(str(request.as_of), secrets.token_urlsafe(18), 0)
    draft.values = first_answers(transition, _setting(request), request.GET) | _from_petition(request)
    return _form(request, transition, draft)


def _who(request: DeskRequest, transition: Transition) -> Text:
    return describe_all(transition, load_procedures().on(PROCEDURE, request.as_of))


def _setting(request: DeskRequest) -> Setting:
    return Setting(request.actor, request.as_of)


def _petition(request: DeskRequest) -> Proceeding | None:
    """The petition or hot issue this case arises from, if it is named and in scope."""
    number = request.POST.get("from") or request.GET.get("from") or ""
    return visible(request.actor).select_related("area").filter(number=number, procedure__in=LINKING).first()


def _from_petition(request: DeskRequest) -> dict[str, object]:
    petition = _petition(request)
    found: dict[str, object] = {"year": str(request.as_of.year)}
    if petition:
        source = "petition" if petition.procedure == "petition" else "hot_issue"
        found |= {"subject": petition.title, "source": source, "source_level": "city"}
        found["area"] = petition.area.code if petition.area else ""
    return found


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
        return _opened(request, opened)
    return _form(request, transition, draft, status=422)


def _opened(request: DeskRequest, opened: Proceeding) -> HttpResponse:
    """To the new case; or, when it arose from a petition, to the act that links the two."""
    messages.success(request, say(OPENED.format(number=opened.number)))
    petition = _petition(request)
    if petition:
        address = reverse("desk:act", args=[petition.number, LINKING[petition.procedure]])
        return redirect(f"{address}?f_raised={opened.number}")
    return redirect("desk:proceeding", opened.number) if may_see(request.actor, opened) else redirect("desk:worklist")


def _form(request: DeskRequest, transition: Transition, draft: Draft, status: int = 200) -> HttpResponse:
    petition = _petition(request)
    context = {
        "transition": transition,
        "procedure": load_procedures().on(PROCEDURE, request.as_of),
        "basis": short(transition.basis),
        "cited": cited(transition.basis),
        "fields": form_fields(transition, _setting(request), draft.values, draft.faults, {}),
        "day": day_field(request, draft.on, draft.faults.get("on"), None),
        "errors": summary(transition, draft.faults),
        "refused": draft.refused,
        "refused_basis": in_full(draft.refused.basis) if draft.refused else "",
        "once": draft.once,
        "petition": petition,
        "nav_current": "desk:cases",
    }
    return render(request, "desk/new_case.html", context, status=status)
