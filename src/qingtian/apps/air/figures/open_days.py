"""Days and hours as everybody may read and take them away: figures as printed, and whether provisional."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from qingtian.apps.air.figures.answers import Days
from qingtian.apps.air.lake import city_lake, local_stations
from qingtian.measurements.items import COLUMNS, ITEMS
from qingtian.measurements.lake import State
from qingtian.measurements.lake.engine import connect
from qingtian.measurements.scale import written
from qingtian.standards.periods import month_of

DAY_ITEMS = ("PM10", "PM2_5", "O3_8h", "NO2", "SO2", "CO")
#: data of a month are confirmed in the first ten days of the next (HJ 633-2012 cl. 5.1.5)
CONFIRMED_AFTER = timedelta(days=10)


@dataclass(frozen=True, slots=True)
class AirDay:
    """One day of a place. ``values`` by item as printed, ``NA`` where none is; ``valid`` and ``expected`` of PM10."""

    day: date
    aqi: int | None
    level: int | None
    primary: tuple[str, ...]
    values: Mapping[str, str]
    valid: int
    expected: int
    edition: str
    provisional: bool


@dataclass(frozen=True, slots=True)
class AirHour:
    """One hour of a station, 1 to 24. ``values`` by item as received; ``NA`` a gap, ``/`` not monitored."""

    station: str
    day: date
    hour: int
    values: Mapping[str, str]


def provisional(day: date, as_of: date) -> bool:
    """Whether data of that day may still be changed by the review of its month."""
    return as_of <= month_of(day).last + CONFIRMED_AFTER


def air_days(days: Days, place: str, as_of: date) -> list[AirDay]:
    """The days of a place that have ended, the oldest first."""
    last = min(days.last, as_of - timedelta(days=1))
    return [_day(days, place, date.fromordinal(n), as_of) for n in range(days.first.toordinal(), last.toordinal() + 1)]


def _day(days: Days, place: str, day: date, as_of: date) -> AirDay:
    index, lead = days.index(place, day), days.value(place, day, "PM10")
    found = {item: days.value(place, day, item) for item in DAY_ITEMS}
    values = {
        item: "NA" if each is None or each.value is None else f"{written(each.value, each.decimals)}"
        for item, each in found.items()
    }
    return AirDay(
        day,
        index.aqi if index else None,
        index.level if index else None,
        index.primary if index else (),
        values,
        lead.valid if lead else 0,
        lead.expected if lead else 0,
        index.edition if index else "",
        provisional(day, as_of),
    )


def air_hours(stations: Iterable[str], first: date, last: date) -> Iterator[AirHour]:
    """Every hour the lake holds of those stations, in order of station, day, hour."""
    lake = city_lake()
    hourly = lake.hourly(None, first, last, list(stations), local=local_stations())
    columns = ", ".join(f"{name}, {name}_state" for name in COLUMNS)
    connection = connect(lake.root)
    try:
        sql = f"SELECT station, day, hour, {columns} FROM ({hourly.sql}) ORDER BY station, day, hour"  # noqa: S608
        rows = connection.execute(sql).fetchall()
    finally:
        connection.close()
    for station, day, hour, *cells in rows:
        pairs = zip(ITEMS, zip(cells[::2], cells[1::2], strict=True), strict=True)
        yield AirHour(station, day, hour, {item: _written(value, state) for item, (value, state) in pairs})


def _written(value: int | None, state: int | None) -> str:
    """An hour is given as it came, without noughts that nobody measured."""
    if value is None:
        return "/" if state == State.NOT_MONITORED else "NA"
    decimals = next(n for n in range(4) if value % 10 ** (3 - n) == 0)
    return f"{written(value, decimals)}"
