"""What is known of every device (设备近况), folded from its frames: the frames are the truth, this can be made again.

The fold keeps how far it came in each day's file in the transaction of its sums, so a kill loses and doubles nothing.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from qingtian.gateways.hj212.store.arrived import ANSWERED, Crc, Verdict, key_moment, moment_of
from qingtian.gateways.hj212.store.day_file import BUSY_SECONDS, days_in, open_for_reading

FILE = "standing.db"
TABLES = """
CREATE TABLE IF NOT EXISTS folded (day TEXT PRIMARY KEY, number INTEGER NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS standing (
  mn TEXT PRIMARY KEY, first_at INTEGER NOT NULL, last_at INTEGER NOT NULL, last_key INTEGER NOT NULL,
  last_key_at INTEGER NOT NULL, peer TEXT NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS counted (
  mn TEXT NOT NULL, day TEXT NOT NULL, verdict INTEGER NOT NULL, crc INTEGER NOT NULL, frames INTEGER NOT NULL,
  PRIMARY KEY (mn, day, verdict, crc)
) STRICT, WITHOUT ROWID;
"""
#: frames folded in one transaction
STEP = 200_000


@dataclass(slots=True)
class Standing:
    """One device. ``deviation``: how far its clock is ahead of ours, by the last message that names a moment."""

    mn: str
    first: datetime
    last: datetime
    deviation: timedelta | None
    peer: str
    counts: dict[tuple[Verdict, Crc], int] = field(default_factory=dict)

    def frames(self, *verdicts: Verdict) -> int:
        """How many of these; of all kinds where none is named."""
        return sum(n for (verdict, _), n in self.counts.items() if not verdicts or verdict in verdicts)

    @property
    def variants(self) -> list[Crc]:
        """Ways of making the CRC, other than the standard's, that its frames fit."""
        return sorted({crc for _, crc in self.counts if crc in (Crc.MODBUS, Crc.MODBUS_SWAPPED)})


@contextmanager
def _opened(folder: Path) -> Iterator[sqlite3.Connection]:
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    path = folder / FILE
    if not path.exists():
        path.touch(mode=0o600)
    with closing(sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None)) as file:
        file.execute("PRAGMA journal_mode = WAL")
        file.executescript(f"BEGIN IMMEDIATE; {TABLES} COMMIT;")
        yield file


def fold(folder: Path) -> int:
    """Take in what is new in the day files; how many frames."""
    taken = 0
    with _opened(folder) as own:
        done = dict(own.execute("SELECT day, number FROM folded"))
        newest = max(done, default="")
        for day in days_in(folder):
            if day >= newest or day not in done:
                taken += _fold_day(folder, own, day, done.get(day, 0))
    return taken


def _fold_day(folder: Path, own: sqlite3.Connection, day: str, past: int) -> int:
    taken = 0
    with closing(open_for_reading(folder, day)) as file:
        last = file.execute("SELECT coalesce(max(id), 0) FROM frame").fetchone()[0]
        while past < last:
            upto = min(last, past + STEP)
            own.execute("BEGIN IMMEDIATE")
            _sum_up(file, own, day, past, upto)
            own.execute("INSERT INTO folded VALUES (?, ?) ON CONFLICT (day) DO UPDATE SET number = excluded.number",
                        (day, upto))  # fmt: skip
            own.execute("COMMIT")
            taken, past = taken + upto - past, upto
    return taken


COUNT = """
SELECT mn, verdict, crc, count(*), min(at), max(at), max(frame.id) FROM frame JOIN device ON device.id = frame.device
WHERE frame.id > ? AND frame.id <= ? GROUP BY device, verdict, crc
"""
ADD = """
INSERT INTO counted VALUES (?, ?, ?, ?, ?)
ON CONFLICT (mn, day, verdict, crc) DO UPDATE SET frames = frames + excluded.frames
"""
SEEN = """
INSERT INTO standing VALUES (?, ?, ?, ?, ?, ?)
ON CONFLICT (mn) DO UPDATE SET first_at = min(first_at, excluded.first_at), peer = excluded.peer,
  last_key = CASE WHEN excluded.last_key > 0 THEN excluded.last_key ELSE last_key END,
  last_key_at = CASE WHEN excluded.last_key > 0 THEN excluded.last_key_at ELSE last_key_at END,
  last_at = max(last_at, excluded.last_at)
"""


def _sum_up(file: sqlite3.Connection, own: sqlite3.Connection, day: str, past: int, upto: int) -> None:
    for mn, verdict, crc, frames, first, last, number in file.execute(COUNT, (past, upto)).fetchall():
        own.execute(ADD, (mn, day, verdict, crc, frames))
        row = file.execute("SELECT key, at, peer FROM frame WHERE id = ?", (number,)).fetchone()
        tells = verdict in ANSWERED and key_moment(row["key"]) is not None
        own.execute(SEEN, (mn, first, last, row["key"] if tells else 0, row["at"] if tells else 0, row["peer"]))


def standings(folder: Path, since: str = "") -> dict[str, Standing]:
    """Every device by MN; counts from the day ``since`` on."""
    if not (folder / FILE).exists():
        return {}
    with _opened(folder) as own:
        found = {row[0]: _standing(*row) for row in own.execute("SELECT * FROM standing ORDER BY mn")}
        sums = "SELECT mn, verdict, crc, sum(frames) FROM counted WHERE day >= ? GROUP BY mn, verdict, crc"
        for mn, verdict, crc, frames in own.execute(sums, (since,)):
            found[mn].counts[Verdict(verdict), Crc(crc)] = frames
    return found


def _standing(mn: str, first: int, last: int, key: int, key_at: int, peer: str) -> Standing:
    said = key_moment(key) if key else None
    deviation = said - moment_of(key_at) if said is not None else None
    return Standing(mn, moment_of(first), moment_of(last), deviation, peer)
