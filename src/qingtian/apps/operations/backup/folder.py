"""The data folder to files and back: a walk in one fixed order, a digest a file, what did not change linked.

What the walk does not know it saves: a new kind of file in the data folder is in the backup without anybody thinking
of it. Only what is made again, what is saved as rows, the keys, and sheets on their way in are left out.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

#: made again by ``prepare`` or by the running program; and backups, which are not backed up
MADE_AGAIN = frozenset(
    {"static", "cache", "logs", "prepared.json", "run", "lost+found", "restore-unfinished", "backups", "text-index"}
)
#: bytes under these are named by their digest or a random reference and never change once written
NEVER_CHANGED = frozenset({"files", "sealed", "checkpoints"})
#: of the lake: the parts never change, the hourly view is made from them, work is under way
#: sheets between upload and import, and their rejects: they may hold who reported, and live for days
PASSING = frozenset({"ledgers"})
LAKE, LAKE_PARTS, LAKE_MADE_AGAIN = "lake", "lake/parts/", frozenset({"hourly", "work"})
#: of the frames of monitors: a file a day, still written to while a log lies beside it, else as it will stay
FRAMES, LOG = "frames/", "-wal"
FRAMES_MADE_AGAIN = ("-wal", "-shm", "standing.db")
CHUNK = 1 << 20
LIST = "files.jsonl.gz"


@dataclass(frozen=True, slots=True)
class Entry:
    """A file of the data folder: its path there, bytes, SHA-256."""

    path: str
    size: int
    sha256: str

    @property
    def order(self) -> tuple[str, ...]:
        return tuple(self.path.split("/"))


def _left_out(path: Path) -> bool:
    name = path.name
    if path.parent == Path(settings.DATA) and (name in MADE_AGAIN | PASSING or ".sqlite3" in name):
        return True
    if path.parent == Path(settings.DATA) / LAKE and name in LAKE_MADE_AGAIN:
        return True
    if path.parent == Path(settings.DATA) / FRAMES.rstrip("/") and name.endswith(FRAMES_MADE_AGAIN):
        return True
    return path == Path(settings.KEYS) or name.endswith(".part") or name == ".lock"


def walk(folder: Path, away_from: Path) -> Iterator[Path]:
    """Regular files of the data folder in the order of their path; follows no link, does not enter ``away_from``."""
    with os.scandir(folder) as found:
        entries = sorted(found, key=lambda entry: entry.name)
    for entry in entries:
        path = Path(entry.path)
        if _left_out(path) or path == away_from:
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from walk(path, away_from)
        elif entry.is_file(follow_symlinks=False):
            yield path


def copy(source: Path, target: Path) -> Entry | None:
    """Copy the bytes and their time, and say what was copied; None where the file went away meanwhile."""
    digest, size = hashlib.sha256(), 0
    try:
        with source.open("rb") as incoming:
            target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            with target.open("xb") as outgoing:
                os.fchmod(outgoing.fileno(), 0o600)
                while chunk := incoming.read(CHUNK):
                    digest.update(chunk)
                    outgoing.write(chunk)
                    size += len(chunk)
            at = os.fstat(incoming.fileno())
        os.utime(target, ns=(at.st_atime_ns, at.st_mtime_ns))
    except FileNotFoundError:
        target.unlink(missing_ok=True)
        return None
    return Entry("", size, digest.hexdigest())


def copy_open(source: Path, target: Path) -> Entry | None:
    """The same of an SQLite file somebody is writing to: as it was at one moment, its log taken in."""
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    target.touch(mode=0o600, exist_ok=False)
    try:
        with (
            closing(sqlite3.connect(f"{source.as_uri()}?mode=ro", uri=True)) as own,
            closing(sqlite3.connect(target)) as copied,
        ):
            own.backup(copied, pages=CHUNK)
            copied.execute("PRAGMA journal_mode = DELETE")
    except sqlite3.OperationalError:
        target.unlink(missing_ok=True)
        if source.exists():
            raise
        return None
    return Entry("", target.stat().st_size, sha256_of(target))


def _is_open(source: Path) -> bool:
    try:
        return source.with_name(source.name + LOG).stat().st_size > 0
    except FileNotFoundError:
        return False


def sha256_of(path: Path) -> str:
    """The digest of a file, read in pieces."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def listed(backup: Path) -> Iterator[Entry]:
    """The files a backup says it holds, in the order of their path."""
    path = backup / LIST
    if path.exists():
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                yield Entry(*json.loads(line))


class Before:
    """The list of the backup before, read along with the walk: both are in one order, so one line is held at a time."""

    def __init__(self, backup: Path | None) -> None:
        self.backup = backup
        self._rest = listed(backup) if backup else iter(())
        self._next = next(self._rest, None)

    def find(self, path: str) -> Entry | None:
        order = tuple(path.split("/"))
        while self._next is not None and self._next.order < order:
            self._next = next(self._rest, None)
        return self._next if self._next is not None and self._next.path == path else None


@dataclass
class Copied:
    """What went into the folder of files."""

    files: int = 0
    bytes: int = 0
    linked: int = 0
    linked_bytes: int = 0


def save(backup: Path, before: Before, away_from: Path) -> Copied:
    """Every file into ``backup/files``; those that cannot have changed are linked to the backup before."""
    done, data = Copied(), Path(settings.DATA)
    with gzip.open(backup / LIST, "wt", compresslevel=1, encoding="utf-8") as out:
        for source in walk(data, away_from):
            path = source.relative_to(data).as_posix()
            kept = _never_changes(path) or (path.startswith(FRAMES) and not _is_open(source))
            entry = _linked(source, path, backup, before) if kept else None
            if entry is not None:
                done.linked += 1
                done.linked_bytes += entry.size
            else:
                take = copy_open if path.startswith(FRAMES) and _is_open(source) else copy
                fresh = take(source, backup / "files" / path)
                if fresh is None:
                    continue  # swept while we walked: no record of the snapshot still needs it, ``check`` looks
                entry = Entry(path, fresh.size, fresh.sha256)
                done.files += 1
                done.bytes += entry.size
            out.write(json.dumps([entry.path, entry.size, entry.sha256], ensure_ascii=False) + "\n")
    return done


def _never_changes(path: str) -> bool:
    return path.split("/")[0] in NEVER_CHANGED or path.startswith(LAKE_PARTS)


def _linked(source: Path, path: str, backup: Path, before: Before) -> Entry | None:
    old = before.find(path)
    if old is None or before.backup is None:
        return None
    try:
        if source.stat().st_size != old.size:
            return None
        if path.startswith(FRAMES) and source.stat().st_mtime_ns != (before.backup / "files" / path).stat().st_mtime_ns:
            return None
        target = backup / "files" / path
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        os.link(before.backup / "files" / path, target)
    except OSError:
        return None  # a stick without hard links, or the older copy is gone: copy it
    return old


def bring_back(backup: Path, data: Path) -> Copied:
    """Every listed file into the data folder, each compared with its digest. Raises file_broken, path_outside."""
    from qingtian.apps.operations import refusals

    done = Copied()
    for entry in listed(backup):
        target = data / entry.path
        if not target.resolve().is_relative_to(data.resolve()) or entry.path.startswith("/"):
            raise refusals.path_outside(entry.path)
        fresh = copy(backup / "files" / entry.path, target)
        if fresh is None or fresh.sha256 != entry.sha256:
            raise refusals.file_broken(f"files/{entry.path}")
        done.files += 1
        done.bytes += entry.size
    return done
