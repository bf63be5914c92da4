"""What is signed, and the signature. Pure: the calling side uses the same functions."""

from __future__ import annotations

import hashlib
import hmac

PARTNER, TIMESTAMP, NONCE, SIGNATURE = (f"X-Qingtian-{part}" for part in ("Partner", "Timestamp", "Nonce", "Signature"))


def words_signed(method: str, path: str, timestamp: str, nonce: str, body: bytes) -> str:
    r"""Five lines: method in capitals, path with its query as sent, Unix seconds, nonce, SHA-256 of the body in hex.

    >>> words_signed("post", "/api/hotline/orders/", "1764115200", "n-1", b"").split("\n")[3:]
    ['n-1', 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855']
    """
    return "\n".join((method.upper(), path, timestamp, nonce, hashlib.sha256(body).hexdigest()))


def signature(secret: bytes, words: str) -> str:
    """HMAC-SHA256 in lower-case hexadecimal."""
    return hmac.new(secret, words.encode(), hashlib.sha256).hexdigest()


def signed_headers(
    partner: str, secret: str, method: str, path: str, body: bytes, *, timestamp: int, nonce: str
) -> dict[str, str]:
    """The four headers of one call. ``nonce``: 16 to 64 letters, digits, - and _, never used before."""
    words = words_signed(method, path, str(timestamp), nonce, body)
    return {
        PARTNER: partner,
        TIMESTAMP: str(timestamp),
        NONCE: nonce,
        SIGNATURE: signature(secret.encode(), words),
    }
