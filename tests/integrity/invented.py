"""Invented air of a few stations: a city-wide weather of highs and lows, each station with its own share and noise."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import duckdb
import numpy as np

from qingtian.integrity.grid import Grid

FIRST = date(2025, 1, 1)


def invented(stations: int = 5, days: int = 45, seed: int = 1) -> Grid:
    """A grid with highs above 150 and lows near 20 every week or so."""
    rng = np.random.default_rng(seed)
    hours = days * 24
    slow = np.cumsum(rng.normal(0, 0.12, hours))
    slow -= np.linspace(slow[0], slow[-1], hours)
    city = 70 * np.exp(0.9 * np.sin(np.arange(hours) / 24 * 2 * np.pi / 6) + slow / (np.std(slow) + 1) / 2)
    fine = np.round(city * np.exp(rng.normal(0, 0.1, (stations, hours)) + rng.normal(0, 0.05, (stations, 1))))
    coarse = np.round(fine * 1.4 * np.exp(rng.normal(0, 0.08, fine.shape)) + 15)
    others = {
        "PM10": coarse,
        "SO2": np.round(fine / 6 * np.exp(rng.normal(0, 0.3, fine.shape))),
        "NO2": np.round(fine / 2 * np.exp(rng.normal(0, 0.2, fine.shape))),
        "CO": np.round(fine * 12 * np.exp(rng.normal(0, 0.15, fine.shape)), -2),
        "O3": np.round(rng.uniform(5, 120, fine.shape)),
    }
    return Grid(tuple(f"S{number}" for number in range(stations)), FIRST, fine, others)


def written(grid: Grid, path: Path, drop: str = "FALSE") -> Path:
    """The grid as the file of the command; rows for which ``drop`` holds are left out."""
    stations, hours = grid.reported.shape
    table = {
        "station": np.repeat(np.array(grid.stations), hours),
        "time": np.tile(np.datetime64(grid.first, "us") + np.arange(hours) * np.timedelta64(3600, "s"), stations),
        "reported": grid.reported.ravel(),
        **{name: values.ravel() for name, values in grid.co_pollutants.items()},
    }
    with duckdb.connect() as connection:
        connection.register("given", table)
        connection.execute(
            'COPY (SELECT * EXCLUDE reported, CASE WHEN isnan(reported) THEN NULL ELSE reported END "PM2.5_reported" '
            f"FROM given WHERE NOT ({drop})) TO '{path}' (FORMAT parquet)"
        )
    return path


def weather(grid: Grid, path: Path, fine: str | None = None) -> Path:
    """Weather of every hour; ``fine`` is the expression of a PM2.5 nobody may read."""
    stations = ", ".join(f"('{name}')" for name in grid.stations)
    poison = f', {fine} AS "PM2.5"' if fine else ""
    with duckdb.connect() as connection:
        connection.execute(
            f"COPY (SELECT station, TIMESTAMP '{grid.first}' + INTERVAL (n) HOUR AS time, 10 + n % 24 AS \"TEMP\", "
            f'1010 AS "PRES", -3 AS "DEWP", 0 AS "RAIN", \'NNW\' AS wd, 1.5 AS "WSPM"{poison} '
            f"FROM (VALUES {stations}) s(station), range({grid.days * 24}) r(n)) TO '{path}' (FORMAT parquet)"
        )
    return path
