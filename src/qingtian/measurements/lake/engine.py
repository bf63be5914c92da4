"""A DuckDB connection that stays within its memory and never asks the network for anything."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import duckdb

#: what the engine may hold; more than that goes to the work folder
MEMORY = "512MB"
THREADS = 2


def connect(work: Path, *, memory: str = MEMORY) -> duckdb.DuckDBPyConnection:
    """A connection that spills into ``work``."""
    config: dict[str, Any] = {
        "memory_limit": memory,
        "temp_directory": str(work),
        "threads": THREADS,
        "autoinstall_known_extensions": False,
        "autoload_known_extensions": False,
    }
    connection = duckdb.connect(":memory:", config=config)
    # counted, so that ``query_progress`` can be asked from another thread, and never printed
    connection.execute("SET enable_progress_bar = true")
    connection.execute("SET enable_progress_bar_print = false")
    return connection


def quoted(text: object) -> str:
    """A string literal."""
    return "'" + str(text).replace("'", "''") + "'"


def listed(values: Iterable[object]) -> str:
    """A list of string literals, for ``IN (…)`` and for lists of files."""
    return ", ".join(quoted(value) for value in values)


def files(paths: Iterable[Path]) -> str:
    """``read_parquet`` of some files, as one relation."""
    return f"read_parquet([{listed(paths)}])"


def first(connection: duckdb.DuckDBPyConnection, sql: str) -> tuple[Any, ...]:
    """The only row of an aggregate."""
    row = connection.execute(sql).fetchone()
    assert row is not None
    return row
