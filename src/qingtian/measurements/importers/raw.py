"""Lines as rows of text (原始行): one line is one row, so that a broken quote never swallows its neighbours.

The engine is told of a separator no table has, and so leaves lines whole.
"""

from __future__ import annotations

from pathlib import Path

import duckdb

from qingtian.errors import UnusableInput
from qingtian.language import Text
from qingtian.measurements.importers.layout import Layout
from qingtian.measurements.lake import engine
from qingtian.measurements.lake.append import PARQUET


def lines(path: Path, *, skip: int = 1) -> str:
    """A relation ``n, l``: the number of the line in the file and its text."""
    form = "header=false, auto_detect=false, delim='\x01\x02\x03\x02', quote='', escape=''"
    source = f"read_csv({engine.quoted(path)}, {form}, skip={skip}, columns={{'l': 'VARCHAR'}})"
    return f"(SELECT row_number() OVER () + {skip} AS n, rtrim(l, chr(13)) AS l FROM {source})"


def cells_of(delimiter: str) -> str:
    """The cells of line ``l``; null where its quotes do not close."""
    d = {"\t": "\\t", ";": ";"}.get(delimiter, ",")
    cell = f'("(?:[^"]|"")*"|[^"{d}]*)'
    row = f"^{cell}(?:{d}{cell})*$"
    unquoted = """CASE WHEN starts_with(x, '"') THEN replace(x[2:-2], '""', '"') ELSE x END"""
    mark = engine.quoted(delimiter)
    return (
        f"CASE WHEN NOT contains(l, '\"') THEN string_split(l, {mark}) WHEN regexp_matches(l, {engine.quoted(row)}) "
        f"THEN [{unquoted} FOR x IN regexp_extract_all({mark} || l, {engine.quoted(d + cell)}, 1)] END"
    )


def write_rows(connection: duckdb.DuckDBPyConnection, source: Path, layout: Layout, out: Path) -> None:
    """Rows ``n, bad, station, stamp, c0 …, x0 …`` of a delimited file. UnusableInput ``air.unreadable_file``."""
    station = f"trim(c[{layout.station + 1}])" if layout.station is not None else engine.quoted(layout.station_fixed)
    stamp = " || ' ' || ".join(f"trim(c[{at + 1}])" for at in layout.stamp)
    columns = [f"trim(c[{one.position + 1}]) AS c{k}" for k, one in enumerate(layout.items)]
    columns += [f"trim(c[{at + 1}]) AS x{k}" for k, (_, at) in enumerate(layout.extra)]
    bad = (
        f"CASE WHEN c IS NULL THEN 'bad_csv' WHEN len(c) < {layout.width} THEN 'too_few_fields' "
        f"WHEN len(c) > {layout.width} THEN 'too_many_fields' END"
    )
    sql = (
        f"SELECT n, {bad} AS bad, {station} AS station, {stamp} AS stamp, {', '.join(columns)} FROM "
        f"(SELECT n, {cells_of(layout.delimiter)} AS c FROM {lines(source)} WHERE trim(l) <> '')"
    )
    try:
        connection.execute(f"COPY ({sql}) TO {engine.quoted(out)} {PARQUET}")
    except duckdb.Error as error:
        raise unreadable(source, error) from error


def unreadable(source: Path, error: Exception) -> UnusableInput:
    """The engine could not read a file: a line too long, bytes that are no text, a Parquet file cut short."""
    why = str(error).splitlines()[0][:200]
    return UnusableInput(
        "air.unreadable_file",
        Text("读不了该文件：{why}。", "this file cannot be read: {why}.").format(why=why),
        where=source.name,
        remedy=Text("检查文件是否完整、是否为表格。", "Check that it is complete and a table."),
    )
