"""Commands to the field open and ended: what waits for approval, what was sent, what came back."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from qingtian.apps.monitors.actions.follow_command import UNKNOWN
from qingtian.apps.monitors.models import FieldCommand
from qingtian.apps.proceedings.models import Proceeding
from qingtian.apps.proceedings.policy import visible
from qingtian.hj212.codes import EXECUTION_ANSWERS, REQUEST_ANSWERS
from qingtian.hj212.requests import REQUESTS
from qingtian.language import Text
from qingtian.procedures import load_procedures
from qingtian.web.desk.enforcement.seats import only
from qingtian.web.desk.monitoring.commands.words import NAV, PROCEDURE, PROPOSING, READING
from qingtian.web.desk.seat import DeskRequest, officer

PAGE = 30


@dataclass(frozen=True, slots=True)
class Row:
    """One command: what it asks of which device, where it stands, what the unit answered."""

    matter: Proceeding
    command: FieldCommand
    name: Text
    state: Text
    answer: Text | None


@officer
@require_safe
@only(READING)
def commands(request: DeskRequest) -> HttpResponse:
    """Open ones, the latest first; ``?ended=1`` the ended ones; ``?mn=`` those of one device."""
    ended, mn = bool(request.GET.get("ended")), request.GET.get("mn", "").strip()[:40]
    found = visible(request.actor).filter(procedure=PROCEDURE, ended_on__isnull=not ended)
    if mn:
        found = found.filter(field_command__logger__mn=mn)
    page = Paginator(found.select_related("field_command__logger").order_by("-pk"), PAGE).get_page(
        request.GET.get("page")
    )
    query = request.GET.copy()
    query.pop("page", None)
    context = {
        "page": page,
        "rows": [_row(matter) for matter in page.object_list],
        "ended": ended,
        "mn": mn,
        "may_propose": bool(request.actor.roles & PROPOSING),
        "query": query.urlencode(),
        "nav_current": NAV,
    }
    return render(request, "desk/monitoring/commands/list.html", context)


def _row(matter: Proceeding) -> Row:
    state = load_procedures().edition(PROCEDURE, matter.edition).states[matter.state].title
    return Row(matter, matter.field_command, REQUESTS[matter.field_command.request].name, state, _answer(matter))


def _answer(matter: Proceeding) -> Text | None:
    """What the unit answered last, in both languages; None where it has answered nothing."""
    facts = matter.projection["facts"]
    if code := facts.get("result_code"):
        return EXECUTION_ANSWERS.get(code, UNKNOWN)
    if code := facts.get("answer_code"):
        return REQUEST_ANSWERS.get(code, UNKNOWN)
    return None
