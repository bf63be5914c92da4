"""The yearly problem lists (年度问题清单): every area of one year, and which has none confirmed in time."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from qingtian.apps.places.models import Area
from qingtian.apps.problem_lists.queries import confirm_by, year_of, years
from qingtian.apps.proceedings.policy import may_see
from qingtian.apps.proceedings.queries import procedure_of
from qingtian.web.access import PAGES
from qingtian.web.desk.seat import DeskRequest, officer

NAV = "desk:supervision"
FIRST, LAST = 2000, 2100


def may_open(request: DeskRequest) -> bool:
    """Whether this post drafts a list."""
    return bool(request.actor.roles & PAGES["desk:new_problem_list"].roles)


def year_asked(request: DeskRequest) -> int:
    """The year of the address; this year where it names none."""
    written = request.GET.get("year", "")
    year = int(written) if written.isascii() and written.isdigit() and len(written) == 4 else request.as_of.year
    return year if FIRST <= year <= LAST else request.as_of.year


@officer
@require_safe
def problem_lists(request: DeskRequest) -> HttpResponse:
    """One year, an area a row; a list is a link for those who may see it."""
    year = year_asked(request)
    rows = [
        {
            "one": one,
            "state": procedure_of(one.held.proceeding).states[one.held.proceeding.state].title if one.held else None,
            "seen": bool(one.held and may_see(request.actor, one.held.proceeding)),
        }
        for one in year_of(year, request.as_of, Area.objects.order_by("path"))
    ]
    context = {
        "year": year,
        "years": sorted({request.as_of.year, year, *years()}, reverse=True),
        "rows": rows,
        "late": sum(row["one"].late for row in rows),
        "due": confirm_by(year).due,
        "may_open": may_open(request),
        "nav_current": NAV,
    }
    return render(request, "desk/lists/lists.html", context)
