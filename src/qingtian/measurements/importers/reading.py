"""One file, whatever it is, as staged rows of the lake."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import duckdb

from qingtian.errors import UnusableInput
from qingtian.language import Text
from qingtian.measurements.importers import (
    cnemc,
    long_rows,
    openaq,
    parquet,
    parse,
    prsa,
    raw,
    rejects,
    suspicion,
    texts,
    wide,
)  # fmt: skip
from qingtian.measurements.importers.layout import Layout
from qingtian.measurements.importers.mapping import MappingFile
from qingtian.measurements.importers.outcome import FileOutcome
from qingtian.measurements.lake.files import sha256_of

MB = 1_000_000
UNPACKING = Text("解包（{mb} MB）", "unpacking ({mb} MB)")
FEEDS = ("cnemc", "prsa", "wide", "openaq", "parquet")
_WORKBOOK, _JSON = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0"), (b"{", b"[")
Rows = Callable[[Path], None]
#: a file or a month, and what is being done with it
Progress = Callable[[str, Text], None]


@dataclass(frozen=True, slots=True)
class Wish:
    """What the person importing asks for: the feed (None: told by the file), its columns, and to take what looks
    wrong.
    """

    feed: str | None = None
    anyway: bool = False
    mapping: MappingFile = field(default_factory=MappingFile)


@dataclass(frozen=True, slots=True)
class Bench:
    """Where one file is worked on; its rejects go beside it, or to ``instead`` where that cannot be written to."""

    connection: duckdb.DuckDBPyConnection
    work: Path
    file_no: int
    wish: Wish
    instead: Path
    progress: Progress


def read(bench: Bench, source: Path) -> FileOutcome:
    """Stage one file and write its rejects; the lake is not touched. Raises UnusableInput."""
    if parquet.is_parquet(source):
        return _parquet(bench, source)
    with source.open("rb") as file:
        begins = file.read(64).lstrip(b"\xef\xbb\xbf \t\r\n")
    if begins.startswith(_WORKBOOK):
        return _text(bench, source, wide.as_text(source, bench.work))
    if begins.startswith(_JSON) and bench.wish.feed in (None, "openaq"):
        return _text(bench, source, openaq.as_text(source, bench.work, bench.wish.mapping.station_fixed))
    return _text(bench, source, source)


def _text(bench: Bench, source: Path, text: Path) -> FileOutcome:
    def moved(size: int) -> None:
        bench.progress(source.name, UNPACKING.format(mb=size // MB))

    size = text.stat().st_size // MB
    bench.progress(source.name, Text("检查编码（{mb} MB）", "checking its encoding ({mb} MB)").format(mb=size))
    prepared = texts.prepare(text, bench.work, moved)
    bench.progress(source.name, Text("分行（{mb} MB）", "parting rows ({mb} MB)").format(mb=prepared.bytes // MB))
    layout = layout_of(prepared.heading, source.name, bench.wish)
    digest = prepared.sha256 if text == source else sha256_of(source)
    done = FileOutcome(source.name, layout.feed, prepared.encoding, prepared.bytes, sha256=digest)
    if not prepared.whole_end:
        done.warnings.append(
            Text("文件末行没有换行，可能被截断。", "the last line has no end: the file may have been cut.")
        )
    return _rows(
        bench,
        source,
        layout,
        done,
        lambda out: raw.write_rows(bench.connection, prepared.path, layout, out),
        prepared.path,
    )


def _parquet(bench: Bench, source: Path) -> FileOutcome:
    names = parquet.names_in(bench.connection, source)
    done = FileOutcome(source.name, "parquet", bytes=source.stat().st_size, sha256=sha256_of(source))
    if parquet.own(names):
        staged = parquet.stage_own(bench.connection, bench.work, source, names, bench.file_no)
        return finish(bench, source, staged, done, None)
    is_prsa = bench.wish.feed == "prsa" or (bench.wish.feed is None and {"PM2.5", "TEMP", "wd"} <= set(names))
    layout = (
        parquet.prsa_layout(names, source.name) if is_prsa else wide.layout_of(names, bench.wish.mapping, source.name)
    )
    done.feed = layout.feed if is_prsa else "parquet"
    return _rows(
        bench, source, layout, done, lambda out: parquet.write_rows(bench.connection, source, names, layout, out), None
    )


def _rows(bench: Bench, source: Path, layout: Layout, done: FileOutcome, write: Rows, text: Path | None) -> FileOutcome:
    rows = bench.work / f"{bench.file_no}.raw.parquet"
    write(rows)
    bench.progress(source.name, Text("解读", "reading values"))
    suspicion.check_rows(bench.connection, rows, layout, source.name, bench.wish.anyway)
    stage = parse.stage if layout.items else long_rows.stage
    staged = stage(bench.connection, bench.work, rows, layout, bench.file_no)
    rows.unlink()
    return finish(bench, source, staged, done, text)


def finish(bench: Bench, source: Path, staged: parse.Staged, done: FileOutcome, text: Path | None) -> FileOutcome:
    """Counts, doubts and rejects of a staged file. UnusableInput ``air.nothing_readable``, or a suspicion."""
    done.rows, done.rejected, done.repeated = staged.rows, staged.rejected, staged.repeated
    done.months = staged.months
    if not staged.months:
        raise _nothing(source, done)
    done.warnings += suspicion.check_values(bench.connection, staged.months, source.name, bench.wish.anyway)
    path = rejects.rejects_path(source, bench.instead)
    if staged.rejected:
        rejects.write(bench.connection, text, path)
        done.rejects = path
    else:
        path.unlink(missing_ok=True)
    return done


def layout_of(heading: str, where: str, wish: Wish) -> Layout:
    """The layout of a delimited file, by the feed asked for or by its heading."""
    names, delimiter = wide.names_in(heading)
    feed = wish.feed or guess(names)
    if feed == "cnemc":
        return cnemc.layout_of(heading, where)
    if feed == "prsa":
        return prsa.layout_of(heading, where)
    if feed == "openaq":
        return openaq.layout_of(heading, where)
    if feed == "parquet":
        raise UnusableInput(
            "air.unreadable_file", Text("这不是 Parquet 文件。", "this is no Parquet file."), where=where
        )
    return wide.layout_of(names, wish.mapping, where, delimiter)


def guess(names: list[str]) -> str:
    """Which feed headings are of: a table of an office's own where they are of none we know."""
    there = set(names)
    if {"StationCode", "TimePoint", "O3_24h"} <= there:
        return "cnemc"
    if {"year", "month", "day", "hour", "PM2.5", "wd"} <= there:
        return "prsa"
    return "openaq" if {"location_id", "parameter", "value"} <= there else "wide"


def _nothing(source: Path, done: FileOutcome) -> UnusableInput:
    reasons = ", ".join(f"{reason} {count}" for reason, count in sorted(done.rejected.items())) or "–"
    return UnusableInput(
        "air.nothing_readable",
        Text(
            "没有一行可以导入（{rows} 行；{reasons}）。", "not one row can be imported ({rows} rows; {reasons})."
        ).format(rows=done.rows, reasons=reasons),
        where=source.name,
        remedy=Text("检查列和格式；用 --feed 指明是哪一种。", "Check columns and form; say which feed with --feed."),
    )
