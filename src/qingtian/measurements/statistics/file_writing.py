"""A table of statistics as CSV or Parquet, whole or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import astuple
from itertools import islice
from pathlib import Path

import duckdb

from qingtian.errors import UnusableInput
from qingtian.language import Text
from qingtian.measurements.statistics.engines.duck import literal
from qingtian.measurements.statistics.file_rows import HEADING, FileRow
from qingtian.tables import CsvRows
from qingtian.tables.whole_file import WholeFile

_TYPES = ("VARCHAR", "VARCHAR", "VARCHAR", "VARCHAR", "DECIMAL(18, 3)", "BIGINT", "BIGINT", "VARCHAR")
_BATCH = 50_000


def write(rows: Iterable[FileRow], out: Path) -> int:
    """Write the rows; how many they were. UnusableInput ``statistics.unwritable``."""
    try:
        return _parquet(rows, out) if out.suffix.lower() == ".parquet" else _csv(rows, out)
    except OSError as error:
        raise UnusableInput(
            "statistics.unwritable",
            Text("写不了输出文件：{why}。", "the output cannot be written: {why}.").format(why=error.strerror or error),
            where=str(out),
        ) from error


def _csv(rows: Iterable[FileRow], out: Path) -> int:
    count = 0
    with WholeFile(out) as file:
        table = CsvRows(file.text, "\n")
        table.write(HEADING)
        for count, row in enumerate(rows, 1):  # noqa: B007 (the last number is how many)
            table.write(astuple(row))
        file.commit()
    return count


def _parquet(rows: Iterable[FileRow], out: Path) -> int:
    """Through a table of DuckDB, a batch at a time; ``value`` is DECIMAL(18, 3)."""
    count, unnested = 0, ", ".join(f"unnest(CAST(? AS {kind}[]))" for kind in _TYPES)
    with tempfile.TemporaryDirectory(dir=out.parent, prefix=f".{out.name}.") as folder:
        with duckdb.connect(os.path.join(folder, "rows.duckdb")) as connection:
            columns = ", ".join(f"{name} {kind}" for name, kind in zip(HEADING, _TYPES, strict=True))
            connection.execute(f"CREATE TABLE statistics ({columns})")
            for batch in _batches(rows):
                count += len(batch)
                cells = [list(column) for column in zip(*map(astuple, batch), strict=True)]
                connection.execute(f"INSERT INTO statistics SELECT {unnested}", cells)
            made = Path(folder) / "rows.parquet"
            connection.execute(f"COPY statistics TO {literal(str(made))} (FORMAT parquet)")
        made.replace(out)
    return count


def _batches(rows: Iterable[FileRow]) -> Iterator[list[FileRow]]:
    given = iter(rows)
    while batch := list(islice(given, _BATCH)):
        yield batch
