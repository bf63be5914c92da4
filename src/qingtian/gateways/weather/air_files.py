"""air-obs files (空气数据文件): CSV or Parquet with a sidecar; written as ``.part`` and renamed, the sidecar first."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Literal

from qingtian.gateways.weather.air_obs import SCHEMA, UNITS
from qingtian.measurements.lake.engine import connect, quoted
from qingtian.measurements.weather.periods import SHANGHAI, written

Form = Literal["csv", "parquet"]
COLUMNS = (
    "station_id", "period_start", "period_end", "variable", "value", "unit", "quality", "reason", "state", "coverage",
    "revision",
)  # fmt: skip
Rows = Sequence[Mapping[str, Any]]


def write(folder: Path, source: str, hour: datetime, revision: int, rows: Rows, issued: datetime, form: Form) -> Path:
    """One hour's file in ``folder``; its path. What stood there under the same name is replaced as a whole."""
    stem = f"air-obs_{source}_{hour.astimezone(SHANGHAI):%Y%m%d%H}_{revision}"
    path = folder / f"{stem}.{form}"
    content = _csv(rows, revision) if form == "csv" else _parquet(rows, revision)
    beside = {
        "schema": SCHEMA, "source": source, "issued": written(issued), "rows": len(rows), "revision": revision,
        "sha256": hashlib.sha256(content).hexdigest(),
    }  # fmt: skip
    _whole(path.with_suffix(".json"), json.dumps(beside, ensure_ascii=False).encode())
    _whole(path, content)
    return path


def _whole(path: Path, content: bytes) -> None:
    part = path.with_name(f"{path.name}.part")
    part.write_bytes(content)
    part.replace(path)


def _line(row: Mapping[str, Any], revision: int) -> list[Any]:
    told = {**row, "unit": UNITS[row["variable"]], "revision": revision}
    return [told[name] for name in COLUMNS]


def _csv(rows: Rows, revision: int) -> bytes:
    out = io.StringIO()
    lines = csv.writer(out, lineterminator="\n")
    lines.writerow(COLUMNS)
    lines.writerows(["" if cell is None else cell for cell in _line(row, revision)] for row in rows)
    return out.getvalue().encode()


def _parquet(rows: Rows, revision: int) -> bytes:
    """Times as UTC timestamps of microseconds, values as float64; Parquet's own dictionaries code the texts."""
    kinds = ("VARCHAR", "TIMESTAMPTZ", "TIMESTAMPTZ", "VARCHAR", "DOUBLE", "VARCHAR", "VARCHAR", "VARCHAR", "VARCHAR",
             "DOUBLE", "INTEGER")  # fmt: skip
    lines = [_line(row, revision) for row in rows]
    with TemporaryDirectory(prefix="qingtian-weather-") as work:
        connection = connect(Path(work))
        try:
            columns = ", ".join(f"unnest(?)::{kind} AS {name}" for name, kind in zip(COLUMNS, kinds, strict=True))
            target = Path(work) / "rows.parquet"
            values = [[line[place] for line in lines] for place in range(len(COLUMNS))]
            connection.execute(
                f"COPY (SELECT {columns}) TO {quoted(target)} (FORMAT parquet, COMPRESSION zstd)", values
            )
            return target.read_bytes()
        finally:
            connection.close()
