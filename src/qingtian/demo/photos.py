"""Photos of a report the way the portal keeps them: the original sealed, a sterile copy with the petition."""

from __future__ import annotations

from datetime import datetime
from random import Random

from qingtian.apps.identities.photos import sterilise
from qingtian.apps.identities.vault import Identity, seal, seal_file
from qingtian.apps.proceedings.actions.store_file import store_file
from qingtian.apps.proceedings.models import StoredFile
from qingtian.demo.pictures import photo
from qingtian.secrecy import Declaration


def attach(rng: Random, number: int, now: datetime) -> tuple[list[StoredFile], str]:
    """So many drawn photos, and the token their originals are sealed under (empty without photos)."""
    if not number:
        return [], ""
    token = seal(Identity("", "", ""), now=now)
    return [_one(photo(rng), token, position, now) for position in range(1, number + 1)], token


def _one(original: bytes, token: str, position: int, now: datetime) -> StoredFile:
    sealed = seal_file(token, original, "image/jpeg", now=now)
    clean = sterilise(original)
    name = f"照片{position}.jpg"
    return store_file(
        clean.jpeg, name=name, media_type="image/jpeg", now=now, sealed_original=sealed.ref, declared=Declaration.EXEMPT
    )
