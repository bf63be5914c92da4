"""Parquet: our own hourly view and ledger, the PRSA set, and any table with a row a station-hour."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

import duckdb

from qingtian.measurements.importers import prsa
from qingtian.measurements.importers.layout import AS_GIVEN, ItemColumn, Layout
from qingtian.measurements.importers.parse import Staged, settle
from qingtian.measurements.importers.raw import unreadable
from qingtian.measurements.items import COLUMNS, ITEMS, UNITS
from qingtian.measurements.lake import engine
from qingtian.measurements.lake.append import PARQUET
from qingtian.measurements.lake.staging import wide
from qingtian.measurements.lake.states import State
from qingtian.standards.air.feed import Unreadable

MAGIC = b"PAR1"
_LEDGER = {"station", "item", "day", "hour", "value", "state"}


def is_parquet(source: Path) -> bool:
    """Told by the first bytes, whatever the name says."""
    with source.open("rb") as file:
        return file.read(len(MAGIC)) == MAGIC


def names_in(connection: duckdb.DuckDBPyConnection, source: Path) -> list[str]:
    """Its columns. UnusableInput ``air.unreadable_file``, also for a file that was cut short."""
    try:
        rows = connection.execute(f"DESCRIBE SELECT * FROM {engine.files([source])}").fetchall()
    except duckdb.Error as error:
        raise unreadable(source, error) from error
    return [row[0] for row in rows]


def own(names: Sequence[str]) -> bool:
    """Whether it is a ledger or an hourly view of a lake."""
    there = set(names)
    return there >= _LEDGER or (there >= {"station", "day", "hour"} and bool(there & {f"{c}_state" for c in COLUMNS}))


def stage_own(
    connection: duckdb.DuckDBPyConnection, work: Path, source: Path, names: Sequence[str], file_no: int
) -> Staged:
    """Stage a file of a lake as it is; what was decided there (invalid, dust) is not taken over."""
    parsed = work / f"{file_no}.parsed.parquet"
    rows = _ledger(source, names, file_no) if set(names) >= _LEDGER else _hourly(source, names, file_no)
    usable = "coalesce(station, '') <> '' AND day IS NOT NULL AND hour BETWEEN 1 AND 24"
    reason = f"SELECT *, CASE WHEN {usable} THEN NULL ELSE 'bad_time' END AS reason, '' AS col FROM ({rows})"
    try:
        connection.execute(f"COPY ({reason}) TO {engine.quoted(parsed)} {PARQUET}")
    except duckdb.Error as error:
        raise unreadable(source, error) from error
    return settle(connection, work, parsed, file_no)


def _hourly(source: Path, names: Sequence[str], file_no: int) -> str:
    columns = []
    for item, c in zip(ITEMS, COLUMNS, strict=True):
        value = f"{c}::INTEGER" if c in names else "NULL::INTEGER"
        state = f"{c}_state::TINYINT" if f"{c}_state" in names else "NULL::TINYINT"
        flags = f"coalesce({c}_flags, 0)::SMALLINT" if f"{c}_flags" in names else "0::SMALLINT"
        read = f"CASE WHEN {value} IS NOT NULL THEN {State.VALID:d} WHEN {state} IN (1, 2, 3) THEN {state} END::TINYINT"
        columns += [f"{value} AS {c}", f"{read} AS {c}_state", f"{flags} AS {c}_flags", f"'{UNITS[item]}' AS {c}_unit"]
    return (
        f"SELECT station::VARCHAR AS station, day::DATE AS day, hour::TINYINT AS hour, file_row_number + 1 AS line, "
        f"{file_no}::SMALLINT AS file_no, {', '.join(columns)} "
        f"FROM read_parquet({engine.quoted(source)}, file_row_number = true)"
    )


def _ledger(source: Path, names: Sequence[str], file_no: int) -> str:
    """Of several revisions of a value the last counts."""
    order = "import_number" if "import_number" in names else "0"
    unit = "unit" if "unit" in names else "''"
    flags = "coalesce(flags, 0)::SMALLINT" if "flags" in names else "0::SMALLINT"
    long = (
        f"SELECT {order}::BIGINT * 1000000000000 + file_row_number AS n, station, item, day::DATE AS day, "
        f"hour::TINYINT AS hour, value::INTEGER AS value, state::TINYINT AS state, {flags} AS flags, {unit} AS unit "
        f"FROM read_parquet({engine.quoted(source)}, file_row_number = true) WHERE state IN (0, 1, 2, 3)"
    )
    return wide(long, file_no)


def write_rows(
    connection: duckdb.DuckDBPyConnection, source: Path, names: Sequence[str], layout: Layout, out: Path
) -> None:
    """Rows of text as ``raw.write_rows`` makes them, from the columns of a Parquet file."""

    def text(at: int) -> str:
        return f"coalesce(CAST(\"{names[at]}\" AS VARCHAR), '')"

    station = text(layout.station) if layout.station is not None else engine.quoted(layout.station_fixed)
    stamp = " || ' ' || ".join(text(at) for at in layout.stamp)
    cells = ", ".join(f"{text(one.position)} AS c{k}" for k, one in enumerate(layout.items))
    sql = (
        f"SELECT file_row_number + 1 AS n, NULL::VARCHAR AS bad, {station} AS station, {stamp} AS stamp, {cells} "
        f"FROM read_parquet({engine.quoted(source)}, file_row_number = true)"
    )
    try:
        connection.execute(f"COPY ({sql}) TO {engine.quoted(out)} {PARQUET}")
    except duckdb.Error as error:
        raise unreadable(source, error) from error


def prsa_layout(names: Sequence[str], where: str) -> Layout:
    """The PRSA set as Parquet: ``station``, ``time`` (beginning of the hour) and the items in µg/m³."""
    wanted = ("station", "time", *prsa.COLUMNS)
    if missing := [name for name in wanted if name not in names]:
        raise prsa.wrong_columns(missing, wanted, where)
    at = list(names).index
    return Layout(
        feed="prsa",
        width=len(names),
        station=at("station"),
        station_name="station",
        stamp=(at("time"),),
        stamp_name="time",
        read_stamp=_beginning,
        items=tuple(
            ItemColumn(item, name, at(name), "µg/m³", prsa.FROM_MICROGRAMS if item == "CO" else AS_GIVEN)
            for name, item in prsa.COLUMNS.items()
        ),
        gaps=prsa.GAPS | {"nan"},
        not_monitored=frozenset(),
    )


def _beginning(stamp: str) -> tuple[date, int]:
    try:
        moment = datetime.fromisoformat(stamp)
    except ValueError:
        raise Unreadable("bad_time") from None
    if moment.minute or moment.second:
        raise Unreadable("bad_time")
    return moment.date(), moment.hour + 1
