"""Seal an original file of a reporter, as it came."""

from __future__ import annotations

import re
import secrets
from datetime import datetime
from typing import IO

from django.conf import settings
from django.views.decorators.debug import sensitive_variables

from qingtian.apps.identities import cipher, errors
from qingtian.apps.identities.actions.open import data_key_of
from qingtian.apps.identities.identity import SealedFileRef
from qingtian.apps.identities.models import SealedFile
from qingtian.apps.identities.models.sealed_file import path_of
from qingtian.apps.identities.sealed_bytes import Measured, associated, write_sealed
from qingtian.apps.identities.store import committed, held

_MEDIA_TYPE = re.compile(r"[a-z0-9][a-z0-9.+-]{0,40}/[a-z0-9][a-z0-9.+-]{0,56}")


@sensitive_variables()
def _write(
    token: str, ref: str, nonce: bytes, stream: bytes | IO[bytes], media_type: str, now: datetime, most: int
) -> Measured:
    measured = Measured(stream, most)
    key = data_key_of(held(token))
    write_sealed(ref, cipher.encrypt_stream(key, nonce, measured, associated(token, ref, media_type)), now)
    return measured


@sensitive_variables()
def seal_file(
    token: str, stream: bytes | IO[bytes], media_type: str, *, now: datetime, most: int | None = None
) -> SealedFileRef:
    """Encrypt a file under the reporter's data key, chunk by chunk, and return its reference, SM3 and size.

    ``stream`` is read from where it stands. On disk, and in the store, when this returns. ``most`` bytes, else
    ``PHOTO_MAX_BYTES``.
    Raises token_unknown, media_type_unusable, file_too_large, key_missing, seal_broken.
    """
    if not _MEDIA_TYPE.fullmatch(media_type):
        raise errors.media_type_unusable()
    ref, nonce = secrets.token_hex(16), cipher.new_nonce()
    try:
        with committed():
            measured = _write(token, ref, nonce, stream, media_type, now, most or settings.PHOTO_MAX_BYTES)
            sm3, size = measured.sm3(), measured.size
            SealedFile.objects.create(
                ref=ref, identity_id=token, nonce=nonce, media_type=media_type, size=size, sm3=sm3, created_at=now
            )
    except BaseException:
        path_of(ref).unlink(missing_ok=True)  # what a killed process leaves behind, the sweep finds
        raise
    return SealedFileRef(ref, sm3, size)
