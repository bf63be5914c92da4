"""Sheets between upload and import, and kept rejects: in the data folder, readable by the server alone (0600).

They may hold who reported, and rejects must, to be corrected and imported again. So their life is short: an uploaded
sheet goes with the import or after a day; rejects go when they are deleted or after a week. The daily sweep sees to it,
and no backup holds the folder.
"""

from __future__ import annotations

import json
import re
import secrets
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile

from qingtian.apps.proceedings.actions.store_file import refuse_marked
from qingtian.language import Text
from qingtian.tables import LIMITS
from qingtian.tables.limits import too_large

UPLOAD_LIFE, REJECTS_LIFE = 24 * 60 * 60, 7 * 24 * 60 * 60
_TOKEN = re.compile(r"[0-9a-f]{32}")


@dataclass(frozen=True, slots=True)
class Sheet:
    """An uploaded sheet: whose it is, for which ledger, and what it was called."""

    token: str
    kind: str
    person: int
    name: str

    @property
    def path(self) -> Path:
        return _folder() / f"{self.token}.sheet"

    @property
    def _facts(self) -> Path:
        return _folder() / f"{self.token}.json"

    def remove(self) -> None:
        """Take the sheet away."""
        self.path.unlink(missing_ok=True)
        self._facts.unlink(missing_ok=True)


def _folder() -> Path:
    folder = Path(settings.DATA) / "ledgers"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def _private(path: Path) -> None:
    path.touch(mode=0o600, exist_ok=False)


def keep_sheet(upload: UploadedFile[Any], *, kind: str, person: int) -> Sheet:
    """Keep an upload until it is imported.

    Raises UnusableInput when it is larger than a sheet may be, SecretRefused when it is marked 秘密 or above.
    """
    sweep_sheets()
    most = LIMITS.file_bytes // 1024 // 1024
    name = Path(upload.name or "").name[-120:]
    if (upload.size or 0) > LIMITS.file_bytes:
        raise too_large(name, Text(f"文件超过 {most} MB", f"the file is larger than {most} MB"))
    content = upload.read()
    refuse_marked(name, content)
    sheet = Sheet(secrets.token_hex(16), kind, person, name)
    _private(sheet.path)
    sheet.path.write_bytes(content)
    _private(sheet._facts)
    sheet._facts.write_text(json.dumps({"kind": kind, "person": person, "name": name}), encoding="utf-8")
    return sheet


def kept_sheet(token: str, *, kind: str, person: int) -> Sheet | None:
    """The sheet of that token, if this person uploaded it for this ledger and it is still there."""
    facts = _folder() / f"{token}.json"
    if not _TOKEN.fullmatch(token) or not facts.exists():
        return None
    sheet = Sheet(token=token, **json.loads(facts.read_text(encoding="utf-8")))
    return sheet if (sheet.kind, sheet.person) == (kind, person) and sheet.path.exists() else None


def rejects_of(import_: int) -> Path:
    """Where the rejects of an import are kept."""
    return _folder() / f"rejects-{import_}.csv"


def sweep_sheets() -> int:
    """Delete sheets and rejects whose life is over; how many files went."""
    now, gone = time.time(), 0
    for path in _folder().iterdir():
        life = REJECTS_LIFE if path.name.startswith("rejects-") else UPLOAD_LIFE
        if now - path.stat().st_mtime > life:
            path.unlink(missing_ok=True)
            gone += 1
    return gone
