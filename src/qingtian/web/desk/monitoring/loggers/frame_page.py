"""One frame (一条报文): the bytes as they came beside what was read in them, and the values made of it."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from qingtian.apps.monitors.models import DataLogger, HourValue
from qingtian.errors import QingtianError
from qingtian.gateways.hj212.office import registered_as
from qingtian.gateways.hj212.place import frame_store
from qingtian.gateways.hj212.store.arrived import key_moment
from qingtian.gateways.hj212.store.reading import Stored, name_of
from qingtian.hj212.factors import factor_of
from qingtian.hj212.message import Message, read_message
from qingtian.web.desk.enforcement.seats import only
from qingtian.web.desk.monitoring.loggers.words import CRCS, NAV, READING, VERDICTS, covered, shown
from qingtian.web.desk.seat import DeskRequest, officer

MOST = 400


@officer
@require_safe
@only(READING)
def frame(request: DeskRequest, reference: int) -> HttpResponse:
    """The frame a value points to. 404 where its day is packed away."""
    store = frame_store()
    stored = store.named(name_of(reference)) if reference < 1 << 62 else None
    if stored is None:
        raise Http404
    logger = DataLogger.objects.select_related("outlet").filter(mn=stored.mn).first()
    message = _read(stored, logger)
    said = key_moment(stored.key)
    context = {
        "stored": stored,
        "raw": shown(stored),
        "logger": logger,
        "message": message,
        "header": [(key, covered(key, value)) for key, value in message.header.items()] if message else [],
        "items": _items(message) if message else [],
        "verdict": VERDICTS[stored.verdict],
        "crc": CRCS[stored.crc],
        "deviation": round((said - stored.received).total_seconds()) if said else None,
        "first": store.first_of_key(stored),
        "values": HourValue.objects.filter(frame=reference).order_by("factor", "revision")[:MOST],
        "nav_current": NAV,
    }
    return render(request, "desk/monitoring/loggers/frame.html", context)


def _read(stored: Stored, logger: DataLogger | None) -> Message | None:
    key = registered_as(logger).key if logger else None
    try:
        return read_message(stored.raw, key)
    except QingtianError:
        return None


def _items(message: Message) -> list[tuple[str, str, object, object]]:
    """Every item of the data area: code, field, name of the factor, text."""
    found: list[tuple[str, str, object, object]] = []
    for key, text in message.items[:MOST]:
        code, divided, field = key.rpartition("-")
        factor = factor_of(code) if divided else None
        found.append((code if divided else "", field, factor.name if factor else None, covered(field, text)))
    return found
