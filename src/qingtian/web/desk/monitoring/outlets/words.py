"""Words and figures of hours as the pages of outlets show them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from fractions import Fraction

from django.db.models import QuerySet

from qingtian.apps.monitors.models import MonitorNotice, OperationMark, Outlet
from qingtian.apps.monitors.sent import SHANGHAI
from qingtian.language import Text
from qingtian.standards.sources.factors import factor_title, shown, written
from qingtian.standards.sources.hours import STATES, State

NAV = "desk:monitoring"
NOTHING = "—"
MEDIA: Mapping[str, Text] = {"gas": Text("废气", "Gas"), "water": Text("废水", "Waste water")}
MARKS: Mapping[str, Text] = {
    OperationMark.Kind.STOP: Text("停产停运", "Stopped"),
    OperationMark.Kind.START_UP: Text("启炉（启动）", "Start-up"),
    OperationMark.Kind.SHUT_DOWN: Text("停炉（停运过程）", "Shut-down"),
    OperationMark.Kind.MAINTENANCE: Text("监测设备维护、校准", "Maintenance or calibration of the device"),
    OperationMark.Kind.FAULT: Text("监测设备故障", "Fault of the device"),
}
ANOMALIES: Mapping[str, Text] = {
    MonitorNotice.Kind.EXCEEDANCE: Text("超标", "Above the limit"),
    MonitorNotice.Kind.MISSING: Text("缺测", "Missing"),
    MonitorNotice.Kind.MARKS: Text("标记与工况不符", "Marks that do not fit"),
    MonitorNotice.Kind.INVALID: Text("无效、替代、超量程", "Invalid, substituted or beyond the range"),
    MonitorNotice.Kind.ELECTRICITY: Text("与用电对不上", "Disagrees with electricity"),
}
EVERY_FACTOR = Text("所有因子", "every factor")


def title_of(factor: str) -> Text:
    """The name of a factor; of none, that every one is meant."""
    return factor_title(factor) if factor else EVERY_FACTOR


def state_words(state: State | None) -> Text:
    """The state of an hour in words; nothing owed is a dash."""
    return STATES[state] if state else Text(NOTHING, NOTHING)


def figure(factor: str, value: int | Fraction | None) -> str:
    """A value with the decimals of its factor; nothing is a dash, never zero."""
    return NOTHING if value is None else shown(factor, value)


def times_words(times: Fraction | None) -> str:
    """By how many times a value exceeds its limit, two decimals, half to even."""
    return NOTHING if times is None else written(times, 2)


def percent(share: Fraction | None) -> str:
    """A share in per cent, one decimal, half to even; nothing owed is a dash."""
    return NOTHING if share is None else f"{written(share * 100, 1)}%"


def hour_words(moment: datetime) -> str:
    """``11-20 02:00`` in the city's own time."""
    return f"{moment.astimezone(SHANGHAI):%m-%d %H:%M}"


def form_hour(moment: datetime) -> str:
    """As the form of a notice writes it."""
    return f"{moment.astimezone(SHANGHAI):%Y-%m-%d %H:%M}"


def every_outlet() -> QuerySet[Outlet]:
    """All outlets with what a page says of them."""
    return Outlet.objects.select_related("party", "area", "organ")
