"""Plans of visits (靶向检查计划): the list, and a new one through the declared first act."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from qingtian.apps.proceedings.policy import may_see
from qingtian.apps.targeting.actions.propose import VISITS
from qingtian.apps.targeting.queries import PROCEDURE, plans
from qingtian.law import load_law
from qingtian.procedures import load_procedures
from qingtian.targeting.visits import Rate
from qingtian.web.desk.enforcement.seats import only
from qingtian.web.desk.opening import Opening
from qingtian.web.desk.seat import DeskRequest, officer
from qingtian.web.desk.targeting.words import NAV, READERS, own_area, rate_words

PAGE = 20
PROPOSE = frozenset({"handling_officer", "penalty_officer", "inspection_officer"})
#: a plan lasts so long unless somebody says otherwise; how many it visits is dated data
USUAL_DAYS = 30


@officer
@require_safe
@only(READERS)
def visit_plans(request: DeskRequest) -> HttpResponse:
    """Every plan the officer may see, the latest first, with what the chosen and the random ones found."""
    page = Paginator(plans(request.actor), PAGE).get_page(request.GET.get("page"))
    words = load_procedures()
    rows = [
        {
            "matter": one,
            "state": words.edition(one.procedure, one.edition).states[one.state].title,
            "facts": one.projection["facts"],
            "targeted": rate_words(Rate(one.targeted_done, one.targeted_found)),
            "random": rate_words(Rate(one.random_done, one.random_found)),
        }
        for one in page.object_list
    ]
    may = bool(PROPOSE & request.actor.roles)
    return render(
        request, "desk/targeting/plans.html", {"page": page, "rows": rows, "may_propose": may, "nav_current": NAV}
    )


@officer
@require_http_methods(["GET", "HEAD", "POST"])
@only(PROPOSE)
def new_visit_plan(request: DeskRequest) -> HttpResponse:
    """GET the form, POST to propose the plan."""
    opening = Opening.of(request, PROCEDURE)
    draft = opening.sent() if request.method == "POST" else opening.fresh(_first(request) | opening.asked())
    opened = opening.perform(draft)
    if opened is None:
        return opening.page("desk/targeting/new_plan.html", draft, nav_current=NAV)
    return (
        redirect("desk:visit_plan", opened.number) if may_see(request.actor, opened) else redirect("desk:visit_plans")
    )


def _first(request: DeskRequest) -> dict[str, Any]:
    own = own_area(request)
    return {
        "office": request.actor.organ or "",
        "area": own.code if own else "",
        "starts_on": str(request.as_of),
        "ends_on": str(request.as_of + timedelta(days=USUAL_DAYS)),
        "visits": str(int(load_law().figure(VISITS, on=request.as_of).value)),
    }
