"""Key units of soil supervision (土壤污染重点监管单位) on the list today, with the worst class of their points."""

from __future__ import annotations

from collections import defaultdict

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from qingtian.apps.soil.models import SoilPoint
from qingtian.apps.soil.queries import JudgedPoint, judged_points, key_units
from qingtian.standards.soil import RISKS
from qingtian.standards.soil.levels import worst
from qingtian.web.desk.monitoring.soil.seats import NAV, refused
from qingtian.web.desk.seat import DeskRequest, officer


@officer
@require_safe
def soil_units(request: DeskRequest) -> HttpResponse:
    """The list of the day, by area; a unit without a point of its own says so."""
    if (answer := refused(request)) is not None:
        return answer
    stays = key_units(request.as_of)
    points: dict[int, list[JudgedPoint]] = defaultdict(list)
    of_units = SoilPoint.objects.select_related("area").filter(source__in=[stay.source_id for stay in stays])
    for one in judged_points(of_units):
        points[one.point.source_id or 0].append(one)
    rows = [(stay, points[stay.source_id], _worst(points[stay.source_id])) for stay in stays]
    context = {"rows": rows, "today": request.as_of, "nav_current": NAV}
    return render(request, "desk/monitoring/soil/units.html", context)


def _worst(points: list[JudgedPoint]) -> object:
    found = worst([one.risk for one in points if one.risk is not None])
    return RISKS[found] if found else ""
