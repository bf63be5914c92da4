"""One cell: who is on it and since when, what is asked, what lies in it, patrols, events; and handing it over."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from qingtian.apps.grid.actions.assign import assign, hand_over
from qingtian.apps.grid.limits import patrols_a_month
from qingtian.apps.grid.models import CellTerms, GridAssignment, GridEvent, HiddenHazard
from qingtian.apps.grid.queries import days_without_person, done, owed
from qingtian.apps.people.models import Post
from qingtian.apps.people.queries import holder
from qingtian.apps.places.models import GridCell
from qingtian.apps.proceedings.policy import visible
from qingtian.errors import QingtianError
from qingtian.grid.tiling import Cell
from qingtian.language import Text
from qingtian.web.desk.grid.cells.drawing import draw
from qingtian.web.desk.grid.cells.words import DUTIES, HOW, NAV, OBJECTS, choices, days_of, month, states
from qingtian.web.desk.seat import DeskRequest, officer
from qingtian.web.portal.sentences import in_full
from qingtian.web.templatetags.words import say

#: rows of each list on the page; the lists themselves are elsewhere
SHOWN = 20
#: who hands a cell over
KEEPERS = frozenset({"administrator", "clerk", "chief", "organ_head"})


@officer
@require_safe
def cell(request: DeskRequest, code: str) -> HttpResponse:
    """``?month=`` chooses the month of the patrols."""
    return _page(request, _found(code))


def _found(code: str) -> GridCell:
    return get_object_or_404(GridCell.objects.select_related("parent__parent", "area"), code=code)


def _page(request: DeskRequest, found: GridCell, *, error: str = "", status: int = 200) -> HttpResponse:
    chosen = month(request)
    first, last = days_of(chosen, request.as_of)
    terms = _terms(found, request.as_of)
    below = list(GridCell.objects.on(last).filter(parent=found).order_by("code"))
    context: dict[str, Any] = {
        "cell": found,
        "above": [one for one in (found.parent and found.parent.parent, found.parent) if one],
        "below": below,
        "month": chosen,
        "people": _people(found, request.as_of),
        "log": found.hand_overs.select_related("from_post__organ", "to_post__organ")[:SHOWN],
        "terms": terms,
        "duties": Text(terms.duties_zh, terms.duties_en or terms.duties_zh) if terms and terms.duties_zh else None,
        "usual": patrols_a_month(request.as_of),
        "objects": [(one, OBJECTS[one.kind], HOW[one.how]) for one in found.objects_in.all()[: 5 * SHOWN]],
        "owed": owed(first, last).get(found.code, 0),
        "made": done(first, last).get(found.code, 0),
        "patrols": found.patrols.filter(on__gte=first, on__lte=last)[:SHOWN],
        "gaps": days_without_person(first, last).get(found.code, []) if not below else [],
        "drawing": draw([Cell(found.code, "", found.boundary), *(Cell(one.code, "", one.boundary) for one in below)]),
        "may_hand_over": bool(request.actor.roles & KEEPERS) and not below,
        "posts": _posts(found),
        "error": error,
        "today": request.as_of,
        "nav_current": NAV,
    }
    return render(request, "desk/grid/cell.html", context | _matters(request, found), status=status)


def _people(found: GridCell, on: date) -> list[tuple[Any, ...]]:
    """Duty, post, who holds it that day (None where it is vacant), since when; those that hold on the day."""
    rows = GridAssignment.objects.on(on).filter(cell=found).select_related("post__organ")
    order = list(DUTIES)
    return [
        (DUTIES[row.duty], row.post, holder(row.post, on), row.starts)
        for row in sorted(rows, key=lambda row: (order.index(row.duty), row.post.code))
    ]


def _terms(found: GridCell, on: date) -> CellTerms | None:
    """Those of the cell or of the nearest above it."""
    at: GridCell | None = found
    while at is not None:
        terms = CellTerms.objects.filter(cell=at, valid_from__lte=on).exclude(valid_until__lt=on).last()
        if terms:
            return terms
        at = at.parent
    return None


def _posts(found: GridCell) -> list[Post]:
    """Posts of members in the organs of the area: who may take the cell over."""
    posts = Post.objects.filter(organ__area=found.area).select_related("organ").order_by("organ__path", "code")
    return [post for post in posts if "grid_member" in post.roles]


def _matters(request: DeskRequest, found: GridCell) -> dict[str, Any]:
    """Events and hazards of the cell in the reader's sight."""
    seen = visible(request.actor)
    kinds, event_states = choices("grid_event", "find", "kind"), states("grid_event")
    events = GridEvent.objects.filter(cell=found, proceeding__in=seen).select_related("proceeding")[:SHOWN]
    hazard_kinds, hazard_states = choices("hidden_hazard", "register", "kind"), states("hidden_hazard")
    hazards = HiddenHazard.objects.filter(cell=found, proceeding__in=seen).select_related("proceeding")[:SHOWN]
    return {
        "events": [(one, kinds.get(one.kind, one.kind), event_states[one.proceeding.state]) for one in events],
        "hazards": [
            (one, hazard_kinds.get(one.kind, one.kind), hazard_states[one.proceeding.state]) for one in hazards
        ],
    }


@officer
@require_POST
def take_over(request: DeskRequest, code: str) -> HttpResponse:
    """Another member takes the leaf over from a day; the log keeps it. 403 for whoever keeps no posts of the area."""
    if not request.actor.roles & KEEPERS:
        raise PermissionDenied
    found = _found(code)
    if not (
        "administrator" in request.actor.roles or found.area.code in request.actor.area_chain or _above(request, found)
    ):
        raise PermissionDenied
    post = Post.objects.filter(code=request.POST.get("post", "")[:80], organ__area=found.area).first()
    try:
        on = date.fromisoformat(request.POST.get("on", ""))
    except ValueError:
        on = request.as_of
    if post is None:
        return _page(request, found, status=422)
    told = {"by": request.actor.post or "", "now": request.now}
    current = GridAssignment.objects.on(on).filter(cell=found, duty=GridAssignment.Duty.MEMBER).first()
    try:
        if current:
            hand_over(current, post, on=on, note=request.POST.get("note", ""), **told)
        else:
            assign(found, GridAssignment.Duty.MEMBER, post, starts=on, **told)
    except QingtianError as refused:
        return _page(request, found, error=say(in_full(refused)), status=422)
    return redirect("desk:grid_cell", code)


def _above(request: DeskRequest, found: GridCell) -> bool:
    """Whether the actor's area holds the cell's."""
    return bool(request.actor.area_chain) and request.actor.area_chain[-1] in found.area.chain
