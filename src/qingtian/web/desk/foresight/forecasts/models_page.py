"""Versions of the models: what each learned from, with what, and how it did on past days beside the month's median."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from qingtian.apps.forecasts.models import TrainedForecaster
from qingtian.apps.forecasts.rules import HORIZONS, history_days
from qingtian.web.desk.foresight.forecasts.words import NAV
from qingtian.web.desk.seat import DeskRequest, officer

PAGE = 12


@officer
@require_safe
def models(request: DeskRequest) -> HttpResponse:
    """Those in use first; for every officer in office."""
    page = Paginator(TrainedForecaster.objects.order_by("-in_use", "-trained_at", "item", "weather"), PAGE).get_page(
        request.GET.get("page")
    )
    context = {
        "page": page,
        "rows": [(one, [one.verdict.get(str(n)) for n in HORIZONS]) for one in page.object_list],
        "least": history_days(request.as_of),
        "nav_current": NAV,
    }
    return render(request, "desk/foresight/forecasts/models.html", context)
