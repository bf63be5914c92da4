"""Erase a sealed identity with its files, once the retention of its matter has ended (身份销毁)."""

from __future__ import annotations

from qingtian.apps.identities.models import SealedFile, SealedIdentity
from qingtian.apps.identities.models.sealed_file import path_of
from qingtian.apps.identities.store import committed


def erase_identity(token: str) -> int:
    """Delete the seal and its files; returns how many things went, nought where it was erased before.

    The log of openings stays: who looked is answered for longer than what was seen.
    """
    with committed():
        files = SealedFile.objects.filter(identity__token=token)
        refs = list(files.values_list("ref", flat=True))
        files.delete()
        gone, _ = SealedIdentity.objects.filter(token=token).delete()
    for ref in refs:
        path_of(ref).unlink(missing_ok=True)  # after the commit: a file without a row is a stray the sweep finds
    return gone + len(refs)
