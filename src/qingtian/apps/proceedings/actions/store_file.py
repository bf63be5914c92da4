"""Keep a file of a matter under its digest (附件入卷)."""

from __future__ import annotations

import os
import secrets
from datetime import datetime

from qingtian.apps.proceedings.models import Proceeding, StoredFile
from qingtian.trail import sm3


def store_file(
    data: bytes,
    *,
    name: str,
    media_type: str,
    now: datetime,
    proceeding: Proceeding | None = None,
    sealed_original: str = "",
) -> StoredFile:
    """Write the bytes once under their SM3 digest, atomically, and record the file."""
    stored = StoredFile(
        sm3=sm3(data),
        proceeding=proceeding,
        name=name[:200],
        media_type=media_type,
        size=len(data),
        stored_at=now,
        sealed_original=sealed_original,
    )
    if not stored.path.exists():
        stored.path.parent.mkdir(parents=True, exist_ok=True)
        # a killed process leaves a .part file, never a half-written one under its digest
        part = stored.path.with_suffix(f".{secrets.token_hex(4)}.part")
        try:
            part.write_bytes(data)
            os.replace(part, stored.path)
        except OSError:
            part.unlink(missing_ok=True)  # a full disk: what was begun takes no room from what comes next
            raise
    stored.save()
    return stored
