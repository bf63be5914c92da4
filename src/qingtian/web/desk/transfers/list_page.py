"""Transfers and joint meetings open and ended; cases whose facts reach a limb and nobody transfers."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from qingtian.apps.proceedings.models import Proceeding
from qingtian.apps.proceedings.queries import projection_of
from qingtian.apps.transfers.not_transferred import not_transferred
from qingtian.apps.transfers.queries import PROCEDURES, transfers_seen
from qingtian.language import Text
from qingtian.procedures import load_procedures
from qingtian.web.desk.enforcement.seats import ENFORCING, only
from qingtian.web.desk.seat import DeskRequest, officer

PAGE = 30


@dataclass(frozen=True, slots=True)
class Row:
    """One transfer or meeting with its kind, its state, the case it is about and whether its clock has run out."""

    matter: Proceeding
    kind: Text
    state: Text
    case: str
    overdue: bool


@officer
@require_safe
@only(ENFORCING)
def transfers(request: DeskRequest) -> HttpResponse:
    """Open ones by their earliest clock; ``?ended=1`` the ended ones; ``?kind=`` one procedure."""
    ended, kind = bool(request.GET.get("ended")), request.GET.get("kind", "")
    found = transfers_seen(request.actor, ended=ended)
    if kind in PROCEDURES:
        found = found.filter(procedure=kind)
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    query = request.GET.copy()
    query.pop("page", None)
    context = {
        "page": page,
        "rows": [_row(matter, request) for matter in page.object_list],
        "ended": ended,
        "kind": kind,
        "kinds": [(each, load_procedures().editions(each)[-1].title) for each in PROCEDURES],
        "query": query.urlencode(),
        "owed": [] if ended else not_transferred(request.actor),
        "nav_current": "desk:enforcement",
    }
    return render(request, "desk/transfers/list.html", context)


def _row(matter: Proceeding, request: DeskRequest) -> Row:
    procedure = load_procedures().edition(matter.procedure, matter.edition)
    about = projection_of(matter).facts.get("about") or {}
    late = matter.ended_on is None and matter.next_due is not None and matter.next_due < request.as_of
    return Row(matter, procedure.title, procedure.states[matter.state].title, str(about.get("number", "")), late)
