"""Taking residents' photos and videos one by one: the original sealed at once, of a photo the sterile copy kept, each
refusal a sentence."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.views.decorators.debug import sensitive_variables

from qingtian.apps.identities import videos
from qingtian.apps.identities.photo_position import position_in
from qingtian.apps.identities.photos import sterilise
from qingtian.apps.identities.vault import Identity, drop_file, seal, seal_file
from qingtian.apps.petitions.models import Petition
from qingtian.apps.proceedings.actions.store_file import SecretRefused, refuse_marked_name, store_file, store_sealed
from qingtian.apps.proceedings.models import StoredFile
from qingtian.errors import QingtianError, UnusableInput
from qingtian.language import Text
from qingtian.secrecy import Declaration
from qingtian.web.portal.drafts import Draft, is_video, remove_file
from qingtian.web.portal.sentences import in_full

JPEG = "image/jpeg"
#: one film a report: what several would show, photos show
VIDEOS_MAX = 1
TOO_MANY = Text("最多 {n} 张，这一张没有收。", "At most {n} photos; this one was not taken.")
ONE_VIDEO = Text("只能交一段视频，这一段没有收。", "One video only; this one was not taken.")
TOO_LARGE = Text(
    "照片超过 {n} MB，没有收；它后面的也没有收。请换一张较小的。",
    "The photo is larger than {n} MB and was not taken, nor any after it. Send a smaller one.",
)
#: bytes that tell what a file is
HEAD = 512


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
def kept_photo(upload: UploadedFile, token: str, number: int, now: datetime) -> StoredFile:
    """The original under the seal of ``token``, the sterile copy as a stored file. Raises QingtianError."""
    clean = sterilise(upload)
    upload.seek(0)
    original = seal_file(token, upload, "application/octet-stream", now=now)
    return store_file(
        clean.jpeg,
        name=f"photo-{number}.jpg",
        media_type=JPEG,
        now=now,
        sealed_original=original.ref,
        declared=Declaration.EXEMPT,
    )


@sensitive_variables("upload", "content")
def _kept_video(upload: UploadedFile, token: str, now: datetime) -> StoredFile:
    """The film under the seal; nothing of it lies in the open. Raises QingtianError."""
    upload.seek(0)
    content = upload.read()
    video = videos.judged(content)
    return store_sealed(
        content,
        token=token,
        name=f"video{video.suffix}",
        media_type=video.media_type,
        now=now,
        declared=Declaration.EXEMPT,
        most=settings.VIDEO_MAX_BYTES,
    )


def looks_like_a_video(upload: UploadedFile) -> bool:
    """By its first bytes; the name and the type it was sent with are not asked."""
    upload.seek(0)
    head = upload.read(HEAD)
    upload.seek(0)
    return upload.field_name == "video" if not head else videos.looks_like_a_video(head)


@sensitive_variables("upload")
def _take(draft: Draft, upload: UploadedFile, now: datetime) -> None:
    refuse_marked_name(upload.name or "")
    if looks_like_a_video(upload):
        if upload.size and upload.size > settings.VIDEO_MAX_BYTES:
            raise videos.too_many_bytes()
        draft.keep(now).files.add(_kept_video(upload, _photos_token(draft, now), now))
        return
    position = position_in(upload)
    stored = kept_photo(upload, _photos_token(draft, now), len(draft.photos) + 1, now)
    draft.keep(now).files.add(stored)
    if position and not draft.values.get("photo_position"):
        draft.keep(now, photo_position=[*map(str, position), stored.pk])


@sensitive_variables("uploads")
def take_for(petition: Petition, uploads: Iterable[UploadedFile], now: datetime) -> tuple[list[StoredFile], str]:
    """Photos added to a report that was sent: kept files, and the seal of their originals. Raises QingtianError.

    The first that cannot be taken refuses all: nothing of an addition is sent while its sender has to look again.
    """
    wanted = list(uploads)
    kept: list[StoredFile] = []
    if not wanted:
        return kept, ""
    if len(wanted) > settings.PHOTOS_MAX:
        raise UnusableInput("photo.too_many", TOO_MANY.format(n=settings.PHOTOS_MAX), where="photos")
    token = petition.photos_token or seal(Identity("", "", ""), now=now)
    try:
        for number, upload in enumerate(wanted, petition.photos.count() + 1):
            refuse_marked_name(upload.name or "")
            video = looks_like_a_video(upload)
            kept.append(_kept_video(upload, token, now) if video else kept_photo(upload, token, number, now))
    except QingtianError:
        for stored in kept:
            drop_file(stored.sealed_original)
            remove_file(stored)
        raise
    return kept, token


def _no_room(draft: Draft, upload: UploadedFile) -> Text | None:
    """Why no more of this kind is taken; None while there is room."""
    if looks_like_a_video(upload):
        return ONE_VIDEO if len(draft.videos) >= VIDEOS_MAX else None
    return TOO_MANY.format(n=settings.PHOTOS_MAX) if len(draft.photos) >= settings.PHOTOS_MAX else None


def take(draft: Draft, uploads: Iterable[UploadedFile], now: datetime) -> list[Outcome]:
    """Take each file or say why not; one refusal never costs another."""
    outcomes = []
    for upload in uploads:
        name = (upload.name or "")[:80]
        if full := _no_room(draft, upload):
            outcomes.append(Outcome(name, full))
            continue
        try:
            _take(draft, upload, now)
            outcomes.append(Outcome(name))
        except SecretRefused as refused:
            outcomes.append(Outcome("", in_full(refused)))
        except QingtianError as refused:
            outcomes.append(Outcome(name, in_full(refused)))
    return outcomes


def too_large(name: str, *, video: bool = False) -> Outcome:
    """The file at which reading stopped."""
    if video:
        return Outcome(name[:80], in_full(videos.too_many_bytes()))
    return Outcome(name[:80], TOO_LARGE.format(n=settings.PHOTO_MAX_BYTES // (1024 * 1024)))


def put_back(draft: Draft, number: str, now: datetime) -> None:
    """Take one file out of the draft. When none is left, the seal of the originals is dropped for the sweep."""
    found = next((one for one in draft.files if str(one.pk) == number), None)
    if found is None:
        return
    row = draft.keep(now)
    row.files.remove(found)
    told = draft.values.get("photo_position")
    if told and told[2] == found.pk:
        draft.keep(now, photo_position=None)
    if is_video(found):
        drop_file(found.sealed_original)
    remove_file(found)
    if not row.files.exists():
        row.photos_token = ""
        row.save(update_fields=["photos_token"])
