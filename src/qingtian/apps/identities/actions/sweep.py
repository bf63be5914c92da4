"""Sweep orphans: what was sealed for a petition that never came to be."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from qingtian.apps.identities.holders import held_elsewhere
from qingtian.apps.identities.models import SealedFile, SealedIdentity
from qingtian.apps.identities.models.sealed_file import path_of, sealed_folder
from qingtian.apps.identities.store import committed

BATCH = 200  # rows a transaction; residents keep sealing in between


def _orphans(older_than: datetime, after: int) -> list[SealedIdentity]:
    waiting = SealedIdentity.objects.filter(claimed=False, created_at__lt=older_than, pk__gt=after)
    return list(waiting.select_for_update().order_by("pk")[:BATCH])


def _delete_rows(orphans: list[SealedIdentity]) -> tuple[int, list[str]]:
    """Rows gone and references whose files may go; a token that some record carries is kept."""
    kept = held_elsewhere([orphan.token for orphan in orphans])
    going = [orphan.token for orphan in orphans if orphan.token not in kept]
    files = SealedFile.objects.filter(identity__token__in=going)
    refs = list(files.values_list("ref", flat=True))
    files.delete()
    SealedIdentity.objects.filter(token__in=going).delete()
    return len(going), refs


def _strays(older_than: datetime) -> list[Path]:
    """Files without a row, left by a process that died between writing the file and the row."""
    old = [path for path in sealed_folder().glob("??/*.sealed") if path.stat().st_mtime < older_than.timestamp()]
    known = set(SealedFile.objects.values_list("ref", flat=True)) if old else set()
    return [path for path in old if path.stem not in known]


def sweep_orphans(*, older_than: datetime) -> int:
    """Delete every identity sealed before ``older_than`` and never claimed, with its files; return how many.

    The log of openings stays. Tokens that a registered holder still carries are kept, claimed or not.
    """
    swept = after = 0
    while True:
        with committed():
            orphans = _orphans(older_than, after)
            gone, refs = _delete_rows(orphans) if orphans else (0, [])
        for ref in refs:
            path_of(ref).unlink(missing_ok=True)  # after the commit: a file without a row is a stray, not a loss
        swept += gone
        if len(orphans) < BATCH:
            break
        after = orphans[-1].pk
    for path in _strays(older_than):
        path.unlink(missing_ok=True)
    return swept
