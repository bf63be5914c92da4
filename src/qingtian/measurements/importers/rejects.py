"""Rows that were not imported (拒收行), kept with their reason in a file of their own."""

from __future__ import annotations

import os
from pathlib import Path

import duckdb

from qingtian.measurements.importers.raw import lines
from qingtian.tables.whole_file import WholeFile
from qingtian.tables.writing import CsvRows

HEADING = ("line", "reason", "column", "text")
_BATCH = 10_000


def rejects_path(source: Path, instead: Path) -> Path:
    """``<file>.rejects.csv`` beside the file, or in ``instead`` where its folder may not be written to."""
    name = f"{source.name}.rejects.csv"
    if os.access(source.parent, os.W_OK):
        return source.with_name(name)
    instead.mkdir(parents=True, exist_ok=True)
    return instead / name


def write(connection: duckdb.DuckDBPyConnection, text: Path | None, out: Path) -> None:
    """Write the table ``rejects``; the words of each row come from the lines of ``text`` where it has lines."""
    sql = "SELECT n, reason, \"column\", '' FROM rejects ORDER BY n"
    if text is not None:
        sql = (
            f"SELECT r.n, r.reason, r.\"column\", coalesce(t.l, '') FROM rejects AS r LEFT JOIN "
            f"(SELECT n, l FROM {lines(text)}) AS t USING (n) ORDER BY r.n"
        )
    cursor = connection.execute(sql)
    with WholeFile(out) as file:
        rows = CsvRows(file.text, "\n")
        rows.write(HEADING)
        while batch := cursor.fetchmany(_BATCH):
            for row in batch:
                rows.write(row)
        file.commit()
