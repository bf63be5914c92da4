"""Run in a served city's environment: hours of one county that became worse and then better, and the wind beside them.

The third quarter of 2026 lies 25 µg/m³ above that of 2025, the first of 2027 lies 20 below that of 2026; still days
add 20 in all of them.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "qingtian.config.settings")

import django

django.setup()

import duckdb  # noqa: E402

from qingtian.apps.air.lake import city_lake  # noqa: E402
from qingtian.apps.air.models import RegionStation  # noqa: E402
from qingtian.apps.air.wind import wind_folder  # noqa: E402
from qingtian.measurements.lake import Reading  # noqa: E402

PLACE = "wangxi"
QUARTERS = (
    (date(2025, 7, 1), 92, 60),
    (date(2026, 7, 1), 92, 85),
    (date(2026, 1, 1), 90, 90),
    (date(2027, 1, 1), 90, 70),
)
#: written before the city's own readings of these hours could be, so that none is doubled
RECEIVED = datetime(2027, 4, 5, tzinfo=UTC)


def days() -> Iterator[tuple[date, int]]:
    for first, count, level in QUARTERS:
        for number in range(count):
            yield first + timedelta(days=number), level


def still(day: date) -> bool:
    return day.toordinal() % 3 == 0


def main() -> None:
    stations = list(RegionStation.objects.filter(region__code=PLACE).values_list("station__code", flat=True))
    readings = [
        Reading(station, "PM10", day, hour, (level + (20 if still(day) else 0) + hour % 5) * 1000)
        for day, level in days()
        for station in stations
        for hour in range(1, 25)
    ]
    city_lake().append(readings, source="worsening", received_at=RECEIVED)
    rows = [
        (stations[0], day, hour, 4 if still(day) else 12, 1.0 if still(day) else 4.0)
        for day, _ in days()
        for hour in range(1, 25)
    ]
    with duckdb.connect() as connection:
        connection.execute("CREATE TABLE w (station VARCHAR, day DATE, hour BIGINT, sector BIGINT, speed DOUBLE)")
        columns = [list(column) for column in zip(*rows, strict=True)]
        connection.execute("INSERT INTO w SELECT unnest(?), unnest(?), unnest(?), unnest(?), unnest(?)", columns)
        connection.execute(f"COPY w TO '{wind_folder() / 'worsening.parquet'}' (FORMAT parquet)")


main()
