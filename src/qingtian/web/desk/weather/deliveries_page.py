"""Deliveries (送达): what came when, and of each what became of its rows."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from qingtian.apps.weather.models import Delivery
from qingtian.web.desk.seat import DeskRequest, officer
from qingtian.web.desk.weather.words import CHANNELS, OUTCOMES, said

PAGE, ROWS = 50, 100
NAV = "desk:monitoring"


@officer
@require_safe
def deliveries(request: DeskRequest) -> HttpResponse:
    """GET ``?only=faulty``: all of them, or those with rows that were not simply taken; the latest first."""
    faulty = request.GET.get("only") == "faulty"
    rows = Delivery.objects.all()
    if faulty:
        whole = {"conflicts": 0, "rejected": 0, "doubted": 0, "refused": ""}
        rows = rows.exclude(**whole)
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    listed = [(one, CHANNELS[one.channel], said(one.refused)) for one in page.object_list]
    return render(
        request, "desk/weather/deliveries.html", {"rows": listed, "page": page, "faulty": faulty, "nav_current": NAV}
    )


@officer
@require_safe
def delivery(request: DeskRequest, code: str) -> HttpResponse:
    """One delivery with every row that was rejected, conflicted or raised a doubt; 404 for an unknown number."""
    found = get_object_or_404(Delivery, code=code)
    page = Paginator(found.rows.all(), ROWS).get_page(request.GET.get("page"))
    context = {
        "delivery": found,
        "channel": CHANNELS[found.channel],
        "refused": said(found.refused),
        "page": page,
        "rows": [(row, OUTCOMES[row.outcome]) for row in page.object_list],
        "nav_current": NAV,
    }
    return render(request, "desk/weather/delivery.html", context)
