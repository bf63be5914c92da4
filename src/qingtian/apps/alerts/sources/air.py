"""Air: hours in the lake as the statistics see them, then those of the board; what is unusable is missing, and why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta

from qingtian.alerts.values import Item, Subject, Value
from qingtian.apps.air.lake import city_lake, local_stations
from qingtian.apps.air.models import HourReading
from qingtian.apps.alerts.registry import Source
from qingtian.apps.alerts.sources.hours import HOUR, SHANGHAI, begins, day_of, whole_hour
from qingtian.apps.places.models import Station
from qingtian.language import Text
from qingtian.measurements.items import ITEMS, UNITS, column
from qingtian.measurements.lake import State
from qingtian.measurements.lake.engine import connect
from qingtian.measurements.scale import SCALE, scaled

#: an hour of air is owed so long after its end
DELAY = 2 * HOUR


def items() -> Sequence[Item]:
    """The six items."""
    return [Item(code, Text(named, named), UNITS[code], SCALE) for code in ITEMS for named in [code.replace("_", ".")]]


def subjects(item: str) -> Sequence[Subject]:
    """Every station; one query."""
    rows = Station.objects.select_related("area").order_by("code")
    return [
        Subject(
            row.code,
            Text(row.name_zh, row.name_en or row.name_zh),
            area=row.area.code,
            longitude=float(row.longitude),
            latitude=float(row.latitude),
        )
        for row in rows
    ]


def series(item: str, codes: Sequence[str], since: datetime, until: datetime) -> Mapping[str, Sequence[Value]]:
    """One reading of the lake for all the stations; hours the lake never heard of are those of the real-time board."""
    found = _of_the_lake(item, codes, since, until) if codes else {}
    for station, start, value in _of_the_board(item, codes, since, until):
        found[station].setdefault(start, value)
    return {code: list(found[code].values()) for code in codes}


def _of_the_lake(item: str, codes: Sequence[str], since: datetime, until: datetime) -> dict[str, dict[datetime, Value]]:
    lake, found = city_lake(), {code: dict[datetime, Value]() for code in codes}
    if not lake.snapshot().number:
        return found
    first, last = day_of(since), day_of(until - timedelta(seconds=1))
    hourly = lake.hourly(None, first, last, list(codes), local=local_stations())
    name = column(item)
    sql = f"SELECT station, day, hour, {name}, {name}_state FROM ({hourly.sql})"  # noqa: S608 - our own SQL
    connection = connect(lake.root / "work")
    try:
        rows = connection.execute(sql).fetchall()
    finally:
        connection.close()
    for station, day, hour, number, state in rows:
        start = begins(day, hour)
        if since <= start < until and station in found and state is not None:
            found[station][start] = Value(start, number, "" if number is not None else _why(state))
    return found


def _of_the_board(
    item: str, codes: Sequence[str], since: datetime, until: datetime
) -> Iterator[tuple[str, datetime, Value]]:
    hours = HourReading.objects.filter(station__code__in=codes, hour__gt=since, hour__lte=until)
    for station, hour, given in hours.values_list("station__code", "hour", column(item)):
        start = (hour - HOUR).astimezone(SHANGHAI)
        yield station, start, Value(start, None if given is None else scaled(given))


def settled(now: datetime) -> datetime:
    """Whole hours that ended long enough ago to be there."""
    return whole_hour(now - DELAY)


def _why(state: int) -> str:
    return State(state).name.lower()


SOURCE = Source("air", items, subjects, series, settled)
