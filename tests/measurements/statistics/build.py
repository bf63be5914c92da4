"""Small relations of hours for tests, built in the engine's own connection."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

import duckdb

from qingtian.measurements.statistics import AirStatistics, Membership
from qingtian.measurements.statistics.engines import DuckDB

COLUMNS = ("pm2_5", "pm10", "so2", "no2", "o3", "co")
Hour = tuple[object, ...]


def of_hours(rows: Sequence[Hour], members: Sequence[Membership], rules, name: str = "given") -> AirStatistics:
    """Statistics of rows ``(station, day, hour, pm2_5, pm10, so2, no2, o3, co)``."""
    connection = duckdb.connect()
    _table(
        connection, name, ("VARCHAR", "DATE", "SMALLINT", *["INTEGER"] * 6), ("station", "day", "hour", *COLUMNS), rows
    )
    return AirStatistics(connection.table(name), members, rules, DuckDB(connection))


def of_days(rows: Sequence[Hour], members: Sequence[Membership], rules) -> AirStatistics:
    """Statistics of days ``(station, day, pm2_5, …, co)`` whose 24 hours are alike: a day is what it is given."""
    connection = duckdb.connect()
    _table(connection, "given", ("VARCHAR", "DATE", *["INTEGER"] * 6), ("station", "day", *COLUMNS), rows)
    hours = connection.sql(
        f"SELECT station, day, h::SMALLINT AS hour, {', '.join(COLUMNS)} FROM given CROSS JOIN range(1, 25) AS r(h)"
    )
    return AirStatistics(hours, members, rules, DuckDB(connection))


def days(first: date, last: date) -> list[date]:
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


def _table(connection, name: str, types: Sequence[str], names: Sequence[str], rows: Iterable[Hour]) -> None:
    columns = ", ".join(f"{column} {kind}" for column, kind in zip(names, types, strict=True))
    connection.execute(f"CREATE TABLE {name} ({columns})")
    cells = [list(column) for column in zip(*rows, strict=True)]
    if cells:
        unnested = ", ".join(f"unnest(CAST(? AS {kind}[]))" for kind in types)
        connection.execute(f"INSERT INTO {name} SELECT {unnested}", cells)
