"""Back up (备份): write, check, remember, and let old ones go."""

from __future__ import annotations

import contextlib
from datetime import datetime
from pathlib import Path

from django.db import DatabaseError

from qingtian.apps.operations.backup import rows
from qingtian.apps.operations.backup.rotation import Keep, rotate
from qingtian.apps.operations.backup.write import Written, take_backup, untold
from qingtian.apps.operations.models import BackupRun


def back_up(
    place: Path, *, now: datetime, keys: Path | None = None, keep: Keep | None = None, progress: rows.Progress = untold
) -> tuple[Written, list[Path]]:
    """A backup, and the folders that went because of it; old ones go only after the new one was read again.

    Raises what ``take_backup`` raises.
    """
    written = take_backup(place, now=now, keys=keys, progress=progress)
    went = rotate(place, keep) if keep else []
    with contextlib.suppress(DatabaseError):  # before an upgrade the table of backups is not there yet, the backup is
        _remember(written, now)
    return written, went


def _remember(written: Written, now: datetime) -> None:
    BackupRun.objects.create(
        at=now,
        place=str(written.folder)[:400],
        matters=written.manifest.heads["count"],
        heads=written.manifest.heads["sha256"],
        bytes=written.bytes,
        seconds=written.seconds,
        missing=len(written.manifest.missing),
        keys=written.manifest.keys if written.keys else "",
    )
