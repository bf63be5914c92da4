"""SM4-GCM (GB/T 32907-2016 in the mode of NIST SP 800-38D; vectors RFC 8998 appendix A.1) and the envelope over it."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from qingtian.apps.identities import errors
from qingtian.apps.identities.keys import BYTES, MasterKey

NONCE_BYTES = 12
TAG_BYTES = 16


@dataclass(frozen=True)
class Wrapped:
    """A data key under a master key."""

    key_id: str
    nonce: bytes = field(repr=False)
    wrapped_key: bytes = field(repr=False)


def bound_to(*parts: str) -> bytes:
    """Associated data that ties a ciphertext to its place; parts are length-prefixed so that none can slide."""
    return b"".join(len(part.encode()).to_bytes(4, "big") + part.encode() for part in ("qingtian-1", *parts))


def new_nonce() -> bytes:
    return secrets.token_bytes(NONCE_BYTES)


def new_data_key() -> bytes:
    return secrets.token_bytes(BYTES)


def encrypt_stream(key: bytes, nonce: bytes, chunks: Iterable[bytes], associated: bytes) -> Iterator[bytes]:
    """Ciphertext chunk by chunk, then the 16-byte tag; never holds more than a chunk."""
    encryptor = Cipher(algorithms.SM4(key), modes.GCM(nonce)).encryptor()
    encryptor.authenticate_additional_data(associated)
    for chunk in chunks:
        yield encryptor.update(chunk)
    yield encryptor.finalize() + encryptor.tag


def encrypt(key: bytes, nonce: bytes, plain: bytes, associated: bytes) -> bytes:
    """Ciphertext with the tag at its end."""
    return b"".join(encrypt_stream(key, nonce, [plain], associated))


def decrypt(key: bytes, nonce: bytes, sealed: bytes, associated: bytes) -> bytes:
    """The plain bytes, only if every bit of them, the nonce and the associated data verifies. Raises seal_broken."""
    if len(nonce) != NONCE_BYTES or len(sealed) < TAG_BYTES:
        raise errors.tampered()
    body, tag = sealed[:-TAG_BYTES], sealed[-TAG_BYTES:]
    decryptor = Cipher(algorithms.SM4(key), modes.GCM(nonce, tag)).decryptor()
    decryptor.authenticate_additional_data(associated)
    plain = decryptor.update(body)
    try:
        return plain + decryptor.finalize()
    except InvalidTag:
        raise errors.tampered() from None


def wrap(data_key: bytes, master: MasterKey, token: str) -> Wrapped:
    """The data key under the master key, tied to the token and the key id."""
    nonce = new_nonce()
    associated = bound_to("data-key", token, master.key_id)
    return Wrapped(master.key_id, nonce, encrypt(master.secret, nonce, data_key, associated))


def unwrap(wrapped: Wrapped, master: MasterKey, token: str) -> bytes:
    """The data key. Raises seal_broken when it was changed or belongs to another token or key."""
    associated = bound_to("data-key", token, wrapped.key_id)
    return decrypt(master.secret, wrapped.nonce, wrapped.wrapped_key, associated)
