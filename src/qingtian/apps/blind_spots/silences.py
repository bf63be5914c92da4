"""Hours without data (数据盲区): stations and outlets that have been silent for longer than the law room allows."""

from __future__ import annotations

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from django.db.models import Exists, OuterRef, QuerySet, Subquery

from qingtian.apps.air.models import HourReading
from qingtian.apps.blind_spots.limits import SILENCE, days
from qingtian.apps.blind_spots.spots import Spot
from qingtian.apps.monitors.models import HourValue, Outlet
from qingtian.apps.places.models import Station
from qingtian.apps.places.within import within
from qingtian.language import Text

SHANGHAI = ZoneInfo("Asia/Shanghai")


def _edge(on: date) -> datetime:
    return datetime.combine(on, time(), tzinfo=SHANGHAI) - days(SILENCE, on)


def _stations(on: date, area: str) -> QuerySet[Station]:
    lately = HourReading.objects.filter(station=OuterRef("pk"), hour__gt=_edge(on))
    found = Station.objects.filter(~Exists(lately))
    return found.filter(within(area))


def silent_stations(on: date, area: str, limit: int) -> list[Spot]:
    last = HourReading.objects.filter(station=OuterRef("pk")).order_by("-hour").values("hour")[:1]
    rows = _stations(on, area).select_related("area").annotate(last=Subquery(last)).order_by("last", "pk")[:limit]
    return [
        Spot(
            "silent_stations",
            one.code,
            Text(one.name_zh, one.name_en),
            one.area.code,
            one.last.astimezone(SHANGHAI).date() if one.last else None,
            "desk:monitoring",
            longitude=float(one.longitude),
            latitude=float(one.latitude),
        )
        for one in rows
    ]


def count_silent_stations(on: date, area: str) -> int:
    return _stations(on, area).count()


def _outlets(on: date, area: str) -> QuerySet[Outlet]:
    """Outlets that owe hours on the day."""
    lately = HourValue.objects.filter(outlet=OuterRef("pk"), period_start__gte=_edge(on))
    found = Outlet.objects.filter(~Exists(lately), networked_on__lt=on).exclude(closed_on__lt=on)
    return found.filter(within(area))


def silent_outlets(on: date, area: str, limit: int) -> list[Spot]:
    last = HourValue.objects.filter(outlet=OuterRef("pk")).order_by("-period_start").values("period_start")[:1]
    rows = _outlets(on, area).select_related("area").annotate(last=Subquery(last)).order_by("last", "pk")[:limit]
    return [
        Spot(
            "silent_outlets",
            one.number,
            Text(one.name_zh, one.name_en),
            one.area.code,
            one.last.astimezone(SHANGHAI).date() if one.last else one.networked_on,
            "desk:outlet",
            one.number,
        )
        for one in rows
    ]


def count_silent_outlets(on: date, area: str) -> int:
    return _outlets(on, area).count()
