"""Remedies by kind: what is open by its earliest clock, and what ended with its outcome."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from qingtian.apps.proceedings.models import Proceeding
from qingtian.apps.remedies.kinds import PROCEDURES
from qingtian.apps.remedies.queries import open_by_kind, remedies_seen
from qingtian.language import Text
from qingtian.procedures import load_procedures
from qingtian.web.access import PAGES
from qingtian.web.desk.enforcement.seats import only
from qingtian.web.desk.figures.words import organ_names
from qingtian.web.desk.remedies.words import outcome_of, title_of
from qingtian.web.desk.seat import DeskRequest, officer

SHOWN = 200


@officer
@require_safe
@only(PAGES["desk:remedies"].roles)
def remedies(request: DeskRequest) -> HttpResponse:
    """Open remedies in this officer's sight; ``?kind=`` one kind, ``?ended=1`` the ended ones."""
    ended, asked = bool(request.GET.get("ended")), request.GET.get("kind", "")
    kind = asked if asked in PROCEDURES else ""
    held = list(remedies_seen(request.actor, kind=kind, ended=ended)[:SHOWN])
    names = organ_names([code for one in held if (code := _office(one))])
    counts = open_by_kind(request.actor)
    context: dict[str, Any] = {
        "rows": [_row(one, names, request) for one in held],
        "ended": ended,
        "kind": kind,
        "kinds": [(one, title_of(one), counts[one]) for one in PROCEDURES],
        "may_open": bool(request.actor.roles & PAGES["desk:new_remedy"].roles),
        "nav_current": "desk:enforcement",
    }
    return render(request, "desk/remedies/list.html", context)


def _office(matter: Proceeding) -> str:
    chain = (matter.projection.get("relations", {}).get("office") or {}).get("chain") or [""]
    return str(chain[-1])


def _row(matter: Proceeding, names: dict[str, str], request: DeskRequest) -> dict[str, Any]:
    procedure = load_procedures().edition(matter.procedure, matter.edition)
    about = matter.projection.get("facts", {}).get("about") or {}
    return {
        "matter": matter,
        "kind": procedure.title,
        "state": procedure.states[matter.state].title,
        "outcome": outcome_of(matter),
        "unit": names.get(_office(matter), ""),
        "about": about.get("number", ""),
        "overdue": matter.ended_on is None and matter.next_due is not None and matter.next_due < request.as_of,
    }


def open_remedies(request: DeskRequest) -> Text:
    """How many are open, for the home of enforcement."""
    return Text("在办 {count} 件", "{count} open").format(count=sum(open_by_kind(request.actor).values()))
