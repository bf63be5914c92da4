"""The invented stations' hours in the form of the national real-time feed, running means and index included."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_EVEN, Decimal

from qingtian.config.city import DEMO_CITY
from qingtian.demo.declared import declared
from qingtian.demo.positions import tiles_of
from qingtian.demo.schematic import inside
from qingtian.demo.sky import ITEMS, reading
from qingtian.demo.sky.air import Reported, Site
from qingtian.demo.sky.hours import HOUR, SHANGHAI
from qingtian.demo.sky.sites import sites
from qingtian.standards.air import hourly_index

#: the columns in the source's order; its ozone labels are swapped, see ``standards/air/data/national_feed.yaml``
COLUMNS = (
    "TimePoint", "StationCode", "Area", "PositionName", "Longitude", "Latitude", "AQI", "PrimaryPollutant", "Quality",
    "PM2_5", "PM2_5_24h", "PM10", "PM10_24h", "SO2", "SO2_24h", "NO2", "NO2_24h", "CO", "CO_24h",
    "O3", "O3_24h", "O3_8h", "O3_8h_24h",
)  # fmt: skip
#: what the source writes where a value is missing
MISSING = "—"
NAMES = {
    "PM2_5": "细颗粒物(PM2.5)",
    "PM10": "颗粒物(PM10)",
    "SO2": "二氧化硫",
    "NO2": "二氧化氮",
    "O3": "臭氧1小时",
    "CO": "一氧化碳",
}
PAIRS = {"pm2_5": "PM2_5", "pm10": "PM10", "so2": "SO2", "no2": "NO2", "co": "CO"}
#: hours a running mean needs: three in four (GB 3095-2012 and -2026, validity of averages)
LEAST = {24: 18, 8: 6}
Row = list[str]


class StationFeed:
    """One station and the hours its running means look back on."""

    def __init__(self, site: Site, seed: int) -> None:
        self.site, self.seed = site, seed
        self.past: deque[Reported] = deque(maxlen=24)
        self.highest: dict[str, Decimal | None] = {"o3": None, "o3_8h": None}
        self.day: date | None = None
        station = next(one for one in declared("stations")["stations"] if one["code"] == site.code)
        longitude, latitude = inside(tiles_of(station["area"])[0], *station["at"])
        self.names: Row = [site.code, f"{DEMO_CITY.name.zh}（虚构）", station["zh"], f"{longitude}", f"{latitude}"]

    def row(self, hour: datetime) -> Row | None:
        """The cells of the hour that ends at ``hour``; None where the station sent nothing. Ask in order of hours."""
        found = reading(self.seed, self.site, hour)
        self.past.append(found or dict.fromkeys(ITEMS))
        day = (hour - timedelta(seconds=1)).date()
        if day != self.day:
            self.day, self.highest = day, {"o3": None, "o3_8h": None}
        ozone_8h = self._mean("o3", 8)
        for item, value in (("o3", self.past[-1]["o3"]), ("o3_8h", ozone_8h)):
            self.highest[item] = max((v for v in (self.highest[item], value) if v is not None), default=None)
        if found is None:
            return None
        cells = [cell for item in PAIRS for cell in (_cell(found[item]), _cell(self._mean(item, 24)))]
        ozone = [self.highest["o3"], found["o3"], self.highest["o3_8h"], ozone_8h]
        return [f"{hour:%Y-%m-%dT%H:%M:%S}", *self.names, *_index(found, day), *cells, *map(_cell, ozone)]

    def _mean(self, item: str, hours: int) -> Decimal | None:
        given = [value for each in list(self.past)[-hours:] if (value := each[item]) is not None]
        if len(given) < LEAST[hours]:
            return None
        step = Decimal(1).scaleb(-ITEMS[item])
        return (sum(given, Decimal(0)) / len(given)).quantize(step, ROUND_HALF_EVEN)


def _cell(value: Decimal | None) -> str:
    return MISSING if value is None else f"{value}"


def _index(found: Reported, day: date) -> Row:
    """Index, primary pollutants and level as the platform prints them, by the edition of the day."""
    index = hourly_index({item.upper(): value for item, value in found.items()}, day)
    if index.aqi is None or index.category is None:
        return [MISSING, MISSING, MISSING]
    primary = ",".join(NAMES[item] for item in index.primary) or MISSING
    return [f"{index.aqi}", primary, index.category.word.zh]


def air_rows(seed: int, first: date, last: date) -> Iterator[tuple[date, Row]]:
    """The rows of every natural day ``first`` … ``last``, hour by hour and station by station, with their day.

    The hour that ends at midnight belongs to the day it closes.
    """
    feeds = [StationFeed(site, seed) for site in sites()]
    start = _midnight(first)
    for back in range(24, 0, -1):
        for feed in feeds:
            feed.row(start - (back - 1) * HOUR)
    hour, end = start + HOUR, _midnight(last) + timedelta(days=1)
    while hour <= end:
        day = (hour - timedelta(seconds=1)).date()
        for feed in feeds:
            if (row := feed.row(hour)) is not None:
                yield day, row
        hour += HOUR


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=SHANGHAI)
