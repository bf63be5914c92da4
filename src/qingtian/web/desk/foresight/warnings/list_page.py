"""The list of warnings, with what the tables said of the last days; the form for one opened by hand."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from qingtian.apps.air_warnings.models import Response, WarningLook
from qingtian.apps.air_warnings.queries import seen_by
from qingtian.apps.proceedings.policy import may_see
from qingtian.foresight.warning import TIERS
from qingtian.web.access import PAGES
from qingtian.web.desk.foresight.warnings.words import NAV, row_of
from qingtian.web.desk.opening import LONGEST, Opening
from qingtian.web.desk.seat import DeskRequest, officer

PAGE, LOOKS = 30, 14


@officer
@require_safe
def air_warnings(request: DeskRequest) -> HttpResponse:
    """``?list=ended``: those whose matter has ended; the looks of the last two weeks stand beside."""
    ended = request.GET.get("list") == "ended"
    found = seen_by(request.actor).filter(proceeding__ended_on__isnull=not ended)
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    counts = _counts([one.pk for one in page.object_list], request.now)
    looks = WarningLook.objects.filter(on__gt=request.as_of - timedelta(days=LOOKS), on__lte=request.as_of)
    context: dict[str, Any] = {
        "page": page,
        "rows": [row_of(one, counts) for one in page.object_list],
        "ended": ended,
        "looks": [(one, TIERS.get(one.tier)) for one in looks.select_related("area", "warning__proceeding")[:LOOKS]],
        "may_open": bool(PAGES["desk:new_air_warning"].roles & request.actor.roles),
        "nav_current": NAV,
    }
    return render(request, "desk/foresight/warnings/list.html", context)


def _counts(warnings: list[int], now: datetime) -> dict[int, tuple[int, int]]:
    """By warning: units told, and rows that owe a step; one query."""
    late = Q(acknowledged_at=None, answer_by__lt=now) | Q(done_at=None, respond_by__lt=now)
    rows = Response.objects.filter(warning__in=warnings).order_by().values_list("warning")
    return {pk: (told, owing) for pk, told, owing in rows.annotate(told=Count("pk"), owing=Count("pk", filter=late))}


@officer
@require_http_methods(["GET", "HEAD", "POST"])
def new_air_warning(request: DeskRequest) -> HttpResponse:
    """GET the form, POST to open one where the system suggests none; it is a suggestion like the system's."""
    if not PAGES["desk:new_air_warning"].roles & request.actor.roles:
        raise PermissionDenied
    opening = Opening.of(request, "air_warning")
    draft = (
        opening.sent() if request.method == "POST" else opening.fresh({"office": request.actor.organ} | opening.asked())
    )
    title = f"{draft.values.get('first_day', '')} 起预警"[:LONGEST]
    opened = opening.perform(draft, title=title)
    if opened is None:
        return opening.page("desk/foresight/warnings/new.html", draft, nav_current=NAV)
    if may_see(request.actor, opened):
        return redirect("desk:air_warning", opened.number)
    return redirect("desk:air_warnings")
