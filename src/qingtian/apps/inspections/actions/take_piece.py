"""Take one piece of an item (接收一块); with the last one the whole is hashed again, and kept or refused."""

from __future__ import annotations

from datetime import datetime
from hashlib import sha256

from django.db import transaction

from qingtian.apps.identities.media_kinds import HEIC, PHOTO, VIDEO, kind_of_content
from qingtian.apps.inspections.models import FieldChunk, FieldEvidence
from qingtian.apps.inspections.receiving import CHUNK, DIFFERS, NOT_THAT_KIND, Answer, answer_for, pieces_of, refused
from qingtian.apps.proceedings.actions.store_file import store_file
from qingtian.enforcement.field_seal import KINDS
from qingtian.errors import Refused
from qingtian.language import Text
from qingtian.secrecy import Declaration

NOT_A_PIECE = Text("这一块的序号或大小不对，没有收。", "This piece has the wrong place or size; it was not taken.")
ENDINGS = {
    "image/jpeg": "jpg",
    "image/png": "png",
    "image/webp": "webp",
    "image/heic": "heic",
    "video/mp4": "mp4",
    "video/quicktime": "mov",
    "video/webm": "webm",
    "video/3gpp": "3gp",
    "application/json": "json",
}
#: what the bytes of a kind must be
CONTENTS = {"photo": (PHOTO, HEIC), "signature": (PHOTO,), "video": (VIDEO,)}


@transaction.atomic
def take_piece(row: FieldEvidence, place: int, data: bytes, *, now: datetime) -> Answer:
    """Keep a piece; a piece sent twice is kept once. The answer says what is still wanted.

    What comes in one piece (every sheet, which could be read for a secrecy mark) is judged before anything of it is
    written; only photos and films, which cannot be read, wait in pieces, under what their officer declared.
    """
    held = FieldEvidence.objects.select_for_update().select_related("visit__proceeding").get(pk=row.pk)
    if held.received_at is not None:
        return answer_for(held)
    if not 0 <= place < pieces_of(held.size) or len(data) != _length(held.size, place):
        return refused(held.client, NOT_A_PIECE)
    if pieces_of(held.size) == 1:
        return _whole(held, data, now)
    FieldChunk.objects.update_or_create(evidence=held, place=place, defaults={"data": data})
    if held.chunks.count() < pieces_of(held.size):
        return answer_for(held)
    content = b"".join(bytes(piece) for piece in held.chunks.values_list("data", flat=True))
    held.chunks.all().delete()  # either way, so that a spoilt one is sent anew
    return _whole(held, content, now)


def _length(size: int, place: int) -> int:
    """Bytes of the piece at that place."""
    return min(CHUNK, size - place * CHUNK)


def _whole(held: FieldEvidence, content: bytes, now: datetime) -> Answer:
    """Every byte is here: hash, look at the content, keep."""
    found = sha256(content).hexdigest()
    if found != held.sha256:
        return refused(held.client, DIFFERS.format(sealed=held.sha256[:12], found=found[:12]))
    if (kinds := CONTENTS.get(held.kind)) and kind_of_content(content) not in kinds:
        return refused(held.client, NOT_THAT_KIND.format(kind=KINDS[held.kind]))
    try:
        held.file = store_file(
            content,
            name=_name(held),
            media_type=held.media_type,
            now=now,
            proceeding=held.visit.proceeding,
            declared=Declaration(held.mark),
        )
    except Refused as secret:
        return refused(held.client, secret.message)
    held.received_at = now
    held.save(update_fields=["file", "received_at"])
    return answer_for(held)


def _name(held: FieldEvidence) -> str:
    """现场照片 XC-2026-000012-a1b2c3-007.jpg: made here, so that no name of a phone comes in."""
    head = {"photo": "现场照片", "video": "现场视频", "signature": "现场签名"}.get(held.kind, "现场记录")
    ending = ENDINGS.get(held.media_type, "bin")
    return f"{head} {held.visit.proceeding.number}-{held.chain[:6]}-{held.n:03d}.{ending}"
