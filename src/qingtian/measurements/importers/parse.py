"""Rows of text as staged rows of the lake, month by month, or as rejects with a reason."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import duckdb

from qingtian.measurements.importers.layout import Factor, ItemColumn, Layout
from qingtian.measurements.items import ITEMS, column
from qingtian.measurements.lake import engine, schema
from qingtian.measurements.lake.append import PARQUET
from qingtian.measurements.lake.states import State
from qingtian.measurements.scale import LARGEST
from qingtian.standards.air.feed import Unreadable

#: what the feed reader of ``standards.air`` takes for a number, so that both read alike
_NUMBER = r"[0-9]{1,9}(\.[0-9]{1,9})?"
_NEGATIVE = r"[-−][0-9.]+"
#: what needs no rounding
_SHORT = r"[0-9]{1,9}(\.[0-9]{1,3})?"
_NANO = 10**9


@dataclass(slots=True)
class Staged:
    """One file on its way in: ``months`` → files; ``rejects`` is a table (n, reason, "column") of the connection."""

    rows: int = 0
    rejected: Counter[str] = field(default_factory=Counter)
    repeated: int = 0
    months: dict[str, list[Path]] = field(default_factory=dict)


def stage(connection: duckdb.DuckDBPyConnection, work: Path, raw: Path, layout: Layout, file_no: int) -> Staged:
    """Parse the rows in ``raw`` (of ``raw.write_rows``)."""
    read_stamps(connection, work, engine.files([raw]), layout)
    parsed = work / f"{file_no}.parsed.parquet"
    connection.execute(f"COPY ({_parsed(raw, layout, file_no)}) TO {engine.quoted(parsed)} {PARQUET}")
    return settle(connection, work, parsed, file_no)


def settle(connection: duckdb.DuckDBPyConnection, work: Path, parsed: Path, file_no: int) -> Staged:
    """Part rows (staged columns, ``reason``, ``col``) into months and rejects; hours that come twice are settled."""
    done = Staged(engine.first(connection, f"SELECT count(*) FROM {engine.files([parsed])}")[0])
    connection.execute(
        f'CREATE OR REPLACE TEMP TABLE rejects AS SELECT line AS n, reason, col AS "column" '
        f"FROM {engine.files([parsed])} WHERE reason IS NOT NULL"
    )
    folder = work / f"file-{file_no}"
    folder.mkdir()
    connection.execute(
        f"COPY (SELECT * EXCLUDE (reason, col), strftime(day, '%Y-%m') AS month FROM {engine.files([parsed])} "
        f"WHERE reason IS NULL) TO {engine.quoted(folder)} "
        f"(FORMAT parquet, COMPRESSION zstd, PARTITION_BY (month), OVERWRITE_OR_IGNORE, FILENAME_PATTERN 'm{{i}}')"
    )
    parsed.unlink()
    for month, paths in _months(folder):
        done.months[month], repeated = _once(connection, paths, folder, f"{file_no}-{month}")
        done.repeated += repeated
    done.rejected = Counter(dict(connection.execute("SELECT reason, count(*) FROM rejects GROUP BY reason").fetchall()))
    return done


def _months(folder: Path) -> Iterator[tuple[str, list[Path]]]:
    for month in sorted(folder.glob("month=*")):
        yield month.name.removeprefix("month="), sorted(month.glob("*.parquet"))


def _once(connection: duckdb.DuckDBPyConnection, paths: list[Path], folder: Path, name: str) -> tuple[list[Path], int]:
    """Equal rows once; rows that contradict each other not at all. The files, and how many rows went as equals."""
    source = engine.files(paths)
    rows, hours = engine.first(connection, f"SELECT count(*), count(DISTINCT ({schema.KEY})) FROM {source}")
    if rows == hours:
        return [path.rename(folder / f"{name}-{k}.parquet") for k, path in enumerate(paths)], 0
    out = folder / f"{name}.parquet"
    connection.execute(f"CREATE OR REPLACE TEMP TABLE unlike AS {schema.conflicting(source)}")
    same = "r.station = u.station AND r.day = u.day AND r.hour = u.hour"
    (refused,) = engine.first(connection, f"SELECT count(*) FROM {source} AS r SEMI JOIN unlike AS u ON {same}")
    connection.execute(
        f"INSERT INTO rejects SELECT line, 'conflicting_hour', '' FROM {source} AS r SEMI JOIN unlike AS u ON {same}"
    )
    kept = f"(SELECT * FROM {source} AS r ANTI JOIN unlike AS u ON {same})"
    connection.execute(f"COPY ({schema.once(kept)}) TO {engine.quoted(out)} {PARQUET}")
    (left,) = engine.first(connection, f"SELECT count(*) FROM {engine.files([out])}")
    return [out], int(rows - refused - left)


def read_stamps(connection: duckdb.DuckDBPyConnection, work: Path, source: str, layout: Layout) -> None:
    """Table ``stamps(stamp, day, hour)`` of all stamps that can be read: few, however long the file."""
    path = work / "stamps.csv"
    cursor = connection.execute(f"SELECT DISTINCT stamp FROM {source} WHERE stamp IS NOT NULL")
    with path.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, quoting=csv.QUOTE_ALL)
        while rows := cursor.fetchmany(10_000):
            for (stamp,) in rows:
                try:
                    out.writerow((stamp, *layout.read_stamp(stamp)))
                except Unreadable:
                    continue
    columns = "{'stamp': 'VARCHAR', 'day': 'DATE', 'hour': 'TINYINT'}"
    connection.execute(
        f"CREATE OR REPLACE TEMP TABLE stamps AS SELECT * FROM read_csv({engine.quoted(path)}, header=false, "
        f"auto_detect=false, delim=',', quote='\"', escape='\"', columns={columns})"
    )


def _parsed(raw: Path, layout: Layout, file_no: int) -> str:
    at = {one.item: (k, one) for k, one in enumerate(layout.items)}
    columns = []
    for item in ITEMS:
        columns += _item_columns(column(item), at.get(item), layout)
    faults = [("bad", ""), ("CASE WHEN coalesce(station, '') = '' THEN 'no_station' END", layout.station_name)]
    faults += [("CASE WHEN day IS NULL THEN 'bad_time' END", layout.stamp_name)]
    faults += [(_fault(k, layout), one.heading) for k, one in enumerate(layout.items)]
    reason = f"coalesce({', '.join(sql for sql, _ in faults)})"
    where = " ".join(f"WHEN ({sql}) IS NOT NULL THEN {engine.quoted(name)}" for sql, name in faults)
    return (
        f"SELECT station, day, hour, n AS line, {file_no}::SMALLINT AS file_no, {', '.join(columns)}, "
        f"{reason} AS reason, CASE {where} END AS col FROM ({_numbers(raw, layout)})"
    )


def _numbers(raw: Path, layout: Layout) -> str:
    """The rows with day and hour and the numbers that are such, in thousandths: ``v0 …``."""
    numbers = ", ".join(
        f"CASE WHEN regexp_full_match(c{k}, '{_NUMBER}') THEN {thousandths(f'c{k}', one.factors, 's.day')} END AS v{k}"
        for k, one in enumerate(layout.items)
    )
    return f"SELECT r.*, s.day, s.hour, {numbers} FROM {engine.files([raw])} AS r LEFT JOIN stamps AS s USING (stamp)"


def _item_columns(c: str, found: tuple[int, ItemColumn] | None, layout: Layout) -> list[str]:
    if found is None:
        return [f"NULL::INTEGER AS {c}", f"NULL::TINYINT AS {c}_state", f"0::SMALLINT AS {c}_flags", f"'' AS {c}_unit"]
    k, one = found
    return [
        f"CASE WHEN v{k} <= {LARGEST} THEN v{k} END::INTEGER AS {c}",
        f"CASE WHEN v{k} IS NOT NULL THEN {State.VALID:d} WHEN {_among(f'c{k}', layout.not_monitored)} "
        f"THEN {State.NOT_MONITORED:d} ELSE {State.MISSING:d} END::TINYINT AS {c}_state",
        f"0::SMALLINT AS {c}_flags",
        f"{engine.quoted(one.unit)} AS {c}_unit",
    ]


def _among(cell: str, spellings: frozenset[str]) -> str:
    return f"{cell} IN ({engine.listed(sorted(spellings))})" if spellings else "false"


def _fault(k: int, layout: Layout) -> str:
    cell = f"c{k}"
    return (
        f"CASE WHEN v{k} > {LARGEST} THEN 'too_large' WHEN v{k} IS NOT NULL OR {cell} IS NULL "
        f"OR {_among(cell, layout.gaps | layout.not_monitored)} THEN NULL "
        f"WHEN regexp_full_match({cell}, '{_NEGATIVE}') THEN 'negative' ELSE 'bad_number' END"
    )


def thousandths(cell: str, factors: tuple[Factor, ...], day: str) -> str:
    """The number in ``cell`` × its factor in thousandths, half to even, in whole numbers alone."""
    if len(factors) == 1:
        return _rounded(cell, factors[0])
    cases = " ".join(
        f"WHEN {day} >= DATE '{one.first_day}' THEN {_rounded(cell, one)}"
        for one in sorted(factors, key=lambda one: one.first_day, reverse=True)
        if one.first_day != min(f.first_day for f in factors)
    )
    return f"CASE {cases} ELSE {_rounded(cell, min(factors, key=lambda one: one.first_day))} END"


def _rounded(cell: str, factor: Factor) -> str:
    top = f"(CAST(CAST({cell} AS DECIMAL(38, 9)) * {_NANO} AS HUGEINT) * {factor.times.numerator})"
    below = _NANO // 1000 * factor.times.denominator
    q, r = f"({top} // {below})", f"({top} % {below})"
    exact = f"({q} + CASE WHEN 2 * {r} > {below} OR (2 * {r} = {below} AND {q} % 2 = 1) THEN 1 ELSE 0 END)::BIGINT"
    if factor.times != 1:
        return exact
    short = f"regexp_full_match({cell}, '{_SHORT}')"
    return f"CASE WHEN {short} THEN (CAST({cell} AS DECIMAL(18, 3)) * 1000)::BIGINT ELSE {exact} END"
