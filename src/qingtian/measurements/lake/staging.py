"""Rows on their way in: single readings, and files that speak of the same hours."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from pathlib import Path

import duckdb

from qingtian.measurements.items import COLUMNS, ITEMS
from qingtian.measurements.lake import engine, schema
from qingtian.measurements.lake.append import PARQUET, Incoming
from qingtian.measurements.lake.reading import Reading

_LONG = (
    "{'n': 'BIGINT', 'station': 'VARCHAR', 'item': 'VARCHAR', 'day': 'DATE', 'hour': 'TINYINT', 'value': 'INTEGER', "
    "'state': 'TINYINT', 'flags': 'SMALLINT', 'unit': 'VARCHAR'}"
)


def stage_readings(
    connection: duckdb.DuckDBPyConnection, work: Path, readings: Iterable[Reading]
) -> dict[str, list[Path]]:
    """Readings as staged months of one source; of several of one item and hour the last stays."""
    path, months = work / "readings.csv", set()
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file, quoting=csv.QUOTE_ALL)
        for n, r in enumerate(readings, start=1):
            value = "" if r.value is None else r.value
            rows.writerow((n, r.station, r.item, r.day, r.hour, value, int(r.state), int(r.flags), r.unit))
            months.add(r.day.isoformat()[:7])
    if not months:
        return {}
    source = f"read_csv({engine.quoted(path)}, header=false, auto_detect=false, delim=',', quote='\"', columns={_LONG})"
    return {month: [_month(connection, work, source, month)] for month in sorted(months)}


def _month(connection: duckdb.DuckDBPyConnection, work: Path, source: str, month: str) -> Path:
    path = work / f"1-{month}.staged.parquet"
    one = f"SELECT * FROM {source} WHERE strftime(day, '%Y-%m') = '{month}'"
    connection.execute(f"COPY ({wide(one, 1)}) TO {engine.quoted(path)} {PARQUET}")
    return path


def wide(long: str, file_no: int) -> str:
    """Long rows ``n, station, item, day, hour, value, state, flags, unit`` as staged rows; the last of equals stays."""
    picked = ", ".join(
        f"arg_max({{'v': value, 's': state, 'f': flags, 'u': unit}}, n) FILTER (WHERE item = '{item}') AS {c}_last"
        for item, c in zip(ITEMS, COLUMNS, strict=True)
    )
    parts = (("", "v"), ("_state", "s"), ("_flags", "f"))
    columns = [f"{c}_last.{short} AS {c}{end}" for c in COLUMNS for end, short in parts]
    columns += [f"coalesce({c}_last.u, '') AS {c}_unit" for c in COLUMNS]
    return (
        f"SELECT {schema.KEY}, line, {file_no}::SMALLINT AS file_no, {', '.join(columns)} FROM "
        f"(SELECT {schema.KEY}, min(n) AS line, {picked} FROM ({long}) GROUP BY {schema.KEY})"
    )


def batches(connection: duckdb.DuckDBPyConnection, incoming: Incoming) -> Iterator[Incoming]:
    """All files at once; one after the other where two of them speak of the same hour, the later as a revision."""
    if len(incoming.sources) < 2 or not any(_overlap(connection, paths) for paths in incoming.months.values()):
        yield incoming
        return
    for number, source in incoming.sources.items():
        months = {month: path for month, paths in incoming.months.items() if (path := _of_file(paths, number))}
        yield Incoming(months, {number: source})


def _overlap(connection: duckdb.DuckDBPyConnection, paths: list[Path]) -> bool:
    if len(paths) < 2:
        return False
    sql = f"SELECT 1 FROM {engine.files(paths)} GROUP BY {schema.KEY} HAVING count(DISTINCT file_no) > 1 LIMIT 1"
    return connection.execute(sql).fetchone() is not None


def _of_file(paths: list[Path], number: int) -> list[Path]:
    return [path for path in paths if path.name.startswith(f"{number}-")]
