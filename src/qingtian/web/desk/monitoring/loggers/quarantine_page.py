"""The quarantine (隔离区): devices nobody registered, with what they sent. Nothing of it is lost."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from qingtian.apps.monitors.models import DataLogger
from qingtian.gateways.hj212.place import frame_store, frames_folder
from qingtian.gateways.hj212.store.arrived import Verdict
from qingtian.gateways.hj212.store.reading import FrameStore, Stored
from qingtian.gateways.hj212.store.standing import standings
from qingtian.web.desk.enforcement.seats import only
from qingtian.web.desk.monitoring.loggers.words import NAV, READING, area_shown
from qingtian.web.desk.seat import DeskRequest, officer

SHOWN = 100


@officer
@require_safe
@only(READING)
def quarantine(request: DeskRequest) -> HttpResponse:
    """Devices with frames in quarantine, the one heard last first, each with its newest frame."""
    registered = set(DataLogger.objects.filter(active=True).values_list("mn", flat=True))
    known = standings(frames_folder()).values()
    found = [one for one in known if one.mn not in registered and one.frames(Verdict.UNKNOWN)]
    found.sort(key=lambda one: one.last, reverse=True)
    store = frame_store()
    rows = [(one, one.frames(Verdict.UNKNOWN), *_newest(store, one.mn)) for one in found[:SHOWN]]
    context = {"rows": rows, "more": len(found) - len(rows), "nav_current": NAV}
    return render(request, "desk/monitoring/loggers/quarantine.html", context)


def _newest(store: FrameStore, mn: str) -> tuple[Stored | None, str]:
    for day in reversed(store.days()):
        if rows := store.of_device(mn, day, 1):
            return rows[0], area_shown(rows[0])
    return None, ""
