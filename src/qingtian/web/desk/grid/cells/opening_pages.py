"""Open an event or a hazard at the desk: the declared first act; a cell or an object may be handed over."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from qingtian.apps.grid.models import GridObject
from qingtian.apps.places.models import GridCell
from qingtian.apps.proceedings.policy import may_see
from qingtian.web.desk.enforcement.seats import only
from qingtian.web.desk.grid.cells.words import NAV
from qingtian.web.desk.opening import Opening
from qingtian.web.desk.seat import DeskRequest, officer

FINDERS = frozenset({"grid_member", "clerk", "handling_officer"})
REGISTERING = frozenset({"grid_member", "clerk", "handling_officer", "penalty_officer", "inspection_officer"})


@officer
@require_http_methods(["GET", "HEAD", "POST"])
@only(FINDERS)
def new_event(request: DeskRequest) -> HttpResponse:
    """``?cell=`` fills the cell and its area; ``?about=`` and the like as every opening takes them."""
    cell = GridCell.objects.filter(code=request.GET.get("cell", "")).select_related("area").first()
    told: dict[str, Any] = {"cell": cell.code, "area": cell.area.code} if cell else {}
    told["found_at"] = request.now.strftime("%Y-%m-%d %H:%M")
    return _opened(request, "grid_event", told, "desk:grid_events")


@officer
@require_http_methods(["GET", "HEAD", "POST"])
@only(REGISTERING)
def new_hazard(request: DeskRequest) -> HttpResponse:
    """``?object=`` fills the object and the area of its cell."""
    found = GridObject.objects.filter(code=request.GET.get("object", "")).select_related("cell__area").first()
    told: dict[str, Any] = {"object": found.code} if found else {}
    if found and found.cell:
        told["area"] = found.cell.area.code
    return _opened(request, "hidden_hazard", told, "desk:hidden_hazards")


def _opened(request: DeskRequest, procedure: str, told: dict[str, Any], back: str) -> HttpResponse:
    opening = Opening.of(request, procedure)
    draft = opening.sent() if request.method == "POST" else opening.fresh(told | opening.asked())
    opened = opening.perform(draft)
    if opened is None:
        return opening.page("desk/grid/new.html", draft, nav_current=NAV, back=back)
    return redirect("desk:proceeding", opened.number) if may_see(request.actor, opened) else redirect(back)
