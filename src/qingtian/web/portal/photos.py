"""Taking residents' photos one by one: the original sealed at once, the sterile copy kept, each refusal a sentence."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.views.decorators.debug import sensitive_variables

from qingtian.apps.identities.photos import sterilise
from qingtian.apps.identities.vault import Identity, seal, seal_file
from qingtian.apps.proceedings.actions.store_file import SecretRefused, refuse_marked_name, store_file
from qingtian.errors import QingtianError
from qingtian.language import Text
from qingtian.secrecy import Declaration
from qingtian.web.portal.drafts import Draft, remove_file
from qingtian.web.portal.sentences import in_full

JPEG = "image/jpeg"
TOO_MANY = Text("最多 {n} 张，这一张没有收。", "At most {n} photos; this one was not taken.")
TOO_LARGE = Text(
    "照片超过 {n} MB，没有收；它后面的也没有收。请换一张较小的。",
    "The photo is larger than {n} MB and was not taken, nor any after it. Send a smaller one.",
)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file: ``refusal`` is None when it was taken; ``name`` is the sender's own."""

    name: str
    refusal: Text | None = None


def _photos_token(draft: Draft, now: datetime) -> str:
    """The seal the originals go under: it says nothing about who sends."""
    row = draft.keep(now)
    if not row.photos_token:
        row.photos_token = seal(Identity("", "", ""), now=now)
        row.save(update_fields=["photos_token"])
    return row.photos_token


@sensitive_variables("upload")
def _take(draft: Draft, upload: UploadedFile, now: datetime) -> None:
    refuse_marked_name(upload.name or "")
    clean = sterilise(upload)
    token = _photos_token(draft, now)
    upload.seek(0)
    original = seal_file(token, upload, "application/octet-stream", now=now)
    number = len(draft.photos) + 1
    stored = store_file(
        clean.jpeg,
        name=f"photo-{number}.jpg",
        media_type=JPEG,
        now=now,
        sealed_original=original.ref,
        declared=Declaration.EXEMPT,
    )
    draft.keep(now).files.add(stored)


def take(draft: Draft, uploads: Iterable[UploadedFile], now: datetime) -> list[Outcome]:
    """Take each photo or say why not; one refusal never costs another photo."""
    outcomes = []
    for upload in uploads:
        name = (upload.name or "")[:80]
        if len(draft.photos) >= settings.PHOTOS_MAX:
            outcomes.append(Outcome(name, TOO_MANY.format(n=settings.PHOTOS_MAX)))
            continue
        try:
            _take(draft, upload, now)
            outcomes.append(Outcome(name))
        except SecretRefused as refused:
            outcomes.append(Outcome("", in_full(refused)))
        except QingtianError as refused:
            outcomes.append(Outcome(name, in_full(refused)))
    return outcomes


def too_large(name: str) -> Outcome:
    """The file at which reading stopped."""
    return Outcome(name[:80], TOO_LARGE.format(n=settings.PHOTO_MAX_BYTES // (1024 * 1024)))


def put_back(draft: Draft, number: str, now: datetime) -> None:
    """Take one photo out of the draft. When none is left, the seal of the originals is dropped for the sweep."""
    found = next((photo for photo in draft.photos if str(photo.pk) == number), None)
    if found is None:
        return
    row = draft.keep(now)
    row.files.remove(found)
    remove_file(found)
    if not row.files.exists():
        row.photos_token = ""
        row.save(update_fields=["photos_token"])
