"""One logger (一台数采仪): its profile, how it stands, its frames of a day, missing hours and the history asked for."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import cast

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from qingtian.apps.monitors.models import DataLogger, HourValue
from qingtian.gateways.hj212.models import HistoryRequest
from qingtian.gateways.hj212.place import frame_store, frames_folder
from qingtian.gateways.hj212.store.reading import FrameStore, Stored
from qingtian.gateways.hj212.store.standing import standings
from qingtian.hj212.codes import meaning
from qingtian.hj212.editions import Edition
from qingtian.hj212.factors import factor_of, likely_units, read_number, unit_of
from qingtian.language import Text
from qingtian.web.access import PAGES
from qingtian.web.desk.enforcement.seats import only
from qingtian.web.desk.monitoring.loggers.list_page import missing_factors, row_of
from qingtian.web.desk.monitoring.loggers.profile_page import may_keep
from qingtian.web.desk.monitoring.loggers.words import CRCS, NAV, READING, VERDICTS, area_shown
from qingtian.web.desk.seat import DeskRequest, officer
from qingtian.web.typed import whole

FRAMES, REQUESTS = 30, 10
#: a value of the last day is held against the unit of the profile
LOOKED_AT = timedelta(days=1)
UNLIKELY = Text(
    "按 {unit} 计，最近的值 {value} 不像；像是 {likely}。",
    "In {unit} the latest value {value} is unlikely; rather {likely}.",
)


@officer
@require_safe
@only(READING)
def logger(request: DeskRequest, mn: str) -> HttpResponse:
    """``?day=`` another day of frames, ``?before=`` goes on."""
    one = DataLogger.objects.select_related("outlet", "organ").filter(mn=mn).first()
    if one is None:
        raise Http404
    now, store = request.now, frame_store()
    day = _day(request.GET.get("day", ""), mn, store)
    before = whole(request.GET.get("before", ""), otherwise=0)
    frames = store.of_device(mn, day, FRAMES + 1, before or None) if day else []
    context = {
        "logger": one,
        "row": row_of(one, standings(frames_folder()).get(mn), missing_factors([one], now).get(one.pk, []), now),
        "units": [_unit(one, code, now) for code in dict.fromkeys([*one.expected, *one.units])],
        "day": day,
        "days": list(reversed(store.days()))[:14],
        "frames": [(each, area_shown(each), *words_of(each, one)) for each in frames[:FRAMES]],
        "before": frames[FRAMES - 1].number if len(frames) > FRAMES else 0,
        "requests": HistoryRequest.objects.filter(logger=one)[:REQUESTS],
        "may_keep": may_keep(request, one),
        "commands_too": bool(request.actor.roles & PAGES["desk:field_commands"].roles),
        "nav_current": NAV,
    }
    return render(request, "desk/monitoring/loggers/logger.html", context)


def _day(asked: str, mn: str, store: FrameStore) -> str:
    """The day asked for, else the newest on which this logger sent something."""
    days = store.days()
    if asked in days:
        return asked
    return next((day for day in reversed(days[-14:]) if store.of_device(mn, day, 1)), days[-1] if days else "")


def words_of(stored: Stored, logger: DataLogger) -> tuple[Text, Text, Text]:
    """What became of a frame, how its CRC was made, what its command means."""
    command = meaning(stored.cn, cast(Edition, logger.edition))
    return VERDICTS[stored.verdict], CRCS[stored.crc], Text(command.zh, command.en) if command else Text("—", "—")


def _unit(logger: DataLogger, code: str, now: datetime) -> tuple[str, Text | None, str, Text | None]:
    """A factor: code, name, unit, and what is doubtful about the unit."""
    said, factor = unit_of(code, logger.units.get(code)), factor_of(code)
    newest = HourValue.objects.filter(outlet=logger.outlet, factor=code, latest=True, period_start__gte=now - LOOKED_AT)
    text = newest.order_by("-period_start").values_list("text", flat=True).first() if logger.outlet_id else None
    number = read_number(text) if text else None
    likely = likely_units(code, number) if number is not None else ()
    warning = said.warning
    if likely and said.unit not in likely:
        warning = UNLIKELY.format(unit=said.unit, value=text, likely="、".join(likely))
    return code, factor.name if factor else None, said.unit or "", warning
