"""The air near a case in the days before a visit (现场前的监测数据): its nearest station, as the air pages print it.

Where the case is, is told by the latest photo of its acts that says so, then by the pin of a report behind it; a case
without either gets a station of its area, and the sheet says so. A day without a value is printed as missing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from qingtian.apps.air.figures.open_days import AirDay, air_days
from qingtian.apps.air.figures.questions import days_of
from qingtian.apps.air.places import STATION
from qingtian.apps.petitions.queries import reports_behind
from qingtian.apps.places.models import Station
from qingtian.apps.proceedings.models import Proceeding
from qingtian.errors import QingtianError
from qingtian.language import Text
from qingtian.procedures.positions import metres_between

DAYS = 7
#: dust first: what the city's cases are about most often
ITEMS = {"PM10": "PM10", "PM2_5": "PM2.5"}
NEAREST = Text("最近的空气站：{name}，约 {km} 公里。", "Nearest air station: {name}, about {km} km.")
OF_AREA = Text("案件没有位置，列本区的空气站：{name}。", "The case has no position; a station of its area: {name}.")
NONE = Text("本区没有空气站。", "There is no air station in the area.")
UNREADABLE = Text("空气数据这时读不出来。", "The air data cannot be read at this moment.")
DAILY = Text("{item} 逐日（{first} 至 {last}，μg/m³）：{values}", "{item} by day ({first} to {last}, μg/m³): {values}")
MISSING = Text("缺", "missing")


def readings_near(matter: Proceeding, records: Iterable[Mapping[str, Any]], on: date) -> list[Text]:
    """The station and the last whole days of its dust, each as the air pages print it."""
    here = position_of(matter, records)
    found = nearest(here) if here else None
    station = found[0] if found else Station.objects.filter(area=matter.area_id).order_by("-evaluated", "code").first()
    if station is None:
        return [NONE]
    name = Text(station.name_zh, station.name_en or station.name_zh)
    place = f"{STATION}{station.code}"
    try:
        days = air_days(days_of([place], on - timedelta(days=DAYS), on - timedelta(days=1)), place, on)
    except QingtianError:
        return [UNREADABLE]
    where = NEAREST.format(name=name, km=round(found[1] / 1000)) if found else OF_AREA.format(name=name)
    return [where, *(_daily(item, days) for item in ITEMS)]


def position_of(matter: Proceeding, records: Iterable[Mapping[str, Any]]) -> Mapping[str, Any] | None:
    """The latest place a photo of an act tells; else the pin of a report, accusations not among them."""
    placed = [
        one
        for record in records
        for value in (record.get("fields") or {}).values()
        if isinstance(value, list)
        for one in value
        if isinstance(one, Mapping) and one.get("longitude") and one.get("latitude")
    ]
    if placed:
        return placed[-1]
    for report in reports_behind(matter):
        if not report.proceeding.restricted and report.longitude is not None and report.latitude is not None:
            return {"longitude": str(report.longitude), "latitude": str(report.latitude)}
    return None


def nearest(here: Mapping[str, Any]) -> tuple[Station, int] | None:
    """The station nearest to a place, with the metres between them; the first by code of two as near."""
    apart = [
        (metres, station.code, station)
        for station in Station.objects.all()
        if (metres := metres_between(here, {"longitude": station.longitude, "latitude": station.latitude})) is not None
    ]
    if not apart:
        return None
    metres, _, station = min(apart, key=lambda one: one[:2])
    return station, metres


def _daily(item: str, days: list[AirDay]) -> Text:
    values = [None if one.values[item] == "NA" else one.values[item] for one in days]
    told = Text(
        "、".join(value or MISSING.zh for value in values) or MISSING.zh,
        ", ".join(value or MISSING.en for value in values) or MISSING.en,
    )
    first, last = (f"{days[n].day:%m-%d}" if days else "—" for n in (0, -1))
    return DAILY.format(item=ITEMS[item], first=first, last=last, values=told)
