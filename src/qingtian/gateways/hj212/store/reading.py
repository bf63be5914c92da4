"""Frames read back (读报文): in the order they were stored, of one device, one by its name."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from qingtian.gateways.hj212.store.arrived import ANSWERED, Crc, Verdict, moment_of
from qingtian.gateways.hj212.store.day_file import days_in, open_for_reading, path_of

COLUMNS = "frame.id, at, mn, cn, key, pno, verdict, crc, peer, digest, raw"
FROM = f"SELECT {COLUMNS} FROM frame JOIN device ON device.id = frame.device"  # noqa: S608 (our own words)
#: more frames than a day can bring
PER_DAY = 10**10
PAGE = 500
ANSWERS = ", ".join(str(int(verdict)) for verdict in sorted(ANSWERED))


@dataclass(frozen=True, slots=True)
class Stored:
    """A frame of the store. ``name`` (day and number) is what a value points back to."""

    day: str
    number: int
    at: int
    mn: str
    cn: str
    key: int
    pno: int
    verdict: Verdict
    crc: Crc
    peer: str
    digest: bytes
    raw: bytes

    @property
    def name(self) -> str:
        return f"{self.day}/{self.number}"

    @property
    def reference(self) -> int:
        """The name as one number: 2026-11-27/123 is 20261127 0000000123."""
        return reference_of(self.day, self.number)

    @property
    def received(self) -> datetime:
        return moment_of(self.at)


def reference_of(day: str, number: int) -> int:
    """Day and number as a value points to them."""
    return int(day.replace("-", "")) * PER_DAY + number


def name_of(reference: int) -> str:
    """The name of a frame behind the number a value keeps.

    >>> name_of(reference_of("2026-11-27", 123))
    '2026-11-27/123'
    """
    day, number = divmod(reference, PER_DAY)
    digits = f"{day:08d}"
    return f"{digits[:4]}-{digits[4:6]}-{digits[6:]}/{number}"


class FrameStore:
    """The folder of the day files, for reading."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def days(self) -> list[str]:
        """Days with frames, the oldest first."""
        return days_in(self.folder)

    def after(self, day: str, number: int, limit: int) -> list[Stored]:
        """Frames of a day past that number, in order."""
        return self._rows(day, f"{FROM} WHERE frame.id > ? ORDER BY frame.id LIMIT ?", number, limit)

    def of_commands(self, day: str, past: int, upto: int, commands: Sequence[str]) -> list[Stored]:
        """Frames that were answered, with one of these commands, past one number up to another, in order."""
        marks = ", ".join("?" * len(commands))
        where = f"frame.id > ? AND frame.id <= ? AND cn IN ({marks}) AND verdict IN ({ANSWERS})"
        return self._rows(day, f"{FROM} WHERE {where} ORDER BY frame.id", past, upto, *commands)

    def of_device(self, mn: str, day: str, limit: int, before: int | None = None) -> list[Stored]:
        """The newest frames of a device on a day, the newest first; ``before`` goes on from a number."""
        most = before if before is not None else 1 << 62
        device = "frame.device = (SELECT id FROM device WHERE mn = ?)"
        return self._rows(
            day, f"{FROM} WHERE {device} AND frame.id < ? ORDER BY frame.id DESC LIMIT ?", mn, most, limit
        )

    def all_of(self, mn: str, commands: Sequence[str], upto: tuple[str, int]) -> Iterator[Stored]:
        """Every frame of a device with one of these commands, in the order they came, up to a day and number."""
        marks = ", ".join("?" * len(commands))
        device = f"frame.device = (SELECT id FROM device WHERE mn = ?) AND cn IN ({marks})"  # noqa: S608
        sql = f"{FROM} WHERE {device} AND frame.id > ? AND frame.id <= ? ORDER BY frame.id LIMIT {PAGE}"
        for day in (day for day in self.days() if day <= upto[0]):
            last, most = 0, upto[1] if day == upto[0] else PER_DAY
            while rows := self._rows(day, sql, mn, *commands, last, most):
                yield from rows
                last = rows[-1].number

    def named(self, name: str) -> Stored | None:
        """The frame of that name (``2026-11-27/123``); None where its day is not here any more."""
        day, _, number = name.partition("/")
        if day not in self.days() or not number.isdigit():
            return None
        found = self._rows(day, f"{FROM} WHERE frame.id = ?", int(number))
        return found[0] if found else None

    def first_of_key(self, frame: Stored) -> Stored | None:
        """The frame this one corrects: of the same MN, CN, QN and PNO with other bytes, stored earlier that day."""
        if not frame.key:
            return None
        same = f"{FROM} WHERE key = ? AND mn = ? AND cn = ? AND pno = ? AND frame.id < ? ORDER BY frame.id LIMIT 1"
        found = self._rows(frame.day, same, frame.key, frame.mn, frame.cn, frame.pno, frame.number)
        return found[0] if found else None

    def last_number(self, day: str) -> int:
        """The number of the newest frame of a day; 0 for none."""
        with closing(open_for_reading(self.folder, day)) as file:
            return int(file.execute("SELECT coalesce(max(id), 0) FROM frame").fetchone()[0])

    def bytes_of(self, day: str) -> int:
        """What a day takes on the disk."""
        return path_of(self.folder, day).stat().st_size

    def _rows(self, day: str, sql: str, *values: object) -> list[Stored]:
        with closing(open_for_reading(self.folder, day)) as file:
            return [_stored(day, row) for row in file.execute(sql, values)]


def _stored(day: str, row: sqlite3.Row) -> Stored:
    return Stored(
        day,
        row["id"],
        row["at"],
        row["mn"],
        row["cn"],
        row["key"],
        row["pno"],
        Verdict(row["verdict"]),
        Crc(row["crc"]),
        row["peer"],
        row["digest"],
        row["raw"],
    )
