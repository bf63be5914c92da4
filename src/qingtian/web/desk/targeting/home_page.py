"""Key units (重点对象): the ranking of the day with reasons and estimates, for the officer's own area."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from qingtian.apps.places.models import Area
from qingtian.apps.targeting.actions.rank import last_ranking
from qingtian.apps.targeting.models import RankedObject
from qingtian.apps.targeting.queries import plans
from qingtian.web.desk.enforcement.seats import only
from qingtian.web.desk.seat import DeskRequest, officer
from qingtian.web.desk.targeting.words import NAV, READERS, estimate, in_short, own_area, reasons, units_named

PAGE = 25


@officer
@require_safe
@only(READERS)
def targeting(request: DeskRequest) -> HttpResponse:
    """``?area=`` an area below the officer's own."""
    ranking, own = last_ranking(request.as_of), own_area(request)
    below = list(Area.objects.filter(path__startswith=own.path).order_by("path")) if own else []
    area = next((one for one in below if one.code == request.GET.get("area")), own)
    rows = RankedObject.objects.filter(ranking=ranking, area__path__startswith=area.path) if area and ranking else None
    found = rows if rows is not None else RankedObject.objects.none()
    page = Paginator(found.select_related("area").order_by("place"), PAGE).get_page(request.GET.get("page"))
    shown = list(page.object_list)
    units, why = units_named(row.party for row in shown), reasons(request, shown)
    context = {
        "ranking": ranking,
        "page": page,
        "rows": [(row, units.get(row.party), estimate(row), in_short(why[row.pk])) for row in shown],
        "areas": below,
        "area": area,
        "plans": list(plans(request.actor).filter(ended_on=None)[:3]),
        "nav_current": NAV,
    }
    return render(request, "desk/targeting/home.html", context)
