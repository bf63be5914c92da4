"""Files of the exchange (交换文件): names, sidecars, and every form a weather bureau can hand over.

A met-obs file has a sidecar of the same stem with rows, SHA-256 and schema; files still being written end in ``.part``.
A MUSIC answer or a wide export comes without one, because that is what can be exported today.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import duckdb

from qingtian.errors import UnusableInput
from qingtian.language import Text
from qingtian.measurements.lake.engine import connect, first, quoted
from qingtian.measurements.lake.files import sha256_of
from qingtian.measurements.weather import batch, music
from qingtian.measurements.weather.periods import iso_moment
from qingtian.measurements.weather.rows import COLUMNS, Around, Delivered, read_row
from qingtian.measurements.weather.value import Family
from qingtian.measurements.weather.wide import csv_lines, is_wide, read_wide_file

PART = ".part"
KINDS = (".csv", ".parquet", ".json", ".gz")
NAME = re.compile(
    r"(?P<kind>met-obs|air-obs)_(?P<source>[A-Za-z0-9-]{1,60})_(?P<hour>\d{10})_(?P<revision>\d{1,4})\.(?:csv|parquet)",
    re.ASCII,
)
MOST_BYTES = 256 << 20

STILL_WRITTEN = Text("文件还在写（.part）。", "The file is still being written (.part).")
NO_SIDECAR = Text("没有同名的 .json 说明文件。", "Its sidecar of the same name (.json) is missing.")
BAD_SIDECAR = Text("说明文件读不出来。", "The sidecar cannot be read.")
OTHER_DIGEST = Text("SHA-256 与说明文件不符，文件没有传完整。", "The SHA-256 is not the one of the sidecar.")
OTHER_COUNT = Text("行数 {found} 与说明文件的 {told} 不符。", "It holds {found} rows; the sidecar says {told}.")
OTHER_SCHEMA = Text("说明文件的 schema 应是 {wanted}。", "The schema of the sidecar must be {wanted}.")
UNKNOWN_FORM = Text("认不出这个文件的格式。", "The form of this file is not known.")
NO_COLUMNS = Text("缺少列：{names}。", "Columns are missing: {names}.")
TOO_LARGE = Text("文件太大。", "The file is too large.")


@dataclass(frozen=True, slots=True)
class Sidecar:
    """What stands beside a met-obs file."""

    rows: int
    sha256: str
    source: str
    issued: datetime | None
    backfill: bool


def read_file(path: Path, source: str, now: datetime, family: Family = "music") -> Delivered:
    """A file in any of the forms. ``source`` is who is believed where the file does not say.

    UnusableInput ``weather.…`` where the whole file cannot be used; faults of rows are theirs.
    """
    if path.name.endswith(PART):
        raise UnusableInput("weather.still_written", STILL_WRITTEN, where=path.name)
    if path.is_file() and path.stat().st_size > MOST_BYTES:
        raise UnusableInput("weather.too_large", TOO_LARGE, where=path.name)
    named = NAME.fullmatch(path.name)
    if named and named["kind"] == "met-obs":
        return _with_sidecar(path, int(named["revision"]), source, now, family)
    if path.suffix == ".json":
        return _json(path, source, now, family)
    if path.suffix == ".parquet":
        return Delivered(source, _parquet(path, Around(now, family=family)))
    heading = next(csv_lines(path), [])
    if is_wide([one.partition("(")[0].partition("（")[0] for one in heading]):
        return read_wide_file(path, source, now, family)
    if "station_id" in {one.strip().casefold() for one in heading}:
        return Delivered(source, _long(path, Around(now, family=family)))
    raise UnusableInput("weather.form", UNKNOWN_FORM, where=path.name)


def sidecar_of(path: Path) -> Path:
    """Where the sidecar of a file lies."""
    return path.with_suffix(".json")


def read_sidecar(path: Path) -> Sidecar:
    """The sidecar of ``path``. UnusableInput ``weather.no_sidecar``, ``weather.sidecar``."""
    beside = sidecar_of(path)
    if not beside.is_file():
        raise UnusableInput("weather.no_sidecar", NO_SIDECAR, where=path.name)
    told = _loaded(beside, "weather.sidecar", BAD_SIDECAR)
    if told.get("schema") != batch.SCHEMA:
        words = OTHER_SCHEMA.format(wanted=batch.SCHEMA)
        raise UnusableInput("weather.schema", words, where=beside.name)
    rows, digest = told.get("rows"), told.get("sha256")
    if type(rows) is not int or not isinstance(digest, str):
        raise UnusableInput("weather.sidecar", BAD_SIDECAR, where=beside.name)
    source = str(told.get("source") or "")[:60]
    return Sidecar(rows, digest.casefold(), source, iso_moment(told.get("issued")), told.get("backfill") is True)


def _with_sidecar(path: Path, revision: int, source: str, now: datetime, family: Family) -> Delivered:
    beside = read_sidecar(path)
    if sha256_of(path) != beside.sha256:
        raise UnusableInput("weather.digest", OTHER_DIGEST, where=path.name)
    around = Around(now, revision=revision, family=family)
    rows = _parquet(path, around) if path.suffix == ".parquet" else _long(path, around)
    if len(rows) != beside.rows:
        words = OTHER_COUNT.format(found=len(rows), told=beside.rows)
        raise UnusableInput("weather.count", words, where=path.name)
    return Delivered(beside.source or source, rows, beside.issued, beside.backfill)


def _json(path: Path, source: str, now: datetime, family: Family) -> Delivered:
    told = _loaded(path, "weather.form", UNKNOWN_FORM)
    if "schema" in told:
        return batch.read_batch(told, now)
    if any(str(key).casefold() == "returncode" for key in told):
        return music.delivered(told, source, now, family=family)
    raise UnusableInput("weather.form", UNKNOWN_FORM, where=path.name)


def _loaded(path: Path, code: str, words: Text) -> dict[str, Any]:
    try:
        told = json.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError, RecursionError):
        told = None
    if not isinstance(told, dict):
        raise UnusableInput(code, words, where=path.name)
    return told


def _long(path: Path, around: Around) -> tuple[Any, ...]:
    lines = csv_lines(path)
    heading = [name.strip().casefold() for name in next(lines, [])]
    _columns_there(heading, path)
    cells = (dict(zip(heading, line, strict=False)) for line in lines if any(one.strip() for one in line))
    return tuple(read_row(number, row, around) for number, row in enumerate(cells, 1))


def _columns_there(found: list[str], path: Path) -> None:
    wanted = [name for name in COLUMNS[:6] if name not in found]
    if wanted:
        raise UnusableInput("weather.heading", NO_COLUMNS.format(names=", ".join(wanted)), where=path.name)


def _parquet(path: Path, around: Around) -> tuple[Any, ...]:
    with TemporaryDirectory(prefix="qingtian-weather-") as work:
        connection = connect(Path(work))
        try:
            return tuple(read_row(number, row, around) for number, row in enumerate(_parquet_rows(connection, path), 1))
        except duckdb.Error:
            raise UnusableInput("weather.unreadable_file", UNKNOWN_FORM, where=path.name) from None
        finally:
            connection.close()


def _parquet_rows(connection: duckdb.DuckDBPyConnection, path: Path) -> Iterator[Mapping[str, Any]]:
    """Rows with times as ISO texts: a time without zone is UTC, as the exchange declares it."""
    source = f"read_parquet({quoted(path)})"
    there = [row[0] for row in connection.execute(f"DESCRIBE SELECT * FROM {source}").fetchall()]
    lower = {name.casefold(): name for name in there}
    _columns_there(list(lower), path)
    count = first(connection, f"SELECT count(*) FROM {source}")[0]
    if count > 50 * batch.MOST_ROWS:
        raise UnusableInput("weather.too_large", TOO_LARGE, where=path.name)
    names = [name for name in COLUMNS if name in lower]
    columns = [
        f'epoch_us("{lower[name]}")' if name in ("period_start", "period_end") else f'"{lower[name]}"::VARCHAR'
        for name in names
    ]
    cursor = connection.execute(f"SELECT {', '.join(columns)} FROM {source}")
    while chunk := cursor.fetchmany(5_000):
        for cells in chunk:
            row: dict[str, Any] = dict(zip(names, cells, strict=True))
            for name in ("period_start", "period_end"):
                row[name] = None if row[name] is None else datetime.fromtimestamp(row[name] / 1e6, UTC).isoformat()
            yield row
