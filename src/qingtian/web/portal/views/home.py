"""The first page: the air now, the way to report, the way to follow, what was put right."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from qingtian.apps.publishing.gate import gate_on
from qingtian.web.portal.settled import ON_THE_HOME_PAGE
from qingtian.web.portal.shown.air import air_now
from qingtian.web.portal.views.follow import receipt_field
from qingtian.web.public.air import city_air_shown
from qingtian.web.public.matters import matter_counts, recently_put_right


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Everything a resident comes for, the air first."""
    gate = gate_on(request.as_of)
    air, recent = city_air_shown(gate, request.now), recently_put_right(gate, ON_THE_HOME_PAGE)
    context = {
        "air": air_now(air, request.now),
        "air_withheld": air.reason,
        "receipt": receipt_field(),
        "recent": recent.rows,
        "recent_withheld": recent.shut.reason if recent.shut else None,
        "all_matters": matter_counts(gate).get("all"),
    }
    return render(request, "portal/home.html", context)
