"""The months of the hourly view (小时宽表): made again from the ledger whenever one is not there."""

from __future__ import annotations

import os
from contextlib import suppress
from datetime import date
from pathlib import Path
from uuid import uuid4

import duckdb

from qingtian.measurements.lake import engine, schema
from qingtian.measurements.lake.catalogue import Current
from qingtian.measurements.lake.files import take_place


def view_path(root: Path, month: str, number: int) -> Path:
    """The hourly view of a month as import ``number``, the last that wrote in it, left it."""
    return root / "hourly" / month / f"{number:08d}.parquet"


def still_read(path: Path) -> None:
    """Somebody may be reading a view that is not the present one: it stays another day."""
    with suppress(OSError):
        os.utime(path)


def write_view(
    root: Path, connection: duckdb.DuckDBPyConnection, work: Path, current: Current, month: str, number: int
) -> Path:
    """Make the view of a month from the ledger as it stood after ``number``."""
    work.mkdir(parents=True, exist_ok=True)
    path, draft = view_path(root, month, number), work / f"{month}-{number}-{uuid4().hex}.part"
    parts = engine.files(root / part.path for part in current.of(month))
    sql = schema.hourly_of_ledger(parts, number)
    try:
        connection.execute(f"COPY ({sql}) TO {engine.quoted(draft)} (FORMAT parquet, COMPRESSION zstd)")
        take_place(draft, path)
    finally:
        draft.unlink(missing_ok=True)
    return path


def months_between(current: Current, first: date, last: date) -> list[str]:
    """The months with readings from ``first`` to ``last``."""
    return [month for month in sorted(current.touched) if first.isoformat()[:7] <= month <= last.isoformat()[:7]]
