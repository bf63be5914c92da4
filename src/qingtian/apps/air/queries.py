"""Named questions about the city's air: the hours of the whole city and of each station."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from zoneinfo import ZoneInfo

from qingtian.apps.air.models import HourReading
from qingtian.apps.air.standards import held_rules
from qingtian.apps.places.models import Station
from qingtian.standards.air import AirIndex, hourly_index
from qingtian.standards.air.limits import LimitEdition, rounded

SHANGHAI = ZoneInfo("Asia/Shanghai")
HOUR = timedelta(hours=1)
DAY_HOURS, OZONE_HOURS = 24, 8  # what "24 h" and "8 h" mean, GB 3095-2026 cl. 3.8 and 3.9
#: pollutant code → column, PM10 first: the city's dust is what residents ask about
COLUMNS = {"PM10": "pm10", "PM2_5": "pm2_5", "O3": "o3", "NO2": "no2", "SO2": "so2", "CO": "co"}

Values = Mapping[str, Decimal | None]


def natural_day(hour: datetime) -> date:
    """The day an hour belongs to: it is stamped with its end, so 00:00 closes the day before."""
    return (hour.astimezone(SHANGHAI) - timedelta(seconds=1)).date()


@dataclass(frozen=True, slots=True)
class CityHour:
    """One hour of the whole city: the rounded mean of the evaluated stations by item, and its index.

    ``stations`` counts those with any value; an item without a value anywhere is None, never zero.
    """

    hour: datetime
    values: Values
    stations: int
    index: AirIndex


@dataclass(frozen=True, slots=True)
class StationHour:
    """One station's reading of one hour, and its index."""

    code: str
    name_zh: str
    name_en: str
    area_zh: str
    area_en: str
    longitude: Decimal
    latitude: Decimal
    evaluated: bool
    hour: datetime
    values: Values
    index: AirIndex


@dataclass(frozen=True, slots=True)
class ItemNow:
    """A pollutant now: hour, running average (24 h; O3 8 h) and the day limit, µg/m³ (CO mg/m³)."""

    pollutant: str
    now: Decimal | None
    average: Decimal | None
    average_hours: int
    limit: Decimal


@dataclass(frozen=True, slots=True)
class CityAir:
    """The air of the city now. ``hours`` ends with ``latest``; a gap is a place without an index."""

    latest: CityHour
    hours: tuple[CityHour, ...]
    items: tuple[ItemNow, ...]
    standard: LimitEdition

    def older_than(self, age: timedelta, now: datetime) -> bool:
        """Whether the latest hour ended more than ``age`` ago."""
        return now - self.latest.hour > age


def latest_hour(until: datetime) -> datetime | None:
    """The last hour, not after ``until``, for which any evaluated station gave anything."""
    found = HourReading.objects.filter(hour__lte=until, station__evaluated=True)
    return found.order_by("-hour").values_list("hour", flat=True).first()


def _means(rows: Iterable[HourReading]) -> dict[str, Decimal | None]:
    held = list(rows)
    means: dict[str, Decimal | None] = {}
    for item, column in COLUMNS.items():
        given = [Fraction(value) for row in held if (value := getattr(row, column)) is not None]
        means[item] = rounded(item, sum(given, Fraction()) / len(given)) if given else None
    return means


def _has_any(row: HourReading) -> bool:
    return any(getattr(row, column) is not None for column in COLUMNS.values())


def _city_hour(hour: datetime, rows: Sequence[HourReading]) -> CityHour:
    means = _means(rows)
    return CityHour(hour, means, sum(map(_has_any, rows)), hourly_index(means, natural_day(hour), held_rules()))


def city_hours(last: datetime, hours: int = DAY_HOURS) -> tuple[CityHour, ...]:
    """The ``hours`` hours that end with ``last``, oldest first; hours nobody measured are there, without values."""
    first = last - (hours - 1) * HOUR
    by_hour: dict[datetime, list[HourReading]] = defaultdict(list)
    for row in HourReading.objects.filter(hour__gte=first, hour__lte=last, station__evaluated=True):
        by_hour[row.hour].append(row)
    return tuple(_city_hour(first + n * HOUR, by_hour[first + n * HOUR]) for n in range(hours))


def running_average(hours: Sequence[CityHour], item: str, least: int) -> Decimal | None:
    """Rounded mean of the city's hours; None when fewer than ``least`` of them have a value (GB 3095 cl. 6.4)."""
    given = [Fraction(value) for hour in hours if (value := hour.values[item]) is not None]
    return rounded(item, sum(given, Fraction()) / len(given)) if len(given) >= max(least, 1) else None


def _item_now(item: str, hours: Sequence[CityHour], standard: LimitEdition) -> ItemNow:
    length, least = DAY_HOURS, standard.least_hours.day
    if item == "O3":
        length, least = OZONE_HOURS, standard.least_hours.eight_hours
    average = running_average(hours[-length:], item, least)
    return ItemNow(item, hours[-1].values[item], average, length, standard.grade_2[item].day)


def city_air(now: datetime) -> CityAir | None:
    """The city's air at the latest hour before ``now``; None when nothing was ever measured."""
    last = latest_hour(now)
    if last is None:
        return None
    hours = city_hours(last)
    standard = held_rules().on(natural_day(last)).limits
    items = tuple(_item_now(item, hours, standard) for item in COLUMNS)
    return CityAir(hours[-1], hours, items, standard)


def _station_hour(row: HourReading) -> StationHour:
    station = row.station
    values = {item: getattr(row, column) for item, column in COLUMNS.items()}
    return StationHour(
        code=station.code,
        name_zh=station.name_zh,
        name_en=station.name_en,
        area_zh=station.area.name_zh,
        area_en=station.area.name_en,
        longitude=station.longitude,
        latitude=station.latitude,
        evaluated=station.evaluated,
        hour=row.hour,
        values={item: None if v is None else rounded(item, Fraction(v)) for item, v in values.items()},
        index=hourly_index(values, natural_day(row.hour), held_rules()),
    )


def station_hours(hour: datetime) -> list[StationHour]:
    """Every station's reading of that very hour, in order of code."""
    rows = HourReading.objects.filter(hour=hour).select_related("station__area").order_by("station__code")
    return [_station_hour(row) for row in rows]


def silent_stations(hour: datetime) -> list[tuple[str, str]]:
    """Names (zh, en) of stations that gave no reading in that hour."""
    heard = HourReading.objects.filter(hour=hour).values("station")
    return list(Station.objects.exclude(pk__in=heard).values_list("name_zh", "name_en"))
