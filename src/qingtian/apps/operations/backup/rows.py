"""Tables to files and back: one file a table, a line of head, then a line a row, compressed."""

from __future__ import annotations

import gzip
import itertools
import json
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from qingtian.apps.operations import refusals
from qingtian.apps.operations.backup import codec
from qingtian.apps.operations.backup.tables import LEDGER, LEFT_OUT, Table, tables

#: rows held in memory at once
BATCH = 2000
#: most of the time goes into compressing; the first step does nearly all of it
LEVEL = 1

Progress = Callable[[str, int], None]


def read_rows(connection: Any, table: Table) -> Iterator[list[Any]]:
    """Every row in the order of its key, in the form of ``codec``; never more than a batch in memory."""
    quote = connection.ops.quote_name
    wanted = [codec.selected(c, quote(c.name), connection.vendor) for c in table.columns]
    converters = [codec.reader(c) for c in table.columns]
    sql = f"SELECT {', '.join(wanted)} FROM {quote(table.name)} ORDER BY {quote(table.key)}"  # noqa: S608 (own names)
    with closing(connection.chunked_cursor()) as cursor:
        cursor.execute(sql)
        while batch := cursor.fetchmany(BATCH):
            for row in batch:
                yield codec.through(converters, row)


def write_table(connection: Any, table: Table, path: Path) -> int:
    """One table into one file; the number of rows."""
    count = 0
    with gzip.open(path, "wt", compresslevel=LEVEL, encoding="utf-8", newline="\n") as out:
        head = {"table": table.name, "columns": [[c.name, c.kind] for c in table.columns]}
        out.write(json.dumps(head) + "\n")
        encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
        for row in read_rows(connection, table):
            out.write(encode(row) + "\n")
            count += 1
    return count


def write_all(connection: Any, alias: str, folder: Path, progress: Progress) -> dict[str, int]:
    """Every table of a database into ``folder``; rows by table."""
    folder.mkdir(parents=True)
    counts = {}
    for table in tables(alias):
        counts[table.name] = write_table(connection, table, folder / f"{table.name}.jsonl.gz")
        progress(table.name, counts[table.name])
    return counts


def load_all(connection: Any, alias: str, folder: Path, progress: Progress) -> dict[str, int]:
    """Every file into its table, inside the caller's transaction; what migrations put there goes first.

    Raises rows_unusable where a file and its table differ.
    """
    there = {table.name: table for table in tables(alias)}
    files = {path.name.removesuffix(".jsonl.gz"): path for path in sorted(folder.glob("*.jsonl.gz"))}
    if files.keys() != there.keys():
        raise refusals.rows_unusable(min(files.keys() ^ there.keys()))
    _empty(connection, there)
    counts = {}
    for name, path in files.items():
        counts[name] = _load(connection, there[name], path)
        progress(name, counts[name])
    _reset_sequences(connection, there)
    return counts


def is_empty(connection: Any) -> bool:
    """No table at all, or none with a row but what migrations themselves leave behind."""
    own = {LEDGER, "django_content_type", "auth_permission", "operations_schedule"} | LEFT_OUT
    quote = connection.ops.quote_name
    with connection.cursor() as cursor:
        for name in sorted(set(connection.introspection.table_names(cursor)) - own):
            cursor.execute(f"SELECT 1 FROM {quote(name)} LIMIT 1")  # noqa: S608 (a name the database gave)
            if cursor.fetchone():
                return False
    return True


def _empty(connection: Any, there: dict[str, Table]) -> None:
    with connection.cursor() as cursor:
        for name in there:
            cursor.execute(f"DELETE FROM {connection.ops.quote_name(name)}")  # noqa: S608 (own names)


def _load(connection: Any, table: Table, path: Path) -> int:
    with gzip.open(path, "rt", encoding="utf-8", newline="\n") as lines:
        head = json.loads(next(lines))
        if head != {"table": table.name, "columns": [[c.name, c.kind] for c in table.columns]}:
            raise refusals.rows_unusable(table.name)
        converters = [codec.writer(c, connection.vendor) for c in table.columns]
        rows = (codec.through(converters, json.loads(line)) for line in lines)
        return _take[connection.vendor](connection, table, rows)


def _insert(connection: Any, table: Table, rows: Iterator[list[Any]]) -> int:
    marks = ", ".join(["%s"] * len(table.columns))
    sql = f"INSERT INTO {connection.ops.quote_name(table.name)} ({_names(connection, table)}) VALUES ({marks})"  # noqa: S608
    count = 0
    with connection.cursor() as cursor:
        for batch in _batched(rows):
            cursor.executemany(sql, batch)
            count += len(batch)
    return count


def _batched(rows: Iterator[list[Any]]) -> Iterator[list[list[Any]]]:
    while batch := list(itertools.islice(rows, BATCH)):
        yield batch


def _copy(connection: Any, table: Table, rows: Iterator[list[Any]]) -> int:
    """COPY takes several times as many rows a second as INSERT, and types every column from its text."""
    count = 0
    sql = f"COPY {connection.ops.quote_name(table.name)} ({_names(connection, table)}) FROM STDIN"
    with connection.cursor() as cursor, cursor.copy(sql) as copy:
        for row in rows:
            copy.write_row(row)
            count += 1
    return count


_take = {"sqlite": _insert, "postgresql": _copy}


def _names(connection: Any, table: Table) -> str:
    return ", ".join(connection.ops.quote_name(c.name) for c in table.columns)


def _reset_sequences(connection: Any, there: dict[str, Table]) -> None:
    """New rows get numbers after the ones that came back."""
    with connection.cursor() as cursor:
        for table in there.values():
            if _counted(table):
                for statement in _sequence_sql(connection, table):
                    cursor.execute(statement)


def _counted(table: Table) -> bool:
    return any(c.name == table.key and c.kind == "integer" for c in table.columns)


def _sequence_sql(connection: Any, table: Table) -> list[str]:
    if connection.vendor != "postgresql":
        return []  # SQLite's counter follows the highest key inserted
    name, key = connection.ops.quote_name(table.name), connection.ops.quote_name(table.key)
    sequence = f"pg_get_serial_sequence('{name}', '{table.key}')"
    return [f"SELECT setval({sequence}, coalesce(max({key}), 1), max({key}) IS NOT NULL) FROM {name}"]  # noqa: S608
