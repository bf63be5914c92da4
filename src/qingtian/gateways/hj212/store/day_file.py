"""The file of one day (一天的报文): ``frames/2026-11-27.sqlite``, by the day of receipt in Shanghai.

A day is one file so that old days can be packed, moved and checked whole. Write-ahead log with a full flush at every
commit: what is committed survives the power cut, not only the crash of the program.
"""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

TABLES = """
CREATE TABLE IF NOT EXISTS device (id INTEGER PRIMARY KEY, mn TEXT NOT NULL UNIQUE) STRICT;
CREATE TABLE IF NOT EXISTS frame (
  id INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  device INTEGER NOT NULL REFERENCES device (id),
  cn TEXT NOT NULL,
  key INTEGER NOT NULL,
  pno INTEGER NOT NULL,
  verdict INTEGER NOT NULL,
  crc INTEGER NOT NULL,
  peer TEXT NOT NULL,
  digest BLOB NOT NULL,
  raw BLOB NOT NULL
) STRICT;
CREATE UNIQUE INDEX IF NOT EXISTS frame_once ON frame (key, device, digest);
CREATE INDEX IF NOT EXISTS frame_of_device ON frame (device, id);
"""
SUFFIX = ".sqlite"
NAMED = re.compile(r"\d{4}-\d{2}-\d{2}")
#: pages of the log before they go into the file: fewer, longer waits than SQLite's own 1,000
CHECKPOINT_PAGES = 4000
BUSY_SECONDS = 10.0


def path_of(folder: Path, day: str) -> Path:
    """Where the frames of a day lie."""
    return folder / f"{day}{SUFFIX}"


def days_in(folder: Path) -> list[str]:
    """Days that have a file, the oldest first."""
    if not folder.is_dir():
        return []
    names = (path.name.removesuffix(SUFFIX) for path in folder.glob(f"*{SUFFIX}"))
    return sorted(name for name in names if NAMED.fullmatch(name) and _is_day(name))


def _is_day(name: str) -> bool:
    try:
        date.fromisoformat(name)
    except ValueError:
        return False
    return True


def open_for_writing(folder: Path, day: str) -> sqlite3.Connection:
    """The file of that day, made where it is not there yet. Only the writer's thread may hold one."""
    path = path_of(folder, day)
    if not path.exists():
        _make(path)
    connection = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None)
    try:
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute(f"PRAGMA wal_autocheckpoint = {CHECKPOINT_PAGES}")
        connection.execute("PRAGMA journal_mode = WAL")
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def _make(path: Path) -> None:
    """Under another name until its tables are there: whoever sees the file of a day can read it."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    part = path.with_suffix(".part")
    for left in (part, part.with_name(part.name + "-wal"), part.with_name(part.name + "-shm")):
        left.unlink(missing_ok=True)
    part.touch(mode=0o600)
    with closing(sqlite3.connect(part, isolation_level=None)) as made:
        made.execute("PRAGMA synchronous = FULL")
        made.executescript(f"BEGIN IMMEDIATE; {TABLES} COMMIT;")
    part.replace(path)


def open_for_reading(folder: Path, day: str) -> sqlite3.Connection:
    """The file of that day; nothing can be written through it. Raises sqlite3.OperationalError where there is none."""
    uri = f"{path_of(folder, day).absolute().as_uri()}?mode=ro"
    connection = sqlite3.connect(uri, uri=True, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False)
    connection.row_factory = sqlite3.Row
    return connection
