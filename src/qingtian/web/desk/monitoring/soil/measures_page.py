"""Measures about soil (土壤风险管控措施): the list of those one may see, and the form of a new one."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from qingtian.apps.proceedings.models import Proceeding
from qingtian.apps.proceedings.policy import may_see, visible
from qingtian.apps.proceedings.queries import procedure_of
from qingtian.apps.soil.models import SoilPoint
from qingtian.language import Text
from qingtian.procedures import load_procedures
from qingtian.standards.soil import RISKS
from qingtian.web.access import PAGES
from qingtian.web.desk.monitoring.soil.seats import NAV, refused
from qingtian.web.desk.opening import Opening
from qingtian.web.desk.seat import DeskRequest, officer

PROCEDURE = "soil_measure"
PAGE = 30


@officer
@require_safe
def soil_measures(request: DeskRequest) -> HttpResponse:
    """The measures this officer may see, the latest first."""
    if (answer := refused(request)) is not None:
        return answer
    page = Paginator(visible(request.actor).filter(procedure=PROCEDURE).order_by("-pk"), PAGE).get_page(
        request.GET.get("page")
    )
    matters = list(page.object_list)
    points = {point.code: point for point in SoilPoint.objects.filter(code__in=[_point(one) for one in matters])}
    context = {
        "page": page,
        "rows": [(one, points.get(_point(one)), *measure_words(one)) for one in matters],
        "may_propose": may_propose(request),
        "nav_current": NAV,
    }
    return render(request, "desk/monitoring/soil/measures.html", context)


@officer
@require_http_methods(["GET", "HEAD", "POST"])
def new_soil_measure(request: DeskRequest) -> HttpResponse:
    """GET the form, ``?f_point=`` and ``?f_risk=`` filled in; POST proposes."""
    if not may_propose(request):
        raise PermissionDenied
    opening = Opening.of(request, PROCEDURE)
    draft = opening.sent() if request.method == "POST" else opening.fresh(opening.asked())
    opened = opening.perform(draft)
    if opened is None:
        return opening.page("desk/monitoring/soil/new_measure.html", draft, nav_current=NAV)
    if may_see(request.actor, opened):
        return redirect("desk:proceeding", opened.number)
    return redirect("desk:soil_measures")


def may_propose(request: DeskRequest) -> bool:
    """Whether this officer may open one."""
    return bool(PAGES["desk:new_soil_measure"].roles & request.actor.roles)


def measures_of(request: DeskRequest, point: SoilPoint) -> list[tuple[Any, ...]]:
    """The measures about one point this officer may see, each with its words."""
    found = visible(request.actor).filter(procedure=PROCEDURE, projection__facts__point=point.code)
    return [(one, *measure_words(one)) for one in found.order_by("-pk")]


def measure_words(matter: Proceeding) -> tuple[Text, Text, Text, str]:
    """Measure, class, state and the day it is to be done by."""
    facts = matter.projection["facts"]
    field = load_procedures().editions(PROCEDURE)[-1].transitions_from("start")[0].field("measure")
    chosen = field.choices[facts["measure"]] if field else Text("—", "—")
    return chosen, RISKS[facts["risk"]], procedure_of(matter).states[matter.state].title, facts["by_day"]


def _point(matter: Proceeding) -> str:
    return str(matter.projection["facts"].get("point", ""))
