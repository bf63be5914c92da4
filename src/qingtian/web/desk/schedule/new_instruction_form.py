"""The form by which an instruction is entered: the declared first act; the scan goes with the handing out."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from qingtian.apps.installation.kind import DEMONSTRATION, kind
from qingtian.apps.proceedings.actions.open_proceeding import open_proceeding
from qingtian.apps.proceedings.models import Proceeding
from qingtian.errors import QingtianError
from qingtian.procedures import Transition, load_procedures
from qingtian.procedures.decide import FieldsRefused
from qingtian.web.desk.act_fields import Setting, answers, form_fields
from qingtian.web.desk.act_page import Draft, day_field, legal_day, summary
from qingtian.web.desk.citing import cited, in_full, short
from qingtian.web.desk.schedule.months_page import NAV
from qingtian.web.desk.seat import DeskRequest

PROCEDURE = "leader_instruction"
#: lists say no more than this of an instruction
TITLE = "领导批示 {day}"


def opened_or_form(request: DeskRequest, token: str) -> tuple[Proceeding | None, HttpResponse | None]:
    """The matter that was opened, or the page to show."""
    transition = load_procedures().on(PROCEDURE, request.as_of).transitions_from("start")[0]
    if request.method != "POST":
        return None, _form(request, transition, Draft(str(request.as_of), token, 0))
    draft = Draft(request.POST.get("on", ""), request.POST.get("once", "")[:64] or token, 0)
    draft.values = answers(transition, request.POST)
    day = legal_day(draft)
    if day is None:
        return None, _form(request, transition, draft, status=422)
    try:
        opened = open_proceeding(
            PROCEDURE,
            by=request.actor,
            on=day,
            now=request.now,
            title=TITLE.format(day=draft.values.get("instructed_on", "")),
            fields=draft.values,
            once=draft.once,
            generated=kind() == DEMONSTRATION,
        )
    except FieldsRefused as refused:
        draft.faults = refused.faults
    except QingtianError as refused:
        draft.refused = refused
    else:
        return opened, None
    return None, _form(request, transition, draft, status=422)


def _form(request: DeskRequest, transition: Transition, draft: Draft, status: int = 200) -> HttpResponse:
    procedure = load_procedures().on(PROCEDURE, request.as_of)
    setting = Setting(request.actor, request.as_of)
    context = {
        "transition": transition,
        "procedure": procedure,
        "basis": short(transition.basis),
        "cited": cited(transition.basis),
        "fields": form_fields(transition, setting, draft.values, draft.faults, {}),
        "day": day_field(request, draft.on, draft.faults.get("on"), None),
        "errors": summary(transition, draft.faults),
        "refused": draft.refused,
        "refused_basis": in_full(draft.refused.basis) if draft.refused else "",
        "once": draft.once,
        "nav_current": NAV,
    }
    return render(request, "desk/schedule/new_instruction.html", context, status=status)
