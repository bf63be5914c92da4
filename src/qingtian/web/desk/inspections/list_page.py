"""Visits (现场检查): the list by state, type and party, each with what its phones have sent."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from qingtian.apps.inspections.models import Visit
from qingtian.apps.inspections.queries import seen_by
from qingtian.apps.parties.models import Party
from qingtian.apps.parties.queries import name_for
from qingtian.web.desk.enforcement.seats import ENFORCING, only
from qingtian.web.desk.inspections.new_page import ENTERS
from qingtian.web.desk.inspections.words import NAV, exempt_words, ground_words, kind_words, kinds, state_words
from qingtian.web.desk.seat import DeskRequest, officer

PAGE = 30


@officer
@require_safe
@only(ENFORCING)
def visits(request: DeskRequest) -> HttpResponse:
    """Open ones, the latest planned first; ``?ended=1`` the ended, ``kind`` one type, ``party`` one party's."""
    ended, kind = bool(request.GET.get("ended")), request.GET.get("kind", "")
    party = request.GET.get("party", "")[:20]
    found = seen_by(request.actor).filter(proceeding__ended_on__isnull=not ended)
    if kind in kinds():
        found = found.filter(kind=kind)
    if party:
        found = found.filter(party=party)
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    query = request.GET.copy()
    query.pop("page", None)
    context = {
        "page": page,
        "rows": rows_of(request, list(page.object_list)),
        "query": query.urlencode(),
        "ended": ended,
        "kind": kind,
        "kinds": kinds(),
        "party": party,
        "may_enter": bool(ENTERS & request.actor.roles),
        "nav_current": NAV,
    }
    return render(request, "desk/inspections/list.html", context)


def rows_of(request: DeskRequest, found: list[Visit]) -> list[dict[str, object]]:
    """A row a visit, with its words; parties are looked up at once."""
    parties = {one.number: one for one in Party.objects.filter(number__in={visit.party for visit in found})}
    return [
        {
            "visit": visit,
            "matter": visit.proceeding,
            "party": name_for(parties[visit.party], request.actor) if visit.party in parties else "—",
            "kind": kind_words(visit),
            "ground": ground_words(visit),
            "exempt": exempt_words(visit),
            "state": state_words(visit.proceeding),
            "items": getattr(visit, "items", None),
        }
        for visit in found
    ]
