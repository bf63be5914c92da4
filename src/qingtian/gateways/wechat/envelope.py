"""Safe mode: AES-256-CBC over random bytes, a length, the message and the AppID, padded to blocks of 32 bytes."""

from __future__ import annotations

import base64
import binascii
import hmac
import secrets

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from qingtian.errors import UnusableInput
from qingtian.language import Text

#: the padding goes to 32 bytes although the cipher's own block has 16
BLOCK = 32
RANDOM, LENGTH, KEY_LETTERS = 16, 4, 43


def _unreadable(what: str) -> UnusableInput:
    message = Text("微信消息解不开（{what}）。", "The message of WeChat cannot be opened ({what}).").format(what=what)
    return UnusableInput("wechat.sealed", message)


def key_of(encoding_aes_key: str) -> bytes:
    """The 32 bytes of an EncodingAESKey of 43 letters and digits. Raises UnusableInput ``wechat.sealed``."""
    if len(encoding_aes_key) != KEY_LETTERS or not (encoding_aes_key.isascii() and encoding_aes_key.isalnum()):
        raise _unreadable("EncodingAESKey")
    return base64.b64decode(encoding_aes_key + "=")


class Envelope:
    """Opens and closes what goes between WeChat and one account."""

    def __init__(self, encoding_aes_key: str, app_id: str) -> None:
        self._key = key_of(encoding_aes_key)
        self._app_id = app_id.encode()

    def __repr__(self) -> str:
        return "Envelope(sealed)"

    def _cipher(self) -> Cipher[modes.CBC]:
        return Cipher(algorithms.AES(self._key), modes.CBC(self._key[:16]))

    def open(self, encrypted: str) -> bytes:
        """The message inside. Raises UnusableInput ``wechat.sealed`` where padding, length or AppID are not ours."""
        try:
            sealed = base64.b64decode(encrypted, validate=True)
        except (binascii.Error, ValueError):
            raise _unreadable("Base64") from None
        if not sealed or len(sealed) % BLOCK:
            raise _unreadable("length")
        decryptor = self._cipher().decryptor()
        padded = decryptor.update(sealed) + decryptor.finalize()
        pad = padded[-1]
        if not 1 <= pad <= BLOCK or padded[-pad:] != bytes([pad]) * pad:
            raise _unreadable("padding")
        return self._message(padded[:-pad])

    def _message(self, plain: bytes) -> bytes:
        begin = RANDOM + LENGTH
        end = begin + int.from_bytes(plain[RANDOM:begin], "big")
        if len(plain) < begin or end > len(plain):
            raise _unreadable("length")
        if not hmac.compare_digest(plain[end:], self._app_id):
            raise _unreadable("AppID")
        return plain[begin:end]

    def close(self, message: bytes, random: bytes | None = None) -> str:
        """The Base64 of a sealed message; ``random`` is 16 bytes, given by tests only."""
        random = secrets.token_bytes(RANDOM) if random is None else random
        plain = random + len(message).to_bytes(LENGTH, "big") + message + self._app_id
        pad = BLOCK - len(plain) % BLOCK
        encryptor = self._cipher().encryptor()
        return base64.b64encode(encryptor.update(plain + bytes([pad]) * pad) + encryptor.finalize()).decode()
