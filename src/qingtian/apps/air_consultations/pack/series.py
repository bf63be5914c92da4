"""Hours of a place beside the weather of the city: what the weather-adjusted change and the wind are computed from.

Values come from the lake: the mean of the stations that count for the place that hour. The wind and the other
elements come from the files of ``apps.air.wind`` where they hold them, of hours the files lack from the exchange with
the weather bureau: the mean over its stations. What nobody measured is NaN.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

import duckdb
import numpy as np
from numpy.typing import NDArray

from qingtian.apps.air.lake import city_lake, local_stations
from qingtian.apps.air.places import members
from qingtian.apps.air.queries import SHANGHAI
from qingtian.apps.air.wind import wind_files
from qingtian.apps.weather.queries import usable
from qingtian.foresight.hours import Hours
from qingtian.measurements.lake.engine import connect
from qingtian.measurements.scale import SCALE

Numbers = NDArray[np.float64]
HOUR = timedelta(hours=1)
#: column of the files → element of the exchange: m/s, °C, %, hPa, mm
ELEMENTS: Mapping[str, str] = {
    "speed": "WIN_S_Avg_10mi",
    "temperature": "TEM",
    "humidity": "RHU",
    "pressure": "PRS",
    "rain": "PRE_1h",
}
DIRECTION = "WIN_D_Avg_10mi"
#: the mean of the stations that count that hour, in thousandths
COUNTED_HOURS = (
    "SELECT h.day, h.hour, avg(h.{column}) FROM ({hourly}) AS h JOIN counted AS c ON h.station = c.station "
    "AND h.day BETWEEN c.first_day AND c.last_day WHERE h.{column} IS NOT NULL GROUP BY h.day, h.hour"
)
POINTS, CALM = 16, -1
#: m/s below which the wind has no direction
STILL = 0.3


@dataclass(frozen=True, slots=True)
class Series:
    """A row an hour from the first day to the last. ``sector`` 0 to 15, −1 calm, NaN unknown."""

    time: NDArray[np.datetime64]
    value: Numbers
    sector: Numbers
    elements: Mapping[str, Numbers]

    @property
    def hours(self) -> Hours:
        """For the adjusted quarters."""
        speed = self.elements["speed"]
        angle = np.radians(self.sector * 360 / POINTS)
        calm = self.sector == CALM
        east, north = np.where(calm, 0.0, -speed * np.sin(angle)), np.where(calm, 0.0, -speed * np.cos(angle))
        return Hours(np.full(len(self.time), "place"), self.time, self.value, self.elements, east, north)

    def between(self, first: date, last: date) -> Series:
        """The hours of these days, both included."""
        own = (self.time >= np.datetime64(first)) & (self.time < np.datetime64(last + timedelta(days=1)))
        elements = {name: column[own] for name, column in self.elements.items()}
        return Series(self.time[own], self.value[own], self.sector[own], elements)


def series_of(place: str, first: date, last: date, column: str = "pm10") -> Series:
    """Hours of a place with whatever weather there is. ``column``: one of the lake's (``items.COLUMNS``)."""
    count = ((last - first).days + 1) * 24
    time_ = np.datetime64(first, "h") + np.arange(count)
    value = _values(place, first, last, column, count)
    sector, elements = _of_files(first, last, count)
    _of_exchange(first, last, sector, elements)
    return Series(time_, value, sector, elements)


def _values(place: str, first: date, last: date, column: str, count: int) -> Numbers:
    value = np.full(count, np.nan)
    rows = [(one.station, one.first_day, one.last_day) for one in members([place])]
    if not rows:
        return value
    lake = city_lake()
    hourly = lake.hourly(lake.snapshot(), first, last, {station for station, _, _ in rows}, local=local_stations())
    with connect(lake.root) as connection:
        connection.execute("CREATE TEMP TABLE counted (station VARCHAR, first_day DATE, last_day DATE)")
        connection.executemany("INSERT INTO counted VALUES (?, ?, ?)", rows)
        asked = COUNTED_HOURS.format(column=column, hourly=hourly.sql)
        for day, hour, mean in connection.execute(asked).fetchall():
            value[(day - first).days * 24 + hour - 1] = mean / SCALE
    return value


def _of_files(first: date, last: date, count: int) -> tuple[Numbers, dict[str, Numbers]]:
    sector, elements = np.full(count, np.nan), {name: np.full(count, np.nan) for name in ELEMENTS}
    paths = wind_files()
    if not paths:
        return sector, elements
    with duckdb.connect() as connection:
        source = f"read_parquet({_listed(paths)}, union_by_name = true)"
        there = {row[0] for row in connection.execute(f"DESCRIBE SELECT * FROM {source}").fetchall()}  # noqa: S608
        held = [name for name in ELEMENTS if name in there]
        means = "".join(f", avg({name})" for name in held)
        asked = f"SELECT day, hour, mode(sector){means} FROM {source} WHERE day BETWEEN ? AND ? GROUP BY day, hour"  # noqa: S608
        rows = connection.execute(asked, [first, last]).fetchall()
    for day, hour, came_from, *others in rows:
        at = (day - first).days * 24 + hour - 1
        sector[at] = np.nan if came_from is None else came_from
        for name, one in zip(held, others, strict=True):
            elements[name][at] = np.nan if one is None else one
    return sector, elements


def _listed(paths: Sequence[object]) -> str:
    return "[" + ", ".join("'" + str(path).replace("'", "''") + "'" for path in paths) + "]"


def _of_exchange(first: date, last: date, sector: Numbers, elements: dict[str, Numbers]) -> None:
    """Fill the hours that lack a speed by the means of the bureau's stations; directions as vectors. One query."""
    begin = datetime.combine(first, time.min, tzinfo=SHANGHAI)
    end = begin + HOUR * len(sector)
    wanted = {element: name for name, element in ELEMENTS.items()}
    rows = usable(last).filter(variable__in=[*wanted, DIRECTION], period_end__gt=begin, period_end__lte=end)
    sums: dict[str, tuple[Numbers, Numbers]] = {
        name: (np.zeros(len(sector)), np.zeros(len(sector))) for name in ELEMENTS
    }
    east, north = np.zeros(len(sector)), np.zeros(len(sector))
    for variable, ended, value in rows.values_list("variable", "period_end", "value"):
        at = int((ended - begin) / HOUR) - 1
        if variable == DIRECTION:
            east[at] += np.sin(np.radians(value / SCALE))
            north[at] += np.cos(np.radians(value / SCALE))
            continue
        total, number = sums[wanted[variable]]
        total[at] += value / SCALE
        number[at] += 1
    for name, (total, number) in sums.items():
        lacking = np.isnan(elements[name]) & (number > 0)
        elements[name][lacking] = total[lacking] / number[lacking]
    known = np.isnan(sector) & ((east != 0) | (north != 0))
    turned = np.round(np.degrees(np.arctan2(east, north)) % 360 * POINTS / 360) % POINTS
    sector[known] = np.where(elements["speed"][known] < STILL, CALM, turned[known])
