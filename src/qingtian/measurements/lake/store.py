"""The lake (数据湖): a folder, and what can be asked of it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb

from qingtian.measurements.lake import catalogue, compaction, decisions, engine, months, sweeping, view
from qingtian.measurements.lake.append import Added, Incoming, Source, Step, append, as_part, record
from qingtian.measurements.lake.catalogue import Snapshot
from qingtian.measurements.lake.decisions import Recorded
from qingtian.measurements.lake.files import sha256_of, take_place
from qingtian.measurements.lake.lock import unwritable, writing
from qingtian.measurements.lake.reading import Decision, Reading
from qingtian.measurements.lake.staging import batches, stage_readings

WAIT_SECONDS = 30


class Lake:
    """The lake in a folder, which need not exist yet. Every method may be called while another process imports."""

    def __init__(self, root: Path, *, memory: str = engine.MEMORY) -> None:
        self.root, self.memory = Path(root), memory

    def snapshot(self, id: str | None = None) -> Snapshot:
        """The present state, or the one with that id (or number). UnusableInput ``lake.no_snapshot``."""
        current = catalogue.load(self.root)
        if id is None and not current.number:
            return Snapshot(0, current.id, datetime.fromisoformat("0001-01-01T00:00:00+00:00"))
        wanted = str(current.number) if id is None else id
        number = wanted.split("-")[0]
        if not number.isdecimal() or not 1 <= int(number) <= current.number:
            raise catalogue.no_snapshot(self.root, wanted)
        said = catalogue.manifest(self.root, int(number))
        if "-" in wanted and said["id"] != wanted:
            raise catalogue.no_snapshot(self.root, wanted)
        return Snapshot(int(number), said["id"], datetime.fromisoformat(said["made_at"]))

    def known_on(self, moment: datetime) -> Snapshot | None:
        """The last snapshot made not after ``moment`` (with its offset); None where nothing was known yet."""
        upto = catalogue.load(self.root).number
        numbers = [number for number, at in catalogue.made(self.root, upto) if at <= moment]
        return self.snapshot(str(max(numbers))) if numbers else None

    def hourly(
        self,
        snapshot: Snapshot | None,
        first_day: date,
        last_day: date,
        stations: Collection[str] | None = None,
        *,
        local: Collection[str] = (),
        without_dust: bool = False,
    ) -> view.Hourly:
        """The hourly view of a snapshot (None: the present one), both days included.

        On stations in ``local`` (provincial, city, township) what review decided invalid is null with
        ``State.INVALID``; on all others local review changes nothing. ``without_dust`` takes out what was deducted as
        dust (``State.DUST``); the column ``dust`` marks its items as bits in either case.
        """
        wanted = snapshot or self.snapshot()
        current = catalogue.load(self.root)  # after it: never older than what is asked for
        paths = self._views(current, wanted.number, first_day, last_day)
        decided = self._decided(current, wanted.number)
        counted = decisions.bits(decided, first_day, last_day, frozenset(local))
        named = None if stations is None else sorted(set(stations))
        sql = view.select(paths, first_day, last_day, named, counted, without_dust)
        return view.Hourly(wanted, paths, sql, not counted and named is None)

    def ledger(self, snapshot: Snapshot | None = None) -> str:
        """A relation of all readings ever received up to a snapshot, for FROM: revisions stand by ``import_number``."""
        current = catalogue.load(self.root)
        upto = snapshot.number if snapshot else current.number
        parts = [self.root / part.path for part in current.parts if part.month]
        if not parts:
            columns = "station, item, day, hour, value, state, flags, unit, source, file, received_at, import_number"
            return f"(SELECT {', '.join(f'NULL AS {c}' for c in columns.split(', '))} WHERE false)"
        return f"(SELECT * FROM {engine.files(parts)} WHERE import_number <= {upto})"

    def decisions(self, snapshot: Snapshot | None = None) -> list[Recorded]:
        """All decisions up to a snapshot, undone ones and those that undid them among them."""
        current = catalogue.load(self.root)
        return self._decided(current, snapshot.number if snapshot else current.number)

    def append(self, readings: Iterable[Reading], *, source: str, received_at: datetime) -> Added:
        """Add readings as one import. The same twice adds nothing; a changed value is a revision, both are kept.

        ``received_at`` has its offset. Refused ``lake.busy`` while another import writes. Of several readings of one
        item and hour in ``readings``, the last counts.
        """
        with self.importing() as (connection, work):
            staged = stage_readings(connection, work, readings)
            return self.commit(connection, work, Incoming(staged, {1: Source(source)}), received_at)

    def commit(
        self,
        connection: duckdb.DuckDBPyConnection,
        work: Path,
        incoming: Incoming,
        received_at: datetime,
        step: Step = lambda _: None,
    ) -> Added:
        """Add staged rows inside ``importing``: one snapshot, or one a file where files overlap."""
        total = Added()
        for batch in batches(connection, incoming):
            added = append(self.root, connection, work, batch, received_at, step)
            total.new, total.revised = total.new + added.new, total.revised + added.revised
            total.unchanged += added.unchanged
            total.snapshot = added.snapshot or total.snapshot
            total.months = sorted({*total.months, *added.months})
        compaction.compact(self.root, connection, work)
        return total

    def decide(self, fresh: Sequence[Decision], *, made_at: datetime) -> Snapshot:
        """Record decisions of review or of dust deduction as the next snapshot; they undo, they never erase.

        UnusableInput ``lake.no_decision`` where one undoes what is not there.
        """
        with self.importing() as (connection, work):
            current = catalogue.load(self.root)
            number, draft = current.number + 1, work / "decisions.parquet"
            decisions.check_undone(decisions.read(self.root, connection, current, current.number), fresh)
            decisions.write(connection, draft, number, fresh)
            part = as_part(draft, f"decisions/{number:08d}", "", len(fresh))
            take_place(draft, self.root / part.path)
            return record(self.root, current, [part], made_at, [Source("decisions")])

    @contextmanager
    def importing(self, wait_seconds: int = WAIT_SECONDS) -> Iterator[tuple[duckdb.DuckDBPyConnection, Path]]:
        """Hold the lake for writing: a connection, and a folder that is gone afterwards.

        Refused ``lake.busy``, and ``lake.unwritable`` where the disk is full or the folder may not be written to.
        """
        try:
            with writing(self.root, wait_seconds):
                sweeping.sweep(self.root, catalogue.load(self.root))
                with self._working() as both:
                    yield both
        except (OSError, duckdb.IOException, duckdb.OutOfMemoryException) as error:
            raise unwritable(self.root, error) from error

    def verify(self) -> list[str]:
        """Read every part again; the names of those that are not what was written. Empty is well."""
        current = catalogue.load(self.root)
        return [
            part.path
            for part in current.parts
            if not (path := self.root / part.path).exists() or sha256_of(path) != part.sha256
        ]

    def _views(self, current: catalogue.Current, upto: int, first_day: date, last_day: date) -> tuple[Path, ...]:
        """The months of the hourly view as import ``upto`` left them; those that are not there are made."""
        touched = [(m, current.last_touch(m, upto)) for m in months.months_between(current, first_day, last_day)]
        paths = {months.view_path(self.root, month, last): (month, last) for month, last in touched if last}
        for path, (month, last) in paths.items():
            if last != current.last_touch(month, current.number):
                months.still_read(path)
            if not path.exists():
                with self._reading() as (connection, work):
                    months.write_view(self.root, connection, work, current, month, last)
        return tuple(paths)

    def _decided(self, current: catalogue.Current, upto: int) -> list[Recorded]:
        if not current.of(""):
            return []
        with self._reading() as (connection, _):
            return decisions.read(self.root, connection, current, upto)

    @contextmanager
    def _working(self) -> Iterator[tuple[duckdb.DuckDBPyConnection, Path]]:
        (self.root / "work").mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(dir=self.root / "work") as folder:
            connection = engine.connect(Path(folder), memory=self.memory)
            try:
                yield connection, Path(folder)
            finally:
                connection.close()

    @contextmanager
    def _reading(self) -> Iterator[tuple[duckdb.DuckDBPyConnection, Path]]:
        work = self.root / "hourly"
        connection = engine.connect(work, memory=self.memory)
        try:
            yield connection, work
        finally:
            connection.close()
