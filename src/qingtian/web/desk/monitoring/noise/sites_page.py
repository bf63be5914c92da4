"""Construction sites at night (夜间施工): levels of the last nights, and where complaints about the site are found."""

from __future__ import annotations

from datetime import timedelta
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from qingtian.apps.noise.models import NoisePoint
from qingtian.apps.noise.queries import JudgedDay, days_of, judged_days
from qingtian.standards.periods import span
from qingtian.web.desk.monitoring.noise.words import NAV, rests_on, row_of
from qingtian.web.desk.seat import DeskRequest, officer

NIGHTS = 14


@officer
@require_safe
def noise_sites(request: DeskRequest) -> HttpResponse:
    """The nights of the last fortnight with a level at a site, the last first; what is not judged says why."""
    period = span(request.as_of - timedelta(days=NIGHTS - 1), request.as_of)
    held = days_of(period).filter(point__place=NoisePoint.Place.CONSTRUCTION, ln__isnull=False)
    judged = judged_days(held.order_by("-day", "point"))
    context = {
        "rows": [(row_of(one), _complaints(one)) for one in judged],
        "not_entered": next((one.refused for one in judged if one.refused is not None), None),
        "nights": NIGHTS,
        "rests_on": rests_on(),
        "nav_current": NAV,
    }
    return render(request, "desk/monitoring/noise/sites.html", context)


def _complaints(one: JudgedDay) -> str:
    """The search for reports that name the site; it shows what the officer's own scope holds."""
    site = one.day.point.source
    return f"{reverse('desk:search')}?{urlencode({'q': site.name_zh})}" if site else ""
