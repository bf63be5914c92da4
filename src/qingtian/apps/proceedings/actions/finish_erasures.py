"""Finish what no transaction can hold: the bytes of files and the sealed identities of erased matters."""

from __future__ import annotations

from qingtian.apps.identities.vault import erase_identity
from qingtian.apps.proceedings.chapters import CHAPTERS
from qingtian.apps.proceedings.models import Proceeding, StoredFile


def finish_erasure(matter: Proceeding) -> int:
    """Erase files and identity of one erased matter; doing it again finds nothing. Returns what went."""
    if matter.erased_on is None:
        return 0
    gone = _files(matter)
    chapter = CHAPTERS.get(matter.procedure)
    if chapter and chapter.sealed and chapter.forget:
        tokens = chapter.sealed(matter)
        for token in tokens:
            gone += erase_identity(token)
        if tokens:
            chapter.forget(matter)
    return gone


def _files(matter: Proceeding) -> int:
    """Bytes first, then the row that names them; the same bytes under another matter stay."""
    gone = 0
    for stored in StoredFile.objects.filter(proceeding=matter):
        if not StoredFile.objects.filter(sm3=stored.sm3).exclude(proceeding=matter).exists():
            stored.path.unlink(missing_ok=True)
        stored.delete()
        gone += 1
    return gone


def finish_erasures() -> int:
    """Every erased matter whose files or identity a crash left behind."""
    return sum(finish_erasure(matter) for matter in Proceeding.objects.filter(erased_on__isnull=False).iterator())
