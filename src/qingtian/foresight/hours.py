"""Hours of stations with their weather, out of a Parquet file laid out as the PRSA sets are."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

import duckdb
import numpy as np
from numpy.typing import NDArray

from qingtian.errors import UnusableInput
from qingtian.language import Text

Numbers = NDArray[np.float64]
#: item → the names its column may have
ITEMS: Mapping[str, tuple[str, ...]] = {
    "PM2_5": ("PM2.5", "PM2_5", "pm2_5", "pm25"),
    "PM10": ("PM10", "pm10"),
    "SO2": ("SO2", "so2"),
    "NO2": ("NO2", "no2"),
    "CO": ("CO", "co"),
    "O3": ("O3", "o3"),
}
#: temperature °C, pressure hPa, dew point °C, rain mm, wind speed m/s; ``wd`` is one of sixteen points
WEATHER = ("TEMP", "PRES", "DEWP", "RAIN", "WSPM")
POINTS = ("N", "NNE", "NE", "ENE", "E", "ESE", "SE", "SSE", "S", "SSW", "SW", "WSW", "W", "WNW", "NW", "NNW")
UNREADABLE = Text("读不了这个文件：{why}", "the file cannot be read: {why}")
LACKS = Text("文件没有列 {names}；有：{there}。", "the file lacks the columns {names}; it has {there}.")
NO_HOURS = Text("文件里没有这些点位的小时值。", "there are no hours of these stations in the file.")


@dataclass(frozen=True, slots=True)
class Hours:
    """A row an hour of a station, by station and time; NaN is missing. ``time``: beginning of the hour, to the hour.
    ``value``: µg/m³ (CO as in the file). ``u``, ``v``: the wind's way to the east and to the north, m/s; of calm 0."""

    station: NDArray[np.str_]
    time: NDArray[np.datetime64]
    value: Numbers
    weather: Mapping[str, Numbers]
    u: Numbers
    v: Numbers

    def __len__(self) -> int:
        return len(self.value)


def read_hours(file: Path, item: str, stations: Collection[str] | None = None) -> Hours:
    """The hours of ``file``, of these stations alone where they are given.

    Raises UnusableInput ``foresight.file``, ``foresight.columns`` or ``foresight.no_hours``.
    """
    try:
        with duckdb.connect() as connection:
            source = connection.read_parquet(str(file))
            column = _column_of(item, source.columns, file)
            wanted = ", ".join(f'"{name}"' for name in (*WEATHER, "wd"))
            found = source.project(f'CAST(station AS VARCHAR) AS station, time, "{column}" AS value, {wanted}')
            table = found.order("station, time").fetchnumpy()
    except duckdb.Error as error:
        why = str(error).splitlines()[0]
        raise UnusableInput("foresight.file", UNREADABLE.format(why=why), where=str(file)) from error
    names = np.asarray(table["station"], dtype=str)
    kept = np.ones(len(names), bool) if stations is None else np.isin(names, sorted(stations))
    if not kept.any():
        raise UnusableInput("foresight.no_hours", NO_HOURS, where=str(file))
    weather = {name: _numbers(table[name])[kept] for name in WEATHER}
    east, north = _wind(np.asarray(np.ma.filled(table["wd"], ""))[kept], weather["WSPM"])
    time = np.asarray(table["time"]).astype("datetime64[h]")[kept]
    return Hours(names[kept], time, _numbers(table["value"])[kept], weather, east, north)


def _column_of(item: str, there: list[str], file: Path) -> str:
    column = next((name for name in ITEMS[item] if name in there), None)
    lacking = [name for name in ("station", "time", *WEATHER, "wd") if name not in there]
    if column is None or lacking:
        names = ", ".join([*([item] if column is None else []), *lacking])
        message = LACKS.format(names=names, there=", ".join(there))
        raise UnusableInput("foresight.columns", message, where=str(file))
    return column


def _numbers(column: object) -> Numbers:
    return np.ma.filled(np.ma.asarray(column).astype(float), np.nan)


def _wind(points: NDArray[np.object_], speed: Numbers) -> tuple[Numbers, Numbers]:
    """Components of the wind's motion; it is named after where it comes from. No direction: NaN, unless calm."""
    angle = {point: np.radians(22.5 * at) for at, point in enumerate(POINTS)}
    from_ = np.array([angle.get(str(point), np.nan) for point in points])
    calm = speed == 0
    return (
        np.where(calm, 0.0, -speed * np.sin(from_)),
        np.where(calm, 0.0, -speed * np.cos(from_)),
    )
