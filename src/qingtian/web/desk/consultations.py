"""Consultations (征求意见) at the desk: the list, opening one, sorting what was said into points and answering it."""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from django.contrib import messages
from django.db.models import Count, Q
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from qingtian.apps.consultations.models import Consultation
from qingtian.apps.consultations.policy import may_sort
from qingtian.apps.proceedings.actions.open_proceeding import open_proceeding
from qingtian.apps.proceedings.policy import visible
from qingtian.apps.proceedings.queries import procedure_of
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

PROCEDURE = "consultation"
OPENED = Text("已拟定 {number}。下一步拟公告。", "Drafted {number}. Next, draft its notice.")


@dataclass(frozen=True, slots=True)
class Row:
    """One consultation of the list."""

    consultation: Consultation
    state: Text
    comments: int
    left: int
    mine: bool


@officer
@require_safe
def consultations(request: DeskRequest) -> HttpResponse:
    """Those the actor may see, the latest first, each with how many comments still lack an answer."""
    mine = visible(request.actor).filter(procedure=PROCEDURE).values("pk")
    found = Consultation.objects.filter(proceeding__in=mine).select_related("proceeding").order_by("-pk")
    own = {name: f"comments__{name}" for name in ("reply", "point__isnull", "point__reply")}
    done = ~Q(**{own["reply"]: ""}) | Q(**{own["point__isnull"]: False}) & ~Q(**{own["point__reply"]: ""})
    counted = found.annotate(said=Count("comments"), done=Count("comments", filter=done & Q(comments__isnull=False)))
    rows = [
        Row(
            one,
            procedure_of(one.proceeding).states[one.proceeding.state].title,
            one.said,
            one.said - one.done,
            may_sort(request.actor, one.proceeding),
        )
        for one in counted
    ]
    first = load_procedures().on(PROCEDURE, request.as_of).transitions_from("start")[0]
    context = {"rows": rows, "may_draft": _may_draft(request, first), "nav_current": "desk:publishing"}
    return render(request, "desk/consultations.html", context)


def _may_draft(request: DeskRequest, first: Transition) -> bool:
    return bool(request.actor.roles & {who.role for who in first.by})


@officer
def new_consultation(request: DeskRequest) -> HttpResponse:
    """GET the form (``?f_source=`` names the matter), POST to draft; 403 for a post that may not."""
    procedure = load_procedures().on(PROCEDURE, request.as_of)
    first = procedure.transitions_from("start")[0]
    if not _may_draft(request, first):
        context = {"who": describe_all(first, procedure)}
        return render(request, "desk/publication_not_yours.html", context, status=403)
    if request.method == "POST":
        return _post(request, procedure, first)
    draft = Draft(str(request.as_of), secrets.token_urlsafe(18), 0)
    draft.values = first_answers(first, Setting(request.actor, request.as_of), request.GET)
    return _form(request, procedure, first, draft)


def _post(request: DeskRequest, procedure: Procedure, first: Transition) -> HttpResponse:
    draft = Draft(request.POST.get("on", ""), request.POST.get("once", "")[:64] or secrets.token_urlsafe(18), 0)
    draft.values = answers(first, request.POST)
    day = legal_day(draft)
    if day is None:
        return _form(request, procedure, first, draft, status=422)
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
        return redirect("desk:consultation", opened.number)
    return _form(request, procedure, first, draft, status=422)


def _form(
    request: DeskRequest, procedure: Procedure, first: Transition, draft: Draft, status: int = 200
) -> HttpResponse:
    context = {
        "procedure": procedure,
        "basis": short(first.basis),
        "cited": cited(first.basis),
        "fields": form_fields(first, Setting(request.actor, request.as_of), draft.values, draft.faults, {}),
        "day": day_field(request, draft.on, draft.faults.get("on"), None),
        "errors": summary(first, draft.faults),
        "refused": draft.refused,
        "refused_basis": in_full(draft.refused.basis) if draft.refused else "",
        "once": draft.once,
        "nav_current": "desk:publishing",
    }
    return render(request, "desk/new_consultation.html", context, status=status)


def consultation_of(request: DeskRequest, number: str) -> Consultation:
    """The consultation, for those who may read its comments; 404 for everybody else."""
    found = Consultation.objects.select_related("proceeding").filter(
        proceeding__number=number, proceeding__in=visible(request.actor).values("pk")
    )
    consultation = found.first()
    if consultation is None or not may_sort(request.actor, consultation.proceeding):
        raise Http404
    return consultation
