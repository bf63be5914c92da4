"""The first page: the air now, the way to report, the way to follow, what was put right."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from qingtian.apps.air.queries import city_air
from qingtian.web.portal.settled import ON_THE_HOME_PAGE
from qingtian.web.portal.shown.air import air_now
from qingtian.web.portal.shown.matters import listed, published, put_right
from qingtian.web.portal.views.follow import receipt_field


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Everything a resident comes for, the air first."""
    recent = put_right().select_related("area")[:ON_THE_HOME_PAGE]
    context = {
        "air": air_now(city_air(request.now), request.now),
        "receipt": receipt_field(),
        "recent": listed(recent),
        "all_matters": published().count(),
    }
    return render(request, "portal/home.html", context)
