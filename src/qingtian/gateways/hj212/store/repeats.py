"""Whether a frame came on an earlier day already: a retry over midnight, a logger that goes on sending for days."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

from qingtian.gateways.hj212.store.arrived import Arrived, key_moment
from qingtian.gateways.hj212.store.day_file import days_in, open_for_reading

#: how far back a repeat is looked for; an older one is stored again and settles to the same values
DAYS_BACK = 8
#: a device's clock may be ahead by so much and its frame still lie in the file of the day before
AHEAD = timedelta(days=1)

SAME = """
SELECT 1 FROM frame JOIN device ON device.id = frame.device
WHERE frame.key = ? AND device.mn = ? AND frame.digest = ? LIMIT 1
"""


class EarlierDays:
    """The files of the days before ``day``, open for look-ups."""

    def __init__(self, folder: Path, day: str) -> None:
        first = (date.fromisoformat(day) - timedelta(days=DAYS_BACK)).isoformat()
        self._files: list[tuple[date, int, sqlite3.Connection]] = []
        for earlier in days_in(folder):
            if first <= earlier < day:
                connection = open_for_reading(folder, earlier)
                most = connection.execute("SELECT max(key) FROM frame").fetchone()[0]
                self._files.append((date.fromisoformat(earlier), most or 0, connection))

    def fresh(self, frames: Iterable[Arrived]) -> list[Arrived]:
        """Those of them that lie in no earlier file."""
        return [frame for frame in frames if not self._held(frame)]

    def _held(self, frame: Arrived) -> bool:
        named = key_moment(frame.key)
        for day, most, connection in self._files:
            possible = frame.key <= most and (named is None or named.date() <= day + AHEAD)
            if possible and connection.execute(SAME, (frame.key, frame.mn, frame.digest)).fetchone():
                return True
        return False

    def close(self) -> None:
        for _, _, connection in self._files:
            with closing(connection):
                pass
        self._files.clear()
