"""Hourly readings of several stations as one rectangle: station by hour, whole days, missing hours as NaN."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Final

import duckdb
import numpy as np
from numpy.typing import NDArray

from qingtian.errors import UnusableInput
from qingtian.language import Text

Array = NDArray[np.float64]

HOURS: Final = 24
REPORTED: Final = "PM2.5_reported"
CO_POLLUTANTS: Final = ("PM10", "SO2", "NO2", "CO", "O3")
#: the only columns read from a file of weather; its PM2.5, if it has one, is never read
WEATHER: Final = ("TEMP", "PRES", "DEWP", "RAIN", "wd", "WSPM")
WINDS: Final = ["N", "NNE", "NE", "ENE", "E", "ESE", "SE", "SSE", "S", "SSW", "SW", "WSW", "W", "WNW", "NW", "NNW"]


@dataclass(frozen=True)
class Grid:
    """``reported`` and the rest are (stations, hours); hour 0 is 00:00 of ``first``."""

    stations: tuple[str, ...]
    first: date
    reported: Array
    co_pollutants: dict[str, Array]
    weather: dict[str, Array] = field(default_factory=dict)

    @property
    def days(self) -> int:
        """How many calendar days the rectangle holds."""
        return int(self.reported.shape[1]) // HOURS

    def day(self, index: int) -> date:
        """The calendar day of a position."""
        return self.first + timedelta(days=index)

    def with_reported(self, reported: Array) -> Grid:
        """The same air with other reported values."""
        return replace(self, reported=reported)


def read_grid(file: Path, weather: Path | None = None) -> Grid:
    """The rectangle of a file of readings; every station has every day from the first to the last of the file."""
    columns = ("station", "time", REPORTED, *CO_POLLUTANTS)
    rows = _columns(file, columns)
    stations = tuple(str(name) for name in np.unique(rows["station"]))
    if not stations:
        raise UnusableInput("integrity.no_rows", Text("文件没有数据。", "the file has no rows."), where=str(file))
    days = rows["time"].astype("datetime64[D]")
    first, last = days.min(), days.max()
    hours = (int((last - first).astype(int)) + 1) * HOURS
    grid = _placed(rows, stations, first, hours, (REPORTED, *CO_POLLUTANTS))
    sky: dict[str, Array] = {}
    if weather is not None:
        sky = _sky(_columns(weather, ("station", "time", *WEATHER)), stations, first, hours)
    if not np.isfinite(grid[REPORTED]).any():
        raise UnusableInput(
            "integrity.no_values", Text("文件里没有一个 PM2.5 值。", "the file has no value of PM2.5."), where=str(file)
        )
    others = {name: grid[name] for name in CO_POLLUTANTS}
    return Grid(stations, first.astype(date), grid[REPORTED], others, sky)


def _columns(file: Path, names: tuple[str, ...]) -> dict[str, np.ndarray]:
    """Named columns of a Parquet file, and no other."""
    with duckdb.connect() as connection:
        try:
            described = connection.execute("DESCRIBE SELECT * FROM read_parquet(?)", [str(file)]).fetchall()
        except duckdb.Error as error:
            raise UnusableInput(
                "integrity.unreadable",
                Text("不能作为 Parquet 文件读取。", "cannot be read as a Parquet file."),
                where=str(file),
            ) from error
        found = {row[0] for row in described}
        missing = [name for name in names if name not in found]
        if missing:
            raise UnusableInput(
                "integrity.column_missing",
                Text("缺少列：{names}。", "columns are missing: {names}.").format(names=", ".join(missing)),
                where=str(file),
            )
        chosen = ", ".join(_selected(name) for name in names)
        table = connection.execute(
            f"SELECT {chosen} FROM read_parquet(?) WHERE station IS NOT NULL AND time IS NOT NULL",  # noqa: S608
            [str(file)],
        ).fetchnumpy()
    return {name: _plain(table[name]) for name in names}


def _selected(name: str) -> str:
    types = {"station": "VARCHAR", "time": "TIMESTAMP", "wd": "VARCHAR"}
    return f'CAST("{name}" AS {types.get(name, "DOUBLE")}) AS "{name}"'


def _plain(column: np.ndarray) -> np.ndarray:
    """A masked column with NaN (numbers) or an empty word (text) where nothing stands."""
    if not np.ma.isMaskedArray(column):
        return np.asarray(column)
    if column.dtype.kind == "f":
        return np.ma.filled(column, np.nan)
    return np.ma.filled(column, "") if column.dtype.kind == "O" else np.asarray(column.data)


def _placed(
    rows: dict[str, np.ndarray], stations: tuple[str, ...], first: np.datetime64, hours: int, names: tuple[str, ...]
) -> dict[str, Array]:
    at = np.searchsorted(np.array(stations, dtype=object), rows["station"].astype(object))
    at = np.clip(at, 0, len(stations) - 1)
    hour = ((rows["time"].astype("datetime64[h]") - first.astype("datetime64[h]")).astype(int)).astype(int)
    known = (np.array(stations, dtype=object)[at] == rows["station"]) & (hour >= 0) & (hour < hours)
    placed = {}
    for name in names:
        array = np.full((len(stations), hours), np.nan)
        array[at[known], hour[known]] = rows[name][known]
        placed[name] = array
    return placed


def _sky(rows: dict[str, np.ndarray], stations: tuple[str, ...], first: np.datetime64, hours: int) -> dict[str, Array]:
    """Weather on the same rectangle; the wind direction as its two components."""
    angle = {name: index * 2 * np.pi / len(WINDS) for index, name in enumerate(WINDS)}
    degrees = np.array([angle.get(str(word), np.nan) for word in rows["wd"]])
    rows = {**rows, "wind_x": np.sin(degrees), "wind_y": np.cos(degrees)}
    names = (*(name for name in WEATHER if name != "wd"), "wind_x", "wind_y")
    return _placed(rows, stations, first, hours, names)
