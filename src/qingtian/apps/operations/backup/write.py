"""Write one backup: whole and checked under its name, or not at all."""

from __future__ import annotations

import fcntl
import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings

from qingtian import __version__
from qingtian.apps.identities.vault import keys_at_rest
from qingtian.apps.operations import refusals
from qingtian.apps.operations.backup import check, folder, heads, keys_apart, lake, manifest, rows, snapshot, tables
from qingtian.apps.proceedings import checkpoints


def untold(what: str, count: int) -> None:
    """No progress."""


@dataclass
class Written:
    """A finished backup: where it lies, where the keys lie, and what it took."""

    folder: Path
    keys: Path | None
    manifest: manifest.Manifest
    seconds: float
    bytes: int
    copied: folder.Copied

    @property
    def rate(self) -> float:
        """Bytes written and read again, a second, in MB (10⁶)."""
        return self.bytes / 1e6 / max(self.seconds, 1e-3)


def take_backup(place: Path, *, now: datetime, keys: Path | None = None, progress: rows.Progress = untold) -> Written:
    """Back up both databases and the data folder into a new folder of ``place``, and the keys into ``keys``.

    Officers go on working. Raises keys_not_apart, under_way, not_written, and what ``check`` finds.
    """
    began = time.monotonic()
    if keys is not None:
        keys_apart.check_apart(keys, place)
    checkpoints.public_key()  # made at its first use: before the keys are copied
    try:
        place.mkdir(parents=True, exist_ok=True, mode=0o700)
        with _alone(place):
            _clear_parts(place)
            return _take(place, keys, now, progress, began)
    except OSError as error:
        raise refusals.no_room(place, error.strerror or str(error)) from error


@contextmanager
def _alone(place: Path) -> Iterator[None]:
    descriptor = os.open(place / ".lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    except BlockingIOError:
        raise refusals.under_way(place) from None
    finally:
        os.close(descriptor)


def _clear_parts(place: Path) -> None:
    """What a killed backup left behind."""
    for part in place.glob(".qingtian-*.part"):
        shutil.rmtree(part)


def _take(place: Path, keys: Path | None, now: datetime, progress: rows.Progress, began: float) -> Written:
    final = place / manifest.name_at(now)
    part = place / f".{final.name}.part"
    before = max(place.glob("qingtian-2*"), default=None)
    part.mkdir(mode=0o700)
    try:
        kept, said, copied = _fill(part, keys, now, folder.Before(before), place, progress)
        said.write(part)
        check.check(part, linked=False)
        _sync(part)
        os.replace(part, final)
    except BaseException:
        shutil.rmtree(part, ignore_errors=True)
        raise
    size = sum(p.stat().st_size for p in (final / "rows").rglob("*.gz")) + copied.bytes
    return Written(final, kept, said, time.monotonic() - began, size, copied)


def _fill(
    part: Path, keys: Path | None, now: datetime, before: folder.Before, place: Path, progress: rows.Progress
) -> tuple[Path | None, manifest.Manifest, folder.Copied]:
    # no rotation of keys between the moment of the identities and the copy of the keys that open them
    with keys_at_rest(), snapshot.both() as moments:
        kept = keys_apart.copy_apart(_made(keys), now) if keys else None
        named = keys_apart.name_of(Path(settings.KEYS))
        return kept, *_save(part, moments, named, now, before, place, progress)


def _made(keys: Path) -> Path:
    keys.mkdir(parents=True, exist_ok=True, mode=0o700)
    return keys


def _save(
    part: Path,
    moments: dict[str, Any],
    named: str,
    now: datetime,
    before: folder.Before,
    place: Path,
    progress: rows.Progress,
) -> tuple[manifest.Manifest, folder.Copied]:
    count, digest = heads.digest(moments[snapshot.RECORDS])
    held = {alias: rows.write_all(own, alias, part / "rows" / alias, progress) for alias, own in moments.items()}
    # after the rows: files are written before the record that names them, so none the snapshot names is missed
    copied = folder.save(part, before, place)
    progress("files", copied.files + copied.linked)
    said = manifest.Manifest(
        at=now.isoformat(),
        version=__version__,
        migrations={alias: [list(m) for m in tables.applied(alias)] for alias in moments},
        rows=held,
        heads={"count": count, "sha256": digest},
        keys=named,
        sealed_with=_sealed_with(moments[snapshot.IDENTITIES]),
        files=_digests(part),
        copied={"files": copied.files + copied.linked, "bytes": copied.bytes + copied.linked_bytes},
        missing=sorted([*_missing(part, moments), *lake.lost(part / "files")]),
        demonstration=bool(settings.DEMO),
        lake=lake.snapshot_in(part / "files"),
    )
    return said, copied


def _sealed_with(connection: Any) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT DISTINCT key_id FROM identities_sealedidentity ORDER BY key_id")
        return [key_id for (key_id,) in cursor.fetchall()]


def _digests(part: Path) -> dict[str, str]:
    own = [part / folder.LIST, *sorted((part / "rows").rglob("*.gz"))]
    return {path.relative_to(part).as_posix(): folder.sha256_of(path) for path in own}


def _missing(part: Path, moments: dict[str, Any]) -> Iterator[str]:
    """Files that records name and the data folder does not hold; papers past their retention are among them."""
    for alias, sql, path in (
        (snapshot.RECORDS, "SELECT DISTINCT sm3 FROM proceedings_storedfile", "files/{0}/{1}"),
        (snapshot.IDENTITIES, "SELECT ref FROM identities_sealedfile", "sealed/{0}/{1}.sealed"),
    ):
        with moments[alias].cursor() as cursor:
            cursor.execute(sql)
            while batch := cursor.fetchmany(2000):
                names = (path.format(name[:2], name) for (name,) in batch)
                yield from (name for name in names if not (part / "files" / name).exists())


def _sync(part: Path) -> None:
    """On the disk before the name says it is there: one call for the whole file system, not one a photo."""
    os.sync()
    descriptor = os.open(part, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
