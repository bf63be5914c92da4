"""One commit: staged rows become parts of the ledger and new hourly months, whole or not at all."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import duckdb

from qingtian.measurements.lake import catalogue, engine, schema
from qingtian.measurements.lake.catalogue import Current, Part, Snapshot
from qingtian.measurements.lake.files import sha256_of, take_place
from qingtian.measurements.lake.months import still_read, view_path, write_view

PARQUET = "(FORMAT parquet, COMPRESSION zstd)"
Step = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Source:
    """Where rows come from: the feed or program, the file's name and its SHA-256 (empty where there is no file)."""

    feed: str
    name: str = ""
    sha256: str = ""


@dataclass(slots=True)
class Added:
    """What an import brought, counted in values (item-hours)."""

    snapshot: Snapshot | None = None
    new: int = 0
    revised: int = 0
    unchanged: int = 0
    months: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Incoming:
    """Staged rows: month → the files of ``schema.STAGED`` columns; ``sources`` by ``file_no``."""

    months: dict[str, list[Path]]
    sources: dict[int, Source]


def append(
    root: Path,
    connection: duckdb.DuckDBPyConnection,
    work: Path,
    incoming: Incoming,
    received_at: datetime,
    step: Step = lambda _: None,
) -> Added:
    """Add what is news and make it the present state. The caller holds the lock. Nothing new makes no snapshot."""
    current, added = catalogue.load(root), Added()
    number = current.number + 1
    _name_sources(connection, incoming.sources, received_at)
    fresh: list[tuple[Path, Part]] = []
    views: list[tuple[Path, Path]] = []
    for month in sorted(incoming.months):
        step(month)
        written = _month(root, connection, work, current, month, incoming.months[month], added)
        if written is not None:
            fresh.append(written)
            views.append((work / f"{month}.hourly.parquet", view_path(root, month, number)))
    if not fresh:
        return added
    for draft, part in fresh:
        take_place(draft, root / part.path)
    for draft, path in views:
        still_read(view_path(root, path.parent.name, current.last_touch(path.parent.name, current.number)))
        take_place(draft, path)
    added.months = [part.month for _, part in fresh]
    added.snapshot = record(root, current, [part for _, part in fresh], received_at, incoming.sources.values(), added)
    return added


def record(
    root: Path,
    current: Current,
    parts: Sequence[Part],
    made_at: datetime,
    sources: Iterable[Source],
    added: Added | None = None,
) -> Snapshot:
    """Make the written ``parts`` the next snapshot."""
    current.number += 1
    current.parts = [*current.parts, *parts]
    for part in parts:
        if part.month:
            current.touch(part.month, current.number)
    counts = {"new": added.new, "revised": added.revised, "unchanged": added.unchanged} if added else {}
    body = {"sources": [asdict(s) for s in sources], "parts": [asdict(p) for p in parts], "counts": counts}
    return catalogue.commit(root, current, made_at.astimezone(UTC), body)


def as_part(draft: Path, name: str, month: str, rows: int) -> Part:
    """A written draft as the part it will be; its name ends in its digest, so that no two contents share one."""
    digest = sha256_of(draft)
    return Part(f"parts/{name}.{digest[:8]}.parquet", month, rows, draft.stat().st_size, digest)


def _month(
    root: Path,
    connection: duckdb.DuckDBPyConnection,
    work: Path,
    current: Current,
    month: str,
    staged: list[Path],
    added: Added,
) -> tuple[Path, Part] | None:
    number = current.number + 1
    before = _before(root, connection, work, current, month)
    sql = schema.joined(engine.files(staged), before)
    connection.execute(f"CREATE OR REPLACE TEMP TABLE joined AS {sql}")
    new, revised, unchanged = engine.first(connection, schema.tally("joined"))
    added.unchanged += unchanged
    if not new + revised:
        return None
    added.new, added.revised = added.new + new, added.revised + revised
    draft = work / f"{month}.ledger.parquet"
    connection.execute(f"COPY ({schema.ledger('joined', number, 'sources')}) TO {engine.quoted(draft)} {PARQUET}")
    view = work / f"{month}.hourly.parquet"
    connection.execute(f"COPY ({schema.hourly('joined')}) TO {engine.quoted(view)} {PARQUET}")
    connection.execute("DROP TABLE joined")
    return draft, as_part(draft, f"{month}/{number:08d}", month, new + revised)


def _before(root: Path, connection: duckdb.DuckDBPyConnection, work: Path, current: Current, month: str) -> str:
    last = current.last_touch(month, current.number)
    if not last:
        return f"({schema.nothing(schema.HOURLY)})"
    path = view_path(root, month, last)
    if not path.exists():
        write_view(root, connection, work, current, month, last)
    return engine.files([path])


def _name_sources(connection: duckdb.DuckDBPyConnection, sources: dict[int, Source], received_at: datetime) -> None:
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE sources (file_no SMALLINT, source VARCHAR, file VARCHAR, received_at TIMESTAMP)"
    )
    moment = received_at.astimezone(UTC).replace(tzinfo=None)
    rows = [(number, source.feed, source.sha256, moment) for number, source in sources.items()]
    connection.executemany("INSERT INTO sources VALUES (?, ?, ?, ?)", rows)
