"""The draws in one's sight, the latest quarter first."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from qingtian.apps.draws.pools import ENFORCING
from qingtian.apps.draws.queries import draws_seen
from qingtian.apps.proceedings.queries import procedure_of
from qingtian.web.desk.figures.words import organ_names
from qingtian.web.desk.seat import DeskRequest, officer

NAV = "desk:enforcement"
PAGE = 30


@officer
@require_safe
def draws(request: DeskRequest) -> HttpResponse:
    """Pages of thirty: quarter, office, state, how many were drawn."""
    page = Paginator(draws_seen(request.actor), PAGE).get_page(request.GET.get("page"))
    found = list(page.object_list)
    names = organ_names([one.office for one in found])
    rows = [
        {
            "draw": one,
            "office": names.get(one.office, one.office),
            "state": procedure_of(one.proceeding).states[one.proceeding.state].title,
            "objects": len(one.pools.get("objects", ())),
            "officers": len(one.pools.get("officers", ())),
        }
        for one in found
    ]
    may = bool(set(ENFORCING) & request.actor.roles)
    context = {"page": page, "rows": rows, "query": "", "may_draw": may, "nav_current": NAV}
    return render(request, "desk/grid/draws/list.html", context)
