"""Old days packed (归档): a day's file becomes one compressed file with its digest, proved before the file goes.

Nothing is ever deleted by the program. How long packed days must be kept is declared in ``declared/retention.yaml``.
"""

from __future__ import annotations

import gzip
import hashlib
import os
import sqlite3
from contextlib import closing
from datetime import date, datetime, timedelta
from pathlib import Path

from qingtian.apps.operations.jobs import Counts
from qingtian.gateways.hj212.models import SettledTo
from qingtian.gateways.hj212.place import archive_folder, frame_store
from qingtian.gateways.hj212.retention import retention
from qingtian.gateways.hj212.store.arrived import SHANGHAI
from qingtian.gateways.hj212.store.day_file import path_of
from qingtian.gateways.hj212.store.reading import FrameStore

CHUNK = 1 << 20


def pack_old_days(now: datetime) -> Counts:
    """The job: pack every day past the days kept open whose frames are all settled."""
    store, packed = frame_store(), 0
    first = now.astimezone(SHANGHAI).date() - timedelta(days=retention().open_days)
    for day in store.days():
        if date.fromisoformat(day) < first and _settled(store, day):
            pack(store.folder, day, archive_folder())
            packed += 1
    return {"days": packed}


def _settled(store: FrameStore, day: str) -> bool:
    row = SettledTo.objects.filter(day=day).first()
    return row is not None and row.number >= store.last_number(day)


def pack(folder: Path, day: str, into: Path) -> Path:
    """One day as ``DAY.sqlite.gz`` with ``.sha256`` of the plain file beside it; the file goes once both are proved.

    ``gunzip`` back into the folder of frames opens it again.
    """
    source, target = path_of(folder, day), into / f"{day}.sqlite.gz"
    into.mkdir(parents=True, exist_ok=True, mode=0o700)
    with closing(sqlite3.connect(source, isolation_level=None)) as file:
        file.execute("PRAGMA journal_mode = DELETE")  # one file, nothing beside it
    digest, part = _digest(source), target.with_suffix(".part")
    with source.open("rb") as plain, gzip.open(part, "wb", compresslevel=6) as packed:
        while chunk := plain.read(CHUNK):
            packed.write(chunk)
    with part.open("rb+") as written:
        os.fsync(written.fileno())
    with gzip.open(part, "rb") as again:
        proved = hashlib.sha256()
        while chunk := again.read(CHUNK):
            proved.update(chunk)
    if proved.hexdigest() != digest:
        part.unlink()
        raise OSError(f"the packed file of {day} does not read back")
    target.with_suffix(".sha256").write_text(f"{digest}  {day}.sqlite\n", encoding="ascii")
    part.chmod(0o600)
    part.replace(target)
    source.unlink()
    return target


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
