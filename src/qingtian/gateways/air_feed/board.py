"""The board of the last days (实时看板): hour readings brought into line with the lake, so that both say the same."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from qingtian.apps.air.lake import city_lake, local_stations
from qingtian.apps.air.models import HourReading
from qingtian.apps.places.models import Station
from qingtian.apps.proceedings.actions.perform import SHANGHAI
from qingtian.measurements.items import COLUMNS
from qingtian.measurements.lake.engine import connect
from qingtian.measurements.scale import SCALE

#: days of hours on the board
DAYS = 8
#: places the board has
STEPS = {name: Decimal("0.01") if name == "co" else Decimal("0.1") for name in COLUMNS}


def fill_board(now: datetime) -> int:
    """Write the hours of the last days that are new or differ; those older than the board go. How many were written."""
    first = now.astimezone(SHANGHAI).date() - timedelta(days=DAYS)
    begin = datetime.combine(first, time.min, SHANGHAI)
    known = dict(Station.objects.values_list("code", "pk"))
    there = {(row.station_id, row.hour): row for row in HourReading.objects.filter(hour__gt=begin)}
    fresh, changed = [], []
    for code, day, hour, *values in _hours(first, now.astimezone(SHANGHAI).date(), list(known)):
        at = datetime.combine(day, time.min, SHANGHAI) + timedelta(hours=hour)
        found = {name: _shown(name, value) for name, value in zip(COLUMNS, values, strict=True)}
        row = there.get((known[code], at))
        if row is None:
            fresh.append(HourReading(station_id=known[code], hour=at, received_at=now, **found))
        elif any(getattr(row, name) != value for name, value in found.items()):
            for name, value in found.items():
                setattr(row, name, value)
            changed.append(row)
    HourReading.objects.bulk_create(fresh, batch_size=500, ignore_conflicts=True)
    HourReading.objects.bulk_update(changed, COLUMNS, batch_size=500)
    HourReading.objects.filter(hour__lte=begin).delete()
    return len(fresh) + len(changed)


def _hours(first: date, last: date, stations: list[str]) -> list[tuple[Any, ...]]:
    lake = city_lake()
    hourly = lake.hourly(None, first, last, stations, local=local_stations())
    connection = connect(lake.root / "work")
    try:
        sql = f"SELECT station, day, hour, {', '.join(COLUMNS)} FROM ({hourly.sql})"  # noqa: S608 - our own SQL
        return connection.execute(sql).fetchall()
    finally:
        connection.close()


def _shown(name: str, thousandths: int | None) -> Decimal | None:
    return None if thousandths is None else (Decimal(thousandths) / SCALE).quantize(STEPS[name])
