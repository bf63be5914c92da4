"""The register (线索登记簿): the clues, one clue with its entries, and a step entered."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from qingtian.apps.clues.actions.checking import FieldsUnusable
from qingtian.apps.clues.actions.enter import enter, register_new
from qingtian.apps.clues.actions.look import look
from qingtian.apps.clues.outcomes import outcomes
from qingtian.apps.clues.policy import may_keep
from qingtian.apps.clues.register import Clue
from qingtian.apps.clues.steps import STATES, STEPS, Step, possible
from qingtian.errors import QingtianError
from qingtian.language import Text
from qingtian.web.design.shapes import Words
from qingtian.web.desk.clues.forms import fields_of, said, whom
from qingtian.web.desk.clues.seats import only
from qingtian.web.desk.seat import DeskRequest
from qingtian.web.templatetags.words import say
from qingtian.web.typed import whole

ENTERED = Text("{number} 已登记：{step}", "{number}: entered, {step}")


@dataclass(frozen=True, slots=True)
class Row:
    """One clue in a list."""

    clue: Clue
    state: Text
    concerns: Words
    outcome: Words
    days: int
    waits: int


@only(may_keep)
@require_safe
def clues(request: DeskRequest) -> HttpResponse:
    """Every clue, open ones first; looking is entered before anything is shown."""
    found = look(request.actor, now=request.now, at="list")
    rows = [_row(clue, request) for clue in sorted(found, key=lambda clue: (not clue.is_open, clue.number))]
    context = {"rows": rows, "open": sum(clue.is_open for clue in found), "nav_current": "desk:supervision"}
    return render(request, "desk/clues/list.html", context)


def _row(clue: Clue, request: DeskRequest) -> Row:
    ended = outcomes().get(clue.outcome)
    return Row(
        clue,
        STATES[clue.state],
        whom(clue.registered),
        ended.words if ended else "",
        clue.days_open(request.as_of),
        (request.as_of - clue.waits_since()).days,
    )


@only(may_keep)
@require_safe
def clue(request: DeskRequest, number: str) -> HttpResponse:
    """One clue: its entries as they were made, and what may follow."""
    found = _looked_up(request, number)
    context = {
        "row": _row(found, request),
        "entries": [(entry, _title(entry.content["step"]), said(entry.content)) for entry in found.entries],
        "steps": possible(found.state),
        "nav_current": "desk:supervision",
    }
    return render(request, "desk/clues/clue.html", context)


def _title(step: str) -> Text:
    return STEPS[step].title if step in STEPS else Text("案件里的回答", "Answer in the case")


def _looked_up(request: DeskRequest, number: str) -> Clue:
    for found in look(request.actor, now=request.now, at=number):
        if found.number == number:
            return found
    raise Http404


@only(may_keep)
def new_clue(request: DeskRequest) -> HttpResponse:
    """Register a clue that did not come from the answer of a case."""
    return _form(request, STEPS["register"], None)


@only(may_keep)
def enter_step(request: DeskRequest, number: str, step: str) -> HttpResponse:
    """Enter one step of a clue."""
    declared, found = STEPS.get(step), _looked_up(request, number)
    if declared is None:
        raise Http404
    return _form(request, declared, found)


def _form(request: DeskRequest, step: Step, found: Clue | None) -> HttpResponse:
    values, faults, refused = _first(step, found), {}, None
    seen = len(found.entries) if found else 0
    if request.method == "POST":
        values = {asked.name: request.POST.get(asked.name, "") for asked in step.fields}
        seen = whole(request.POST.get("seen", ""), otherwise=-1)
        try:
            entered = _entered(request, step, found, values, seen)
        except FieldsUnusable as unusable:
            faults = unusable.faults
        except QingtianError as error:
            refused = error
        else:
            messages.success(request, say(ENTERED.format(number=entered.number, step=step.title)))
            return redirect("desk:clue", entered.number)
    context = {
        "step": step,
        "clue": found,
        "possible": found is None or found.state in step.from_,
        "fields": fields_of(step, values, faults, request.as_of.isoformat()),
        "errors": [(f"id_{name}", words) for name, words in faults.items()],
        "refused": refused,
        "seen": seen,
        "nav_current": "desk:supervision",
    }
    return render(request, "desk/clues/step.html", context, status=422 if faults else 409 if refused else 200)


def _first(step: Step, found: Clue | None) -> dict[str, str]:
    """What the register knows already: the case a clue began with, and the words that are to be corrected."""
    if found is None:
        return {}
    if step.corrects:
        said = found.says(step.corrects)
        return {asked.name: str(said.get(asked.name, "")) for asked in step.fields}
    return {"case": found.case} if step.name == "register" else {}


def _entered(request: DeskRequest, step: Step, found: Clue | None, values: dict[str, str], seen: int) -> Clue:
    if found is None:
        return register_new(by=request.actor, now=request.now, fields=values)
    return enter(step.name, found.number, by=request.actor, now=request.now, fields=values, seen=seen)
