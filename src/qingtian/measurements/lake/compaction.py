"""Few files instead of many (合并): small parts of a month become one; not a row changes and no snapshot is lost."""

from __future__ import annotations

import os
from pathlib import Path

import duckdb

from qingtian.measurements.lake import catalogue, engine
from qingtian.measurements.lake.append import as_part
from qingtian.measurements.lake.catalogue import Current, Part
from qingtian.measurements.lake.files import take_place

#: so many small parts of one month are merged; a part of this size is left alone
MOST, SMALL = 24, 4 << 20


def compact(root: Path, connection: duckdb.DuckDBPyConnection, work: Path, *, most: int = MOST) -> int:
    """Merge where a month has more than ``most`` small parts; how many files fewer. The caller holds the lock."""
    current, fewer = catalogue.load(root), 0
    for month in sorted({part.month for part in current.parts}):
        small = [part for part in current.of(month) if part.size < SMALL]
        if len(small) > most:
            _merge(root, connection, work, current, month, small)
            fewer += len(small) - 1
    return fewer


def _merge(
    root: Path, connection: duckdb.DuckDBPyConnection, work: Path, current: Current, month: str, small: list[Part]
) -> None:
    draft = work / f"merged-{month or 'decisions'}.parquet"
    first, last = (Path(small[at].path).name.split(".")[0].split("-")[at] for at in (0, -1))
    folder = month or "decisions"
    order = "station, item, day, hour, import_number" if month else "number, place"
    source = engine.files(root / part.path for part in small)
    connection.execute(
        f"COPY (SELECT * FROM {source} ORDER BY {order}) TO {engine.quoted(draft)} (FORMAT parquet, COMPRESSION zstd)"
    )
    part = as_part(draft, f"{folder}/{first}-{last}", month, sum(one.rows for one in small))
    take_place(draft, root / part.path)
    for one in small:
        os.utime(root / one.path)
    current.parts = [one for one in current.parts if one not in small] + [part]
    current.retired = [*current.retired, *(one.path for one in small)]
    catalogue.save(root, current)
