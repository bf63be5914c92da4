"""The hourly view of a snapshot (小时视图) as files and one SELECT over them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import duckdb

from qingtian.measurements.items import COLUMNS
from qingtian.measurements.lake import engine, schema
from qingtian.measurements.lake.catalogue import Snapshot
from qingtian.measurements.lake.states import State

#: station, day, hour → bits of the items (bit i is ``COLUMNS[i]``) that are invalid, and that are deducted as dust
Decided = Mapping[tuple[str, date, int], tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Hourly:
    """A relation ``hourly(station, day, hour, pm2_5, …, co, *_state, *_flags, dust)`` of one snapshot.

    ``paths`` are Parquet files that never change; ``sql`` selects from them what was asked for. ``plain`` is true where
    no decision changes a value, so that another engine may read ``paths`` itself and keep the wanted days.
    """

    snapshot: Snapshot
    paths: tuple[Path, ...]
    sql: str
    plain: bool = field(default=True)

    def create(self, connection: duckdb.DuckDBPyConnection, name: str = "hourly") -> None:
        """Make it a view of a connection."""
        connection.execute(f"CREATE OR REPLACE TEMP VIEW {name} AS {self.sql}")

    def write(self, connection: duckdb.DuckDBPyConnection, path: Path) -> Path:
        """Write it as one Parquet file, for an engine that cannot run ``sql``."""
        connection.execute(f"COPY ({self.sql}) TO {engine.quoted(path)} (FORMAT parquet, COMPRESSION zstd)")
        return path


def select(
    paths: tuple[Path, ...],
    first: date,
    last: date,
    stations: list[str] | None,
    decided: Decided,
    without_dust: bool,
) -> str:
    """The SELECT over the files of some months."""
    source = engine.files(paths) if paths else f"({schema.nothing(schema.HOURLY)})"
    where = f"h.day BETWEEN DATE '{first.isoformat()}' AND DATE '{last.isoformat()}'"
    if stations is not None:
        where += f" AND h.station IN ({engine.listed(stations)})" if stations else " AND false"
    if not decided:
        return f"SELECT h.*, 0::TINYINT AS dust FROM {source} AS h WHERE {where}"
    out = "(d.invalid | d.dust)" if without_dust else "d.invalid"
    columns = [
        *(f"CASE WHEN {_hit(out, bit)} THEN NULL ELSE h.{c} END AS {c}" for bit, c in enumerate(COLUMNS)),
        *(f"{_state(c, bit, without_dust)} AS {c}_state" for bit, c in enumerate(COLUMNS)),
        *(f"h.{c}_flags" for c in COLUMNS),
        "coalesce(d.dust, 0)::TINYINT AS dust",
    ]
    return (
        f"SELECT h.station, h.day, h.hour, {', '.join(columns)} FROM {source} AS h LEFT JOIN ({_rows(decided)}) AS d "
        f"ON h.station = d.station AND h.day = d.day AND h.hour = d.hour WHERE {where}"
    )


def _hit(mask: str, bit: int) -> str:
    return f"(coalesce({mask}, 0) & {1 << bit}) <> 0"


def _state(c: str, bit: int, without_dust: bool) -> str:
    dust = f"WHEN h.{c} IS NOT NULL AND {_hit('d.dust', bit)} THEN {State.DUST:d} " if without_dust else ""
    invalid = f"WHEN h.{c} IS NOT NULL AND {_hit('d.invalid', bit)} THEN {State.INVALID:d} "
    return f"(CASE {invalid}{dust}ELSE h.{c}_state END)::TINYINT"


def _rows(decided: Decided) -> str:
    rows = ", ".join(
        f"({engine.quoted(station)}, DATE '{day}', {hour}::TINYINT, {invalid}, {dust})"
        for (station, day, hour), (invalid, dust) in sorted(decided.items())
    )
    return f"SELECT * FROM (VALUES {rows}) AS v(station, day, hour, invalid, dust)"
