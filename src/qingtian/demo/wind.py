"""The invented weather, hour by hour, up to the day of loading, as ``apps.air.wind`` reads it.

Beside the sector the file holds what the weather-adjusted changes of the consultations ask for: speed, temperature,
humidity, pressure, rain, of the city's mean.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

import duckdb

from qingtian.apps.air.wind import wind_folder
from qingtian.apps.places.models import Station
from qingtian.demo.sky import SKY
from qingtian.demo.sky.hours import HOUR, SHANGHAI, full_hour
from qingtian.demo.sky.weather import CALM, weather
from qingtian.measurements.lake.engine import quoted

SECTORS, STILL = 16, -1
#: columns beside the sector, in the order of the rows; m/s, °C, %, hPa, mm
ELEMENTS = ("speed", "temperature", "humidity", "pressure", "rain")
#: the only file of that folder that is generated
INVENTED = "demonstration.parquet"


def draw_wind(until: datetime, months: int) -> int:
    """Every hour from the first of the month so many months ago up to ``until``, alike at every station; how many."""
    last = full_hour(until)
    year, month = divmod(last.year * 12 + last.month - 1 - months, 12)
    rows = list(_hours(datetime(year, month + 1, 1, tzinfo=SHANGHAI), last))
    stations = list(Station.objects.values_list("code", flat=True))
    folder = wind_folder()
    folder.mkdir(parents=True, exist_ok=True)
    with duckdb.connect() as connection:
        held = ", ".join(f"{name} DOUBLE" for name in ELEMENTS)
        connection.execute(f"CREATE TABLE hours (day DATE, hour BIGINT, sector BIGINT, {held})")
        columns = [list(column) for column in zip(*rows, strict=True)]
        placed = ", ".join(["unnest(?)"] * len(columns))
        connection.execute(f"INSERT INTO hours SELECT {placed}", columns)
        path = quoted(folder / INVENTED)
        chosen = "SELECT unnest(?::VARCHAR[]) AS station"
        connection.execute(f"COPY (SELECT * FROM ({chosen}), hours) TO {path} (FORMAT parquet)", [stations])  # noqa: S608
    return len(rows)


def _hours(after: datetime, last: datetime) -> Iterator[tuple[object, ...]]:
    """Day, hour 1 to 24, sector and elements of every hour that ends after ``after``."""
    ends = after + HOUR
    while ends <= last:
        begun = (ends - timedelta(seconds=1)).astimezone(SHANGHAI)
        found = weather(SKY, ends)
        sector = STILL if found.wind < CALM else round(found.direction * SECTORS / 360) % SECTORS
        elements = (found.wind, found.temperature, found.humidity, found.pressure, found.rain)
        yield begun.date(), begun.hour + 1, sector, *(round(one, 2) for one in elements)
        ends += HOUR
