"""Joint forecasts (联合预报会商): the list of those one may see, and the form of a new one."""

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
from qingtian.language import Text
from qingtian.web.access import PAGES
from qingtian.web.desk.opening import Opening
from qingtian.web.desk.seat import DeskRequest, officer
from qingtian.web.desk.weather.facts import answer_stands

PAGE = 30
NAV = "desk:monitoring"


@officer
@require_safe
def forecasts(request: DeskRequest) -> HttpResponse:
    """The joint forecasts this officer may see, the latest first; drafted by one side, confirmed for the other."""
    matters = visible(request.actor).filter(procedure="joint_forecast").order_by("-pk")
    page = Paginator(matters, PAGE).get_page(request.GET.get("page"))
    rows = [_row(one) for one in page.object_list]
    context = {
        "rows": rows,
        "page": page,
        "may_draft": bool(PAGES["desk:new_joint_forecast"].roles & request.actor.roles),
        "nav_current": NAV,
    }
    return render(request, "desk/weather/forecasts.html", context)


def _row(matter: Proceeding) -> tuple[Proceeding, Text, dict[str, Any], bool]:
    """The matter, its state, its facts, and whether their answer is about the present draft: a revision asks anew."""
    facts: dict[str, Any] = matter.projection["facts"]
    title = procedure_of(matter).states[matter.state].title
    return matter, title, facts, answer_stands(matter.state, facts)


@officer
@require_http_methods(["GET", "HEAD", "POST"])
def new_forecast(request: DeskRequest) -> HttpResponse:
    """GET the form, POST to draft: nothing leaves the office by that."""
    if not PAGES["desk:new_joint_forecast"].roles & request.actor.roles:
        raise PermissionDenied
    opening = Opening.of(request, "joint_forecast")
    posted = request.method == "POST"
    draft = opening.sent() if posted else opening.fresh(opening.asked())
    opened = opening.perform(draft)
    if opened is None:
        return opening.page("desk/weather/new_forecast.html", draft, nav_current=NAV)
    if may_see(request.actor, opened):
        return redirect("desk:proceeding", opened.number)
    return redirect("desk:joint_forecasts")
