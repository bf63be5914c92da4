"""A small lake and its regions: two ranked regions with three stations, October of two years, five days of September.

Every hour of a day holds the same value, so that the means are plain to see. ``NOT`` hours lack what they lack.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

from qingtian.apps.air.models import Region, RegionStation
from qingtian.apps.places.models import Station
from qingtian.measurements.lake import Lake, Reading, State
from tests.small_city import SmallCity

MADE = datetime(2026, 11, 20, 1, tzinfo=UTC)
OTHERS = {"PM2_5": 30_000, "SO2": 8_000, "NO2": 30_000, "O3": 90_000, "CO": 600}
#: PM10 of each station by year, in µg/m³; the day limit of 2026 is 120
PM10 = {"a": {2025: 50, 2026: 40}, "b": {2025: 70, 2026: 80}, "c": {2025: 70, 2026: 84}}
#: the day on which station a is over the limit, and the day of station b with gaps
OVER, GAPS = date(2026, 10, 20), date(2026, 10, 6)
REGIONS = {"east": ("东片", "East", ["a"]), "west": ("西片", "West", ["b", "c"])}


def fill(root: Path) -> Lake:
    """The lake in a folder."""
    lake = Lake(root)
    lake.append(_readings(), source="test", received_at=MADE)
    return lake


def _readings() -> Iterator[Reading]:
    for station, years in PM10.items():
        for year, level in years.items():
            for day in range(31):
                yield from _day(station, date(year, 10, 1) + timedelta(days=day), level)
    for day in range(5):
        yield from _day("a", date(2026, 9, 1) + timedelta(days=day), 40)


def _day(station: str, day: date, level: int) -> Iterator[Reading]:
    pm10 = 200 if (station, day) == ("a", OVER) else level
    for hour in range(1, 25):
        for item, value in {"PM10": pm10 * 1000, **OTHERS}.items():
            if (station, day, item) == ("b", GAPS, "PM10") and hour <= 8:
                yield Reading(station, item, day, hour, None, State.MISSING)
            elif (station, day, item) == ("b", GAPS, "CO") and hour <= 2:
                yield Reading(station, item, day, hour, None, State.NOT_MONITORED)
            else:
                yield Reading(station, item, day, hour, value)


def regions(city: SmallCity) -> None:
    """The stations and the regions they count for."""
    for order, (code, (zh, en, stations)) in enumerate(REGIONS.items()):
        group = {"group": "all", "group_zh": "国考区域", "group_en": "Nationally assessed"}
        region = Region.objects.create(code=code, name_zh=zh, name_en=en, kind="area", order=order, **group)
        for name in stations:
            RegionStation.objects.create(region=region, station=station(city, name))


def station(city: SmallCity, code: str, **more: object) -> Station:
    """A station in Wangxi."""
    given = {"name_zh": f"{code}站", "name_en": f"Station {code}", "level": "national", "area": city.areas["wangxi"]}
    where = {"longitude": Decimal("102.5"), "latitude": Decimal("25.5")}
    return Station.objects.create(code=code, **{**given, **where, **more})
