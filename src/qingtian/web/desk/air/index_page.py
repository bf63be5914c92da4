"""The first page of the air: the air now, and what the other pages answer."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from qingtian.apps.air.queries import city_air
from qingtian.web.desk.air.contents import contents
from qingtian.web.desk.seat import DeskRequest, officer
from qingtian.web.portal.settled import AIR_STALE_AFTER


@officer
def air(request: DeskRequest) -> HttpResponse:
    """The hour now and the contents; for every officer in office."""
    air_now = city_air(request.now)
    stale = air_now is not None and air_now.older_than(AIR_STALE_AFTER, request.now)
    hours = int((request.now - air_now.latest.hour).total_seconds() // 3600) if stale and air_now else 0
    return render(request, "desk/air/index.html", {"air": air_now, "stale_hours": hours, "contents": contents()})
