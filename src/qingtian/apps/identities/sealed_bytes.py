"""The encrypted bytes of a sealed file on disk: a mark of the format, the ciphertext, the tag."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import IO

from cryptography.hazmat.primitives import hashes
from django.views.decorators.debug import sensitive_variables

from qingtian.apps.identities import cipher, errors
from qingtian.apps.identities.models import SealedFile
from qingtian.apps.identities.models.sealed_file import path_of

MARK = b"QTSEAL1\n"
CHUNK = 64 * 1024


class Measured:
    """Chunks passing by, with their SM3 and their number of bytes; refuses once they exceed the limit."""

    def __init__(self, source: bytes | IO[bytes], limit: int) -> None:
        self.size = 0
        self._source = source
        self._limit = limit
        self._digest = hashes.Hash(hashes.SM3())

    def _chunks(self) -> Iterator[bytes]:
        if isinstance(self._source, bytes):
            yield self._source
            return
        while chunk := self._source.read(CHUNK):
            yield chunk

    def __iter__(self) -> Iterator[bytes]:
        for chunk in self._chunks():
            self.size += len(chunk)
            if self.size > self._limit:
                raise errors.file_too_large(self._limit)
            self._digest.update(chunk)
            yield chunk

    def sm3(self) -> str:
        """Digest of all that passed; call once, at the end."""
        return self._digest.finalize().hex()


def associated(token: str, ref: str, media_type: str) -> bytes:
    """A sealed file verifies only as this file of this reporter."""
    return cipher.bound_to("file", token, ref, media_type)


@sensitive_variables()
def write_sealed(ref: str, sealed: Iterable[bytes], now: datetime) -> None:
    """Write the encrypted chunks and wait until they are on disk; nothing stays behind when a chunk is refused.

    The file carries ``now`` as its time, so that the sweep can tell a stray by the same clock as the rows.
    """
    path = path_of(ref)
    path.parent.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    path.parent.mkdir(exist_ok=True, mode=0o700)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(MARK)
            for chunk in sealed:
                file.write(chunk)
            file.flush()
            os.fsync(file.fileno())
        os.utime(path, (now.timestamp(), now.timestamp()))
    except BaseException:
        path.unlink(missing_ok=True)
        raise


@sensitive_variables()
def read_sealed(file: SealedFile, data_key: bytes) -> bytes:
    """The original bytes. Raises file_unknown when they are gone, seal_broken when they do not verify."""
    try:
        content = file.path.read_bytes()
    except FileNotFoundError:
        raise errors.file_unknown() from None
    if not content.startswith(MARK):
        raise errors.tampered()
    bound = associated(file.identity_id, file.ref, file.media_type)
    return cipher.decrypt(data_key, bytes(file.nonce), content[len(MARK) :], bound)
