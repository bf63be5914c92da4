"""Freeze the pools of one's office for a quarter."""

from __future__ import annotations

from datetime import timedelta

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from qingtian.apps.draws.actions.freeze_pools import freeze_pools
from qingtian.apps.draws.pools import ENFORCING
from qingtian.web.desk.grid.draws.list_page import NAV
from qingtian.web.desk.seat import DeskRequest, officer
from qingtian.web.desk.short_form import ShortForm

#: days from the frozen pools to the seed the form proposes
SEED_WITHIN = 7


@officer
@require_http_methods(["GET", "HEAD", "POST"])
def new_draw(request: DeskRequest) -> HttpResponse:
    """GET the form, POST to freeze; the seed comes on a later day, by the draw's own act."""
    if not set(ENFORCING) & request.actor.roles:
        return render(request, "desk/grid/draws/not_yours.html", {"nav_current": NAV}, status=403)
    today = request.as_of
    quarter = (today.month - 1) // 3 + 1
    first = {
        "subject": f"{today.year}年第{quarter}季度双随机抽查",
        "year": str(today.year),
        "quarter": str(quarter),
        "seed_source": "",
        "draw_by": str(today + timedelta(days=SEED_WITHIN)),
        "major_risk": "",
        "replaces": request.GET.get("replaces", "")[:20],
    }
    form = ShortForm(request, "random_draw", first, "desk/grid/draws/new.html", "desk:draw", NAV)
    return form.answer(freeze_pools)
