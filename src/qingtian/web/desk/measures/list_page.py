"""The measures that are open, by their earliest clock, and those that ended."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from qingtian.apps.measures.kinds import MEASURES
from qingtian.apps.measures.queries import counts_of, measures_seen, under_seal_too_long
from qingtian.apps.proceedings.models import Proceeding
from qingtian.apps.proceedings.queries import procedure_of
from qingtian.enforcement.daily_penalty import DailyPenalty
from qingtian.language import Text
from qingtian.procedures import load_procedures
from qingtian.web.desk.enforcement.seats import ENFORCING, only
from qingtian.web.desk.measures.count_page import money
from qingtian.web.desk.seat import DeskRequest, officer

PAGE = 30
#: posts that open a measure
OPENING = frozenset({"penalty_officer"})


@dataclass(frozen=True, slots=True)
class Row:
    """One measure as the list shows it."""

    matter: Proceeding
    kind: Text
    party: Text | None
    state: Text
    overdue: bool
    count: DailyPenalty | None
    amount: str


def title_of(kind: str) -> Text:
    """What a measure is called."""
    return load_procedures().editions(kind)[-1].title


@officer
@require_safe
@only(ENFORCING)
def measures(request: DeskRequest) -> HttpResponse:
    """``?kind=`` of ``MEASURES``, ``?ended=1`` the ended ones, ``?late=1`` seals whose time is over."""
    kind, ended = request.GET.get("kind", ""), bool(request.GET.get("ended"))
    late = under_seal_too_long(measures_seen(request.actor), request.as_of)
    found = late if request.GET.get("late") else measures_seen(request.actor, kind=kind, ended=ended)
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    context = {
        "rows": _rows(request, list(page.object_list)),
        "page": page,
        "kind": kind if kind in MEASURES else "",
        "ended": ended,
        "late_only": bool(request.GET.get("late")),
        "late": late.count(),
        "kinds": [(one, title_of(one)) for one in MEASURES],
        "may_open": bool(request.actor.roles & OPENING),
        "nav_current": "desk:enforcement",
    }
    return render(request, "desk/measures/list.html", context)


def _rows(request: DeskRequest, held: list[Proceeding]) -> list[Row]:
    counts = counts_of(held)
    return [_row(request, one, counts.get(one.pk)) for one in held]


def _row(request: DeskRequest, matter: Proceeding, count: DailyPenalty | None) -> Row:
    party = matter.projection["facts"].get("party") or {}
    due = matter.next_due
    return Row(
        matter=matter,
        kind=title_of(matter.procedure),
        party=Text.of(party["name"]) if party.get("name") else None,
        state=procedure_of(matter).states[matter.state].title,
        overdue=matter.state == "expired" or (due is not None and due < request.as_of and matter.ended_on is None),
        count=count,
        amount=money(count.amount) if count else "",
    )
