"""A row a value (长表) as staged rows: terms and units of the source become items in their own units."""

from __future__ import annotations

from pathlib import Path

import duckdb

from qingtian.measurements.importers.layout import Factor, Layout
from qingtian.measurements.importers.openaq import PARAMETERS
from qingtian.measurements.importers.parse import Staged, read_stamps, settle, thousandths
from qingtian.measurements.importers.units import factors, unit_of
from qingtian.measurements.lake import engine, schema
from qingtian.measurements.lake.append import PARQUET
from qingtian.measurements.lake.staging import wide
from qingtian.measurements.lake.states import State
from qingtian.measurements.scale import LARGEST

_NUMBER = r"[0-9]{1,9}(\.[0-9]{1,9})?"


def stage(connection: duckdb.DuckDBPyConnection, work: Path, raw: Path, layout: Layout, file_no: int) -> Staged:
    """Parse rows ``n, bad, station, stamp, x0 (parameter), x1 (unit), x2 (value)``; other parameters are left out."""
    read_stamps(connection, work, engine.files([raw]), layout)
    connection.execute(f"CREATE OR REPLACE TEMP TABLE values_in AS {_values(connection, raw, layout)}")
    same = "a.station = b.station AND a.day = b.day AND a.hour = b.hour AND a.item = b.item"
    hours = "SELECT station, day, hour, item FROM values_in WHERE reason IS NULL"
    unlike = f"{hours} GROUP BY ALL HAVING min(value) <> max(value)"
    connection.execute(f"CREATE OR REPLACE TEMP TABLE unlike_values AS {unlike}")
    connection.execute(
        f"UPDATE values_in AS a SET reason = 'conflicting_hour', col = '' FROM unlike_values AS b "
        f"WHERE a.reason IS NULL AND {same}"
    )
    good = "SELECT * EXCLUDE (reason, col) FROM values_in WHERE reason IS NULL"
    bad = "SELECT n AS line, reason, col FROM values_in WHERE reason IS NOT NULL"
    parsed = work / f"{file_no}.parsed.parquet"
    whole = (
        f"SELECT *, NULL::VARCHAR AS reason, NULL::VARCHAR AS col FROM ({wide(good, file_no)}) UNION ALL BY NAME {bad}"
    )
    connection.execute(f"COPY ({whole}) TO {engine.quoted(parsed)} {PARQUET}")
    staged = settle(connection, work, parsed, file_no)
    rows, given = engine.first(
        connection, f"SELECT (SELECT count(*) FROM {engine.files([raw])}), count(*) FROM values_in WHERE reason IS NULL"
    )
    (kept,) = engine.first(
        connection, f"SELECT count(*) FROM (SELECT DISTINCT {schema.KEY}, item FROM values_in WHERE reason IS NULL)"
    )
    staged.rows, staged.repeated = rows, given - kept
    return staged


def _values(connection: duckdb.DuckDBPyConnection, raw: Path, layout: Layout) -> str:
    source = engine.files([raw])
    terms = connection.execute(f"SELECT DISTINCT lower(x0), x1 FROM {source} WHERE bad IS NULL LIMIT 1000").fetchall()
    known = {(p, u): ways for p, u in terms if (ways := _ways(p, u))}
    others = sorted({p for p, _ in terms if p not in PARAMETERS})
    number = f"regexp_full_match(x2, '{_NUMBER}')"
    value = " ".join(
        f"WHEN lower(x0) = {engine.quoted(p)} AND x1 = {engine.quoted(u)} THEN {thousandths('x2', ways, 's.day')}"
        for (p, u), ways in known.items()
    )
    item = " ".join(f"WHEN {engine.quoted(p)} THEN {engine.quoted(i)}" for p, i in PARAMETERS.items())
    unit = " OR ".join(f"(lower(x0) = {engine.quoted(p)} AND x1 = {engine.quoted(u)})" for p, u in known) or "false"
    gap = f"x2 IN ({engine.listed(sorted(layout.gaps))})"
    wanted = f"lower(x0) NOT IN ({engine.listed(others)})" if others else "true"
    parsed = (
        f"SELECT n, bad, station, CASE lower(x0) {item} END AS item, s.day, s.hour, x1 AS unit, {gap} AS gap, x2, "
        f"({unit}) AS known, CASE WHEN {number} THEN CASE {value or 'WHEN false THEN 0'} END END AS v "
        f"FROM {source} AS r LEFT JOIN stamps AS s USING (stamp) WHERE bad IS NOT NULL OR {wanted}"
    )
    faults = (
        ("bad", ""),
        ("CASE WHEN coalesce(station, '') = '' THEN 'no_station' END", layout.station_name),
        ("CASE WHEN day IS NULL THEN 'bad_time' END", layout.stamp_name),
        ("CASE WHEN NOT known THEN 'bad_unit' END", "units"),
        (f"CASE WHEN v > {LARGEST} THEN 'too_large' END", "value"),
        ("CASE WHEN v IS NULL AND NOT gap THEN CASE WHEN starts_with(x2, '-') THEN 'negative' "
         "ELSE 'bad_number' END END", "value"),
    )  # fmt: skip
    where = " ".join(f"WHEN ({sql}) IS NOT NULL THEN {engine.quoted(name)}" for sql, name in faults)
    return (
        f"SELECT n, station, item, day, hour, CASE WHEN v <= {LARGEST} THEN v END::INTEGER AS value, "
        f"CASE WHEN v IS NULL THEN {State.MISSING:d} ELSE {State.VALID:d} END::TINYINT AS state, 0::SMALLINT AS flags, "
        f"unit, coalesce({', '.join(sql for sql, _ in faults)}) AS reason, CASE {where} END AS col FROM ({parsed})"
    )


def _ways(parameter: str, unit: str) -> tuple[Factor, ...] | None:
    item, known = PARAMETERS.get(parameter), unit_of(unit or "")
    return factors(item, known) if item and known else None
