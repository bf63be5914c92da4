"""The first page of the air: the air now, and what the other pages answer."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from qingtian.apps.air.queries import city_air
from qingtian.web.desk.air.contents import contents
from qingtian.web.desk.seat import DeskRequest, officer


@officer
def air(request: DeskRequest) -> HttpResponse:
    """The hour now and the contents; for every officer in office."""
    return render(request, "desk/air/index.html", {"air": city_air(request.now), "contents": contents()})
