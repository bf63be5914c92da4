"""The writer (写库): one thread, one transaction for all that waits, one flush to the disk for all of them.

A receiver that commits frame by frame flushes as often as frames come. Here the frames that arrive during one flush
share the next: the busier it is, the more share it. Whoever offered a frame hears of it only after the flush.
A disk that is full or gone keeps the batch and tries again: nobody is answered, nothing is lost, and ``lagging`` tells
the listener to read no more.
"""

from __future__ import annotations

import logging
import sqlite3
import threading
import time
from collections import deque
from collections.abc import Callable, Sequence
from itertools import islice, takewhile
from pathlib import Path

from qingtian.gateways.hj212.store.arrived import Arrived, day_of
from qingtian.gateways.hj212.store.day_file import open_for_writing
from qingtian.gateways.hj212.store.repeats import EarlierDays

log = logging.getLogger(__name__)

BATCH = 1024
#: more bytes than this wait: read no more; fewer than a quarter wait: go on
MOST_WAITING = 32 << 20
RETRY_SECONDS = 1.0
COLUMNS = "(at, device, cn, key, pno, verdict, crc, peer, digest, raw)"
ROW = "(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
#: rows of one statement: SQLite holds no lock of Python's while a statement runs, so long ones keep the listener going
STATEMENTS = {
    rows: f"INSERT INTO frame {COLUMNS} VALUES {', '.join([ROW] * rows)} "  # noqa: S608 (our own words)
    "ON CONFLICT (key, device, digest) DO NOTHING"
    for rows in (128, 16, 1)
}

Durable = Callable[[Sequence[Arrived]], None]


class FrameWriter:
    """``durable`` is called in the writer's thread with every batch that is on the disk, repeats among them."""

    def __init__(self, folder: Path, durable: Durable) -> None:
        self._folder, self._durable = folder, durable
        self._waiting: deque[Arrived] = deque()
        self._bytes = 0
        self._some = threading.Condition()
        self._stopping = False
        self._thread = threading.Thread(target=self._run, name="frames", daemon=True)
        self._day = ""
        self._file: sqlite3.Connection | None = None
        self._earlier: EarlierDays | None = None
        self._devices: dict[str, int] = {}
        #: what keeps it from writing, since when (monotonic seconds); None while all is well
        self.trouble: tuple[str, float] | None = None
        self.written = self.repeats = self.batches = 0

    def start(self) -> None:
        self._thread.start()

    def offer(self, frames: Sequence[Arrived]) -> None:
        """Queue frames; returns at once."""
        with self._some:
            self._waiting.extend(frames)
            self._bytes += sum(len(frame.raw) for frame in frames)
            self._some.notify()

    @property
    def lagging(self) -> bool:
        return self._bytes > MOST_WAITING

    @property
    def relaxed(self) -> bool:
        return self._bytes < MOST_WAITING // 4

    @property
    def waiting(self) -> int:
        return len(self._waiting)

    def stop(self, patience: float = 30.0) -> None:
        """Write what waits, then end; frames a full disk keeps waiting are given up, unanswered."""
        with self._some:
            self._stopping = True
            self._some.notify()
        self._thread.join(patience)

    # ---- the thread ----------------------------------------------------------------------------------------------

    def _run(self) -> None:
        while batch := self._next():
            if not self._written(batch):
                return
            self._taken_off(batch)
            self._durable(batch)
        self._close()

    def _written(self, batch: list[Arrived]) -> bool:
        """Try until it is on the disk; False only for a try that failed after the order to stop."""
        while True:
            last = self._stopping
            if self._try(batch):
                return True
            if last:
                return False
            time.sleep(RETRY_SECONDS)

    def _next(self) -> list[Arrived]:
        """What waits, up to ``BATCH`` and the end of its day; empty only when stopping with nothing left."""
        with self._some:
            while not self._waiting and not self._stopping:
                self._some.wait()
            batch = list(islice(self._waiting, BATCH))
        if batch and (day := day_of(batch[0].at)) != day_of(batch[-1].at):
            return list(takewhile(lambda one: day_of(one.at) == day, batch))
        return batch

    def _taken_off(self, batch: list[Arrived]) -> None:
        """Only now: what is queued is what is not on the disk."""
        with self._some:
            for _ in batch:
                self._waiting.popleft()
            self._bytes -= sum(len(frame.raw) for frame in batch)

    def _try(self, batch: list[Arrived]) -> bool:
        try:
            self._store(batch)
        except Exception as error:  # whatever it is: a writer that ended would leave every logger unanswered
            if self.trouble is None:
                log.error("frames cannot be written: %s", error)
                self.trouble = (str(error), time.monotonic())
            self._close()
            return False
        self.trouble = None
        return True

    def _store(self, batch: list[Arrived]) -> None:
        file = self._of_day(day_of(batch[0].at))
        assert self._earlier is not None
        fresh = self._earlier.fresh(batch)
        before = file.total_changes
        file.execute("BEGIN IMMEDIATE")
        self._number(file, fresh)
        new = file.total_changes - before
        _insert(file, fresh, self._devices)
        file.execute("COMMIT")
        stored = file.total_changes - before - new
        self.written, self.repeats = self.written + stored, self.repeats + len(batch) - stored
        self.batches += 1

    def _of_day(self, day: str) -> sqlite3.Connection:
        if self._file is None or day != self._day:
            self._close()
            self._file = open_for_writing(self._folder, day)
            self._earlier = EarlierDays(self._folder, day)
            self._devices = {mn: number for number, mn in self._file.execute("SELECT id, mn FROM device")}
            self._day = day
        return self._file

    def _number(self, file: sqlite3.Connection, frames: list[Arrived]) -> None:
        """A number for every device this file has not seen; forgotten again with the file if the commit fails."""
        for mn in sorted({frame.mn for frame in frames} - self._devices.keys()):
            row = file.execute("INSERT INTO device (mn) VALUES (?) RETURNING id", (mn,)).fetchone()
            self._devices[mn] = row[0]

    def _close(self) -> None:
        if self._earlier is not None:
            self._earlier.close()
        if self._file is not None:
            self._file.close()
        self._file, self._earlier, self._devices = None, None, {}


def _insert(file: sqlite3.Connection, frames: list[Arrived], devices: dict[str, int]) -> None:
    """All of them; what the file holds already stays as it is."""
    at = 0
    for rows, statement in STATEMENTS.items():
        while len(frames) - at >= rows:
            values: list[object] = []
            for f in frames[at : at + rows]:
                values += (f.at, devices[f.mn], f.cn, f.key, f.pno, int(f.verdict), int(f.crc), f.peer, f.digest, f.raw)
            file.execute(statement, values)
            at += rows
