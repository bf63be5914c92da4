"""Keep a file of a matter under its digest (附件入卷), or refuse it: every file passes here, whoever brings it."""

from __future__ import annotations

import os
import secrets
from datetime import datetime
from pathlib import Path

from django.views.decorators.debug import sensitive_variables

from qingtian.apps.identities.vault import seal_file
from qingtian.apps.proceedings.models import Handling, Proceeding, StoredFile
from qingtian.errors import Refused
from qingtian.language import Text
from qingtian.secrecy import Declaration, Mark, judge, mark_in_name
from qingtian.trail import sm3

HANDLING = {Mark.OPEN: Handling.OPEN, Mark.INTERNAL: Handling.INTERNAL, Mark.WORK_SECRET: Handling.WORK_SECRET}
STATE_SECRET = Text(
    "标着国家秘密的密级，不能进本系统，没有收，什么也没有留下。",
    "It carries the mark of a state secret and may not enter this system. It was not taken, and nothing of it is kept.",
)
USE_THE_SAFE = Text("纸件放保险柜，用“登记保险柜纸件”记编号。", "Put the paper in the safe and note its number there.")
UNDECLARED = Text(
    "图片、扫描件这样的文件读不出密级标志，要您说明纸上标的是什么。",
    "A picture or a scan cannot be read for a secrecy mark: say what stands on the paper.",
)
SAY_SO = Text("选好“纸上的标志”，再传一次。", "Choose the mark on the paper, then send it again.")
#: what a sealed file is called in the open
SEALED_NAME = "封存件"
BASIS = "《保守国家秘密法》 · State Secrets Law"


class SecretRefused(Refused):
    """A file marked 秘密 or above. Carries neither its name nor anything of its content."""

    def __init__(self) -> None:
        super().__init__("secrecy.state_secret", STATE_SECRET, remedy=USE_THE_SAFE, basis=BASIS)


class Undeclared(Refused):
    """A file that cannot be read to its end, and nobody has said what stands on it."""

    def __init__(self) -> None:
        super().__init__("secrecy.undeclared", UNDECLARED, remedy=SAY_SO)


@sensitive_variables()
def refuse_marked_name(name: str) -> None:
    """Raise SecretRefused where the name alone says it: asked before anything else is done with an upload."""
    if mark_in_name(name) is Mark.STATE_SECRET:
        raise SecretRefused


@sensitive_variables()
def refuse_marked(name: str, data: bytes) -> None:
    """Raise SecretRefused where name or text say it, for a table that is read for its rows and not kept as a file."""
    if judge(name, data, Declaration.INTERNAL).refused:
        raise SecretRefused


@sensitive_variables()
def _mark(name: str, data: bytes, declared: Declaration | None) -> Handling:
    """The handling mark of a file; raises SecretRefused and Undeclared where it may not be kept."""
    verdict = judge(name, data, declared)
    if verdict.refused:
        raise SecretRefused
    if verdict.undeclared:
        raise Undeclared
    return HANDLING[verdict.mark]


@sensitive_variables()
def store_sealed(
    data: bytes,
    *,
    token: str,
    name: str,
    media_type: str,
    now: datetime,
    declared: Declaration | None,
    most: int | None = None,
) -> StoredFile:
    """Seal the bytes with an identity before anything is written, and record that they are there.

    No byte of it lies in the open, not even until the act that names it; the name somebody gave it, which may be a
    reporter's, is not kept either. ``most`` bytes where it is no photo. Raises as ``store_file`` and ``seal_file``.
    """
    mark = _mark(name, data, declared)
    sealed = seal_file(token, data, media_type, now=now, most=most)
    stored = StoredFile(
        sm3=sealed.sm3,
        name=SEALED_NAME + Path(name).suffix[:10],
        media_type=media_type,
        size=sealed.size,
        stored_at=now,
        handling_mark=mark,
        sealed_original=sealed.ref,
    )
    stored.save()
    return stored


@sensitive_variables()
def store_file(
    data: bytes,
    *,
    name: str,
    media_type: str,
    now: datetime,
    proceeding: Proceeding | None = None,
    sealed_original: str = "",
    declared: Declaration | None = None,
) -> StoredFile:
    """Write the bytes once under their SM3 digest, atomically, and record the file with its handling mark.

    Raises SecretRefused (``secrecy.state_secret``) where name, text or declaration say 秘密 or above, and Undeclared
    (``secrecy.undeclared``) where the file cannot be read and ``declared`` is None; then nothing was written.
    """
    mark = _mark(name, data, declared)
    stored = StoredFile(
        sm3=sm3(data),
        proceeding=proceeding,
        name=name[:200],
        media_type=media_type,
        size=len(data),
        stored_at=now,
        handling_mark=mark,
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
