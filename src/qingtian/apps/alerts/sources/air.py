"""Air: the hours of every station in the lake as the statistics see them; what is unusable is missing, and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from qingtian.alerts.values import Item, Subject, Value
from qingtian.apps.air.lake import city_lake, local_stations
from qingtian.apps.alerts.registry import Source
from qingtian.apps.alerts.sources.hours import HOUR, begins, day_of, whole_hour
from qingtian.apps.places.models import Station
from qingtian.language import Text
from qingtian.measurements.items import ITEMS, UNITS, column
from qingtian.measurements.lake import State
from qingtian.measurements.lake.engine import connect
from qingtian.measurements.scale import SCALE

#: an hour of air is owed so long after its end
DELAY = 2 * HOUR


def items() -> Sequence[Item]:
    """The six items."""
    return [Item(code, Text(code, code), UNITS[code], SCALE) for code in ITEMS]


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
    """One reading of the lake for all the stations."""
    lake = city_lake()
    if not codes or not lake.snapshot().number:
        return {code: [] for code in codes}
    first, last = day_of(since), day_of(until - timedelta(seconds=1))
    hourly = lake.hourly(None, first, last, list(codes), local=local_stations())
    name = column(item)
    sql = f"SELECT station, day, hour, {name}, {name}_state FROM ({hourly.sql})"  # noqa: S608 - our own SQL
    connection = connect(lake.root / "work")
    try:
        rows = connection.execute(sql).fetchall()
    finally:
        connection.close()
    found: dict[str, list[Value]] = {code: [] for code in codes}
    for station, day, hour, number, state in rows:
        start = begins(day, hour)
        if since <= start < until and station in found:
            found[station].append(Value(start, number, "" if number is not None else _why(state)))
    return found


def settled(now: datetime) -> datetime:
    """Whole hours that ended long enough ago to be there."""
    return whole_hour(now - DELAY)


def _why(state: int | None) -> str:
    return "" if state is None else State(state).name.lower()


SOURCE = Source("air", items, subjects, series, settled)
