"""The preview of merging a month: what will be frozen and what is still owed, then the act."""

from __future__ import annotations

import secrets

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from qingtian.apps.schedules.actions.merge_table import merge_table, preview
from qingtian.apps.schedules.column_sets import column_sets
from qingtian.apps.schedules.upward import cells
from qingtian.errors import QingtianError
from qingtian.web.desk.schedule.month_page import month_of, of_the_office
from qingtian.web.desk.schedule.months_page import NAV, may_open
from qingtian.web.desk.seat import DeskRequest, officer
from qingtian.web.typed import whole


@officer
@require_http_methods(["GET", "HEAD", "POST"])
def merge(request: DeskRequest, number: str) -> HttpResponse:
    """GET the preview, POST to freeze it as it stands."""
    if not may_open(request):
        return render(request, "desk/schedule/not_yours.html", {"nav_current": NAV}, status=403)
    held = month_of(request, number)
    if not of_the_office(request.actor, held):
        return render(request, "desk/schedule/not_yours.html", {"nav_current": NAV}, status=403)
    refused: QingtianError | None = None
    if request.method == "POST":
        try:
            merge_table(
                held,
                by=request.actor,
                on=request.as_of,
                now=request.now,
                note=request.POST.get("note", ""),
                once=request.POST.get("once", "")[:64] or None,
                expected_seq=whole(request.POST.get("expected_seq", ""), otherwise=-1),
            )
        except QingtianError as wrong:
            refused = wrong
        else:
            return redirect("desk:schedule", number)
    seen, wanted = preview(held), column_sets()["city"]
    context = {
        "held": held,
        "matter": held.proceeding,
        "counts": seen.counts,
        "headings": [column.heading for column in wanted.columns],
        "rows": cells(seen.rows, wanted),
        "mergeable": held.merged_on is None and held.standing,
        "refused": refused,
        "note": request.POST.get("note", ""),
        "once": secrets.token_urlsafe(18),
        "nav_current": NAV,
    }
    return render(request, "desk/schedule/merge.html", context, status=422 if refused else 200)
