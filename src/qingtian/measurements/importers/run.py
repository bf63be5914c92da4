"""Files into the lake: all are read before any is added, and one that cannot be used stops them all."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import duckdb

from qingtian.errors import UnusableInput
from qingtian.language import Text
from qingtian.measurements.importers import cnemc, parse, prsa, raw, rejects, suspicion, texts
from qingtian.measurements.importers.layout import Layout
from qingtian.measurements.importers.outcome import FileOutcome, Outcome
from qingtian.measurements.lake.append import Incoming, Source
from qingtian.measurements.lake.store import Lake

#: name of a file, and what is being done with it
Progress = Callable[[str, Text], None]


@dataclass(frozen=True, slots=True)
class Wish:
    """What the person importing asks for: the feed (None: told by the heading), and to take what looks wrong."""

    feed: str | None = None
    anyway: bool = False


@dataclass(frozen=True, slots=True)
class Bench:
    """Where one file is worked on."""

    connection: duckdb.DuckDBPyConnection
    work: Path
    file_no: int
    wish: Wish


def import_files(
    lake: Lake,
    sources: Sequence[Path],
    received_at: datetime,
    wish: Wish = Wish(),
    progress: Progress = lambda *_: None,
) -> Outcome:
    """Import files as one step. UnusableInput where one of them cannot be used at all: then nothing is imported.

    Refused ``lake.busy`` while another import writes.
    """
    outcome, months = Outcome(), dict[str, list[Path]]()
    with lake.importing() as (connection, work):
        for file_no, source in enumerate(sources, start=1):
            progress(source.name, Text("读取", "reading"))
            done = read(Bench(connection, work, file_no, wish), source, lake.root / "rejects")
            outcome.files.append(done)
            for month, paths in done.months.items():
                months.setdefault(month, []).extend(paths)
        named = {no: Source(one.feed, one.name, one.sha256) for no, one in enumerate(outcome.files, start=1)}

        def step(month: str) -> None:
            progress(month, Text("入湖", "adding"))

        outcome.added = lake.commit(connection, work, Incoming(months, named), received_at, step)
    return outcome


def read(bench: Bench, source: Path, rejects_instead: Path) -> FileOutcome:
    """Stage one file. Its rejects are written; the lake is not touched."""
    prepared = texts.prepare(source, bench.work)
    layout = layout_of(prepared.heading, source, bench.wish)
    rows = bench.work / f"{bench.file_no}.raw.parquet"
    raw.write_rows(bench.connection, prepared.path, layout, rows)
    suspicion.check_rows(bench.connection, rows, layout, source.name, bench.wish.anyway)
    staged = parse.stage(bench.connection, bench.work, rows, layout, bench.file_no)
    rows.unlink()
    done = FileOutcome(source.name, layout.feed, prepared.encoding, prepared.bytes, sha256=prepared.sha256)
    return finish(bench, source, staged, done, prepared.path, rejects_instead)


def finish(
    bench: Bench, source: Path, staged: parse.Staged, done: FileOutcome, text: Path | None, rejects_instead: Path
) -> FileOutcome:
    """Counts, rejects and doubts of a staged file. UnusableInput ``air.nothing_readable``, or a suspicion."""
    done.rows, done.rejected, done.repeated = staged.rows, staged.rejected, staged.repeated
    done.months = staged.months
    if not staged.months:
        raise _nothing(source, done)
    done.warnings += suspicion.check_values(bench.connection, staged.months, source.name, bench.wish.anyway)
    if staged.rejected:
        done.rejects = rejects.rejects_path(source, rejects_instead)
        rejects.write(bench.connection, text, done.rejects)
    return done


def layout_of(heading: str, source: Path, wish: Wish) -> Layout:
    """The layout of a delimited file, by the feed asked for or by its heading."""
    feed = wish.feed or guess(heading)
    return {"cnemc": cnemc.layout_of, "prsa": prsa.layout_of}[feed](heading, source.name)


def guess(heading: str) -> str:
    """Which feed a heading is of."""
    return "prsa" if '"No"' in heading or heading.startswith("No,") else "cnemc"


def _nothing(source: Path, done: FileOutcome) -> UnusableInput:
    reasons = ", ".join(f"{reason} {count}" for reason, count in sorted(done.rejected.items())) or "–"
    return UnusableInput(
        "air.nothing_readable",
        Text(
            "没有一行可以导入（{rows} 行；{reasons}）。", "not one row can be imported ({rows} rows; {reasons})."
        ).format(rows=done.rows, reasons=reasons),
        where=source.name,
        remedy=Text(
            "检查列和格式；用 --feed 指明是哪一种文件。", "Check columns and form; say which feed with --feed."
        ),
    )
