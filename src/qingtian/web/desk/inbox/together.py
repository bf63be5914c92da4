"""One act on several petitions (批量办理): shared answers once, each matter its own row, each performed by itself.

Nothing is half-done: every matter is a transaction of its own. What is refused stays on the page with its sentence and
with what was typed; what is done is not offered again, and the same form sent twice acts once a matter.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from hashlib import sha256
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render

from qingtian.apps.proceedings.actions.perform import perform
from qingtian.apps.proceedings.calendars import calendar
from qingtian.apps.proceedings.models import Proceeding
from qingtian.apps.proceedings.policy import visible
from qingtian.apps.proceedings.queries import possible, projection_of
from qingtian.apps.readings.queries import reading_of, suggested_answers
from qingtian.errors import QingtianError
from qingtian.language import Text
from qingtian.procedures import Transition, load_procedures
from qingtian.procedures.decide import FieldsRefused
from qingtian.web.desk.act_fields import FormField, Setting, answers, first_answers, form_fields
from qingtian.web.desk.acts_column import consequence
from qingtian.web.desk.citing import cited, short
from qingtian.web.desk.inbox.steps import TOGETHER
from qingtian.web.desk.seat import DeskRequest, officer
from qingtian.web.typed import whole

#: matters one form takes; a page of the list has fewer
MOST = 50
#: the act whose answers reading suggests
SUGGESTED = "register"
NOT_POSSIBLE = Text("现在不能做这一动作。", "The act is not possible now.")
NOT_YOURS = Text("由{who}做。", "It is for {who}.")


@dataclass
class Line:
    """One matter of the form. ``lacking``: why it cannot be done; ``refused``: why it was not; ``done``: its act."""

    matter: Proceeding
    own: list[FormField] = field(default_factory=list)
    lacking: Text | None = None
    consequence: Text | str = ""
    refused: Text | None = None
    done: int = 0

    @property
    def open(self) -> bool:
        return not self.done and self.lacking is None


@officer
def together(request: DeskRequest, act: str) -> HttpResponse:
    """GET with ``n=NUMBER`` once a matter: the form. POST: perform on each, and say of each what became of it."""
    transition = load_procedures().on("petition", request.as_of).named(act) if act in TOGETHER else None
    asked = request.POST if request.method == "POST" else request.GET
    matters = _matters(request, asked.getlist("n"))
    if transition is None or not matters:
        raise Http404
    own = frozenset(TOGETHER[act])
    values = answers(_part(transition, own, inside=False), request.POST) if request.method == "POST" else {}
    lines = [_line(request, found, transition, own) for found in matters]
    faults: Mapping[str, Text] = {}
    if request.method == "POST":
        faults = _perform(request, lines, transition, own, values)
    context = {
        "act": act,
        "transition": transition,
        "basis": short(transition.basis),
        "cited": cited(transition.basis),
        "lines": lines,
        "own": [d for d in transition.fields if d.name in own],
        "shared": form_fields(_part(transition, own, inside=False), _setting(request, None), values, faults, {}),
        "possible": sum(line.open for line in lines),
        "done": sum(bool(line.done) for line in lines),
        "refused": sum(bool(line.refused) for line in lines),
        "batch": request.POST.get("batch") or secrets.token_urlsafe(12),
        "sent": request.method == "POST",
    }
    return render(request, "desk/inbox/together.html", context, status=422 if faults else 200)


def _matters(request: DeskRequest, numbers: Sequence[str]) -> list[Proceeding]:
    """Those of the numbers that lie in scope, in the order asked; the rest do not exist."""
    wanted = list(dict.fromkeys(numbers))[:MOST]
    found = visible(request.actor).select_related("area").filter(number__in=wanted, procedure="petition")
    by_number = {matter.number: matter for matter in found}
    return [by_number[number] for number in wanted if number in by_number]


def _part(transition: Transition, own: frozenset[str], *, inside: bool) -> Transition:
    """The act with its shared fields alone, or with those of each matter alone."""
    return transition.model_copy(update={"fields": [f for f in transition.fields if (f.name in own) == inside]})


def _setting(request: DeskRequest, found: Proceeding | None) -> Setting:
    if found is None:
        return Setting(request.actor, request.as_of)
    return Setting(request.actor, request.as_of, found, projection_of(found))


def _line(request: DeskRequest, found: Proceeding, transition: Transition, own: frozenset[str]) -> Line:
    """The row of one matter: its own fields as last typed or as known, or why the act is not open to it."""
    line = Line(found)
    if request.POST.get("batch") and (acted := _acted(request, found, transition)):
        line.done = acted
        return line
    offered = {p.transition.act: p for p in possible(found, request.actor, request.as_of)}
    possibility = offered.get(transition.act)
    if possibility is None or not possibility.for_actor:
        line.lacking = NOT_YOURS.format(who=possibility.who) if possibility else NOT_POSSIBLE
    elif not possibility.allowed:
        line.lacking = Text("".join(t.zh for t in possibility.lacking), " ".join(t.en for t in possibility.lacking))
    else:
        line.consequence = consequence(possibility, projection_of(found), request.as_of, calendar())
        line.own = _own_fields(request, found, transition, own, {})
    return line


def _own_fields(
    request: DeskRequest,
    found: Proceeding,
    transition: Transition,
    own: frozenset[str],
    faults: Mapping[str, Text],
) -> list[FormField]:
    part, setting = _part(transition, own, inside=True), _setting(request, found)
    sent = request.method == "POST"
    values = _own_answers(request, found, part) if sent else first_answers(part, setting, {})
    if not sent and part.act == SUGGESTED:
        values = _suggested(found, part) | {name: value for name, value in values.items() if value}
    fields = form_fields(part, setting, values, faults, {})
    return [_named(each, found) for each in fields]


def _suggested(found: Proceeding, part: Transition) -> dict[str, Any]:
    """What reading suggests of a report that is not registered yet, and its working title as the subject."""
    suggested = suggested_answers(reading_of(found.petition))
    wanted = {declared.name for declared in part.fields}
    answers = {name: value for name, value in suggested.items() if name in wanted}
    return {"subject": found.title} | answers | {"urgent": "1" if answers.get("urgent") else ""}


def _named(each: FormField, found: Proceeding) -> FormField:
    """The same field under a name of this matter's own."""
    return replace(each, view=replace(each.view, name=f"{found.number}-{each.view.name}"))


def _own_answers(request: DeskRequest, found: Proceeding, part: Transition) -> dict[str, Any]:
    """What was typed for this matter: its fields carry its number before their name."""
    prefix, own = f"{found.number}-", request.POST.copy()
    for key in list(own):
        if key.startswith(prefix):
            own.setlist(key.removeprefix(prefix), own.getlist(key))
    return answers(part, own)


def _once(request: DeskRequest, found: Proceeding) -> str:
    """The token of this form and this matter: sent again, the act made before is the answer."""
    return sha256(f"{request.POST.get('batch', '')}\n{request.person.pk}\n{found.uid}".encode()).hexdigest()[:32]


def _acted(request: DeskRequest, found: Proceeding, transition: Transition) -> int:
    """The number of the act this very form made on this matter before; 0 where it made none."""
    return found.acts.filter(once=_once(request, found), act=transition.act).values_list("seq", flat=True).first() or 0


def _perform(
    request: DeskRequest, lines: list[Line], transition: Transition, own: frozenset[str], values: Mapping[str, Any]
) -> Mapping[str, Text]:
    """Perform on every open line. The shared faults come back once; a matter's own stay in its row."""
    shared: dict[str, Text] = {}
    wanted = set(request.POST.getlist("n"))
    day: date = request.as_of
    for line in lines:
        if not line.open or line.matter.number not in wanted:
            continue
        typed = _own_answers(request, line.matter, _part(transition, own, inside=True))
        try:
            written = perform(
                line.matter,
                transition.act,
                by=request.actor,
                on=day,
                now=request.now,
                fields={**values, **typed},
                expected_seq=whole(request.POST.get(f"seq-{line.matter.number}", ""), otherwise=line.matter.seq),
                once=_once(request, line.matter),
            )
        except FieldsRefused as refused:
            shared |= {name: text for name, text in refused.faults.items() if name not in own}
            line.own = _own_fields(request, line.matter, transition, own, refused.faults)
            line.refused = Text(
                "".join(t.zh for t in refused.faults.values()), " ".join(t.en for t in refused.faults.values())
            )
        except QingtianError as refused:
            line.refused = refused.message
        else:
            line.done = written.seq
    return shared
