"""How often a party was visited this year, by level and against the cap (年度检查频次): one party, or those near it."""

from __future__ import annotations

from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from qingtian.apps.inspections.caps import lines_of
from qingtian.apps.inspections.models import Visit
from qingtian.apps.inspections.queries import seen_by
from qingtian.apps.parties.models import Party
from qingtian.apps.parties.queries import name_for, named
from qingtian.enforcement.visit_caps import CAPS, EXEMPT_WORDS
from qingtian.law import load_law
from qingtian.law.model import CERTAINTIES
from qingtian.web.desk.enforcement.seats import ENFORCING, only
from qingtian.web.desk.inspections.list_page import rows_of
from qingtian.web.desk.inspections.words import LEVELS, NAV
from qingtian.web.desk.seat import DeskRequest, officer
from qingtian.web.typed import whole

SHOWN = 50
FIRST_YEAR, LAST_YEAR = 2016, 2100


@officer
@require_safe
@only(ENFORCING)
def visit_caps(request: DeskRequest) -> HttpResponse:
    """``?party=`` one party's year with its visits; without it those most often visited. ``year`` another year."""
    year = whole(request.GET.get("year", ""), otherwise=request.as_of.year)
    year = year if FIRST_YEAR <= year <= LAST_YEAR else request.as_of.year
    asked = request.GET.get("party", "")[:200]
    party = named(asked)
    context = {
        "year": year,
        "asked": asked,
        "party": party,
        "figures": _figures(request),
        "exempt": EXEMPT_WORDS,
        "nav_current": NAV,
    }
    context |= _of_party(request, party, year) if party else {"rows": [] if asked else _most_visited(request, year)}
    return render(request, "desk/inspections/caps.html", context)


def _figures(request: DeskRequest) -> list[dict[str, object]]:
    """The caps in force on the day, each with how sure it is."""
    law = load_law()
    figures = [(level, law.figure(name, on=request.as_of)) for level, name in CAPS.items()]
    return [
        {"level": LEVELS[level], "value": figure.value, "certainty": CERTAINTIES[figure.certainty], "note": figure.note}
        for level, figure in figures
    ]


def _of_party(request: DeskRequest, party: Party, year: int) -> dict[str, object]:
    made = seen_by(request.actor).filter(party=party.number, year=year)[:SHOWN]
    return {
        "name": name_for(party, request.actor),
        "lines": [(LEVELS[line.level], line) for line in lines_of([party.number], year)[party.number]],
        "visits": rows_of(request, list(made)),
    }


def _most_visited(request: DeskRequest, year: int) -> list[dict[str, object]]:
    """Parties by the visits of the year, the most often visited first. Visits are counted, nobody is blamed."""
    counted = Visit.objects.filter(year=year, made=True).exclude(party="").values("party").order_by()
    often = [row["party"] for row in counted.annotate(n=Count("pk")).order_by("-n", "party")[:SHOWN]]
    lines, parties = lines_of(often, year), Party.objects.in_bulk(often, field_name="number")
    return [
        {
            "party": parties[number],
            "name": name_for(parties[number], request.actor),
            "lines": [(LEVELS[line.level], line) for line in lines[number] if line.counted or line.exempt],
            "used_up": any(line.used_up for line in lines[number] if line.counted),
        }
        for number in often
        if number in parties
    ]
