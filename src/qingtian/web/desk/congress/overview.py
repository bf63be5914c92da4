"""The congress' supervision in a year (人大监督): what there is by kind, the next meetings and their clocks."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from qingtian.apps.oversight.models import OversightItem
from qingtian.apps.oversight.queries import PROCEDURES, clocks_of, coming, seen_by
from qingtian.apps.proceedings.models import Clock
from qingtian.language import Text
from qingtian.procedures import load_procedures
from qingtian.web.access import PAGES
from qingtian.web.desk.clock_views import row_clock, short_day
from qingtian.web.desk.seat import DeskRequest, officer

ADVISED = Text("建议 {day} 前", "better by {day}")
LONGEST_YEAR = 4


def chosen_year(request: HttpRequest, as_of: date) -> int:
    """The year of the address, this year where it says none."""
    told = request.GET.get("year", "")
    return int(told) if told.isascii() and told.isdigit() and len(told) == LONGEST_YEAR else as_of.year


def title_of(procedure: str) -> Text:
    """What a kind of oversight is called."""
    return load_procedures().editions(procedure)[-1].title


@officer
@require_safe
def oversight(request: DeskRequest) -> HttpResponse:
    """Items of the year in this actor's scope; ``?year=`` and ``?kind=`` choose."""
    year, kind = chosen_year(request, request.as_of), request.GET.get("kind", "")
    seen = seen_by(request.actor)
    of_year = seen.filter(year=year)
    shown = of_year.filter(proceeding__procedure=kind) if kind in PROCEDURES else of_year
    next_ = list(coming(seen, request.as_of)[:20])
    items = list(shown[:200])
    clocks = clocks_of([*next_, *items])
    counts = {one: of_year.filter(proceeding__procedure=one).count() for one in PROCEDURES}
    context: dict[str, Any] = {
        "year": year,
        "years": (year - 1, year, year + 1),
        "kind": kind if kind in PROCEDURES else "",
        "kinds": [(one, title_of(one), counts[one]) for one in PROCEDURES],
        "whole": sum(counts.values()),
        "meetings": [(item, title_of(item.proceeding.procedure), _backward(item, clocks)) for item in next_],
        "rows": [_row(item, clocks, request.as_of) for item in items],
        "may_open": bool(request.actor.roles & PAGES["desk:new_oversight"].roles),
        "nav_current": "desk:supervision",
    }
    return render(request, "desk/congress/overview.html", context)


def _backward(item: OversightItem, clocks: dict[int, list[Clock]]) -> list[tuple[Text, date, Text | None]]:
    """Each running clock of a meeting: what, its legal last day, and the day advised where that is a rest day."""
    found = []
    for clock in clocks.get(item.proceeding_id, []):
        advised = clock.derivation.get("advised")
        words = ADVISED.format(day=short_day(advised)) if advised else None
        found.append((Text.of(clock.derivation["title"]), clock.due, words))
    return found


def _row(item: OversightItem, clocks: dict[int, list[Clock]], as_of: date) -> dict[str, Any]:
    matter, running = item.proceeding, clocks.get(item.proceeding_id, [])
    procedure = load_procedures().edition(matter.procedure, matter.edition)
    return {
        "item": item,
        "kind": procedure.title,
        "state": procedure.states[matter.state].title,
        "clock": row_clock(running[0], running[1:], as_of) if running else None,
    }
