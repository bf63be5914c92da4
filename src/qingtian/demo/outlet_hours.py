"""Hours of the invented outlets: each depends on its outlet, factor and hour alone; asked again it is the same."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any
from zlib import crc32

from qingtian.apps.monitors.models import HourValue, Outlet
from qingtian.apps.monitors.sent import HOUR
from qingtian.apps.monitors.standing import last_hour
from qingtian.demo.declared import declared
from qingtian.demo.stage import moment
from qingtian.standards.sources.marks import judged

DAYS = 60
#: hundredths of a unit to millionths
_HUNDREDTH = 10_000
Event = dict[str, Any]


def write_hours(today: date, until: datetime) -> int:
    """Two months up to the last hour owed by ``until``, with what happened counted back from ``today``."""
    return _write(moment(today - timedelta(days=DAYS), 0), until, today)


def continue_outlets(until: datetime) -> int:
    """The hours that ended since the last one on record; nothing happens in them."""
    latest = HourValue.objects.order_by("-period_start").values_list("period_start", flat=True).first()
    return 0 if latest is None else _write(latest + HOUR, until, None)


def _write(first: datetime, until: datetime, today: date | None) -> int:
    last = last_hour(until)
    rows = list(_rows(first, last, today))
    HourValue.objects.bulk_create(rows, batch_size=3_000, ignore_conflicts=True)
    return len(rows)


def _rows(first: datetime, last: datetime, today: date | None) -> Iterator[HourValue]:
    keys = dict(Outlet.objects.values_list("number", "pk"))
    for one in declared("outlets")["outlets"]:
        if one["number"] not in keys:
            continue
        for factor, told in one["factors"].items():
            happened = _happened(one["key"], factor, today) if today else {}
            start = first
            while start <= last:
                event = happened.get(start, {})
                if not event.get("missing"):
                    yield _row(keys[one["number"]], one["number"], factor, told, start, event)
                start += HOUR


def _happened(outlet: str, factor: str, today: date) -> dict[datetime, Event]:
    """The events of one factor by hour."""
    return {
        moment(today - timedelta(days=event["before"]), event["hour"]) + n * HOUR: event
        for event in declared("outlets")["events"]
        if (event["outlet"], event["factor"]) == (outlet, factor)
        for n in range(event["hours"])
    }


def _row(outlet: int, number: str, factor: str, told: dict[str, Any], start: datetime, event: Event) -> HourValue:
    drawn = crc32(f"{number}/{factor}/{start:%Y%m%d%H}".encode()) % (2 * told["spread"])
    value = (told["usual"] - told["spread"] + drawn) * event.get("times", 1)
    mark = event.get("mark", "N")
    used, reason = judged(value * _HUNDREDTH, mark, "2017")
    # of stack gas the unit sends the measured value and the converted one, which is what was drawn
    measured = value * 7 // 10 if told.get("converted") else value
    converted = value if told.get("converted") else None
    return HourValue(
        outlet_id=outlet,
        factor=factor,
        period_start=start,
        period_end=start + HOUR,
        text=_text(measured),
        scaled=measured * _HUNDREDTH,
        unit=told["unit"],
        mark=mark,
        validity=used,
        reason=reason,
        converted_text="" if converted is None else _text(converted),
        converted_scaled=None if converted is None else converted * _HUNDREDTH,
        converted_by="" if converted is None else HourValue.ConvertedBy.UNIT,
        received_at=start + HOUR + timedelta(minutes=4),
    )


def _text(hundredths: int) -> str:
    return f"{hundredths // 100}.{hundredths % 100:02d}"
