"""The signature of WeChat's callback: SHA-1 over the sorted parts, compared in constant time."""

from __future__ import annotations

import hashlib
import hmac


def sign(*parts: str) -> str:
    """The parts sorted byte by byte and joined without a separator, as 40 lower-case hexadecimal digits.

    Plain: token, timestamp, nonce. Safe mode: those and the text of ``Encrypt``. SHA-1 is what WeChat prescribes.
    """
    joined = b"".join(sorted(part.encode() for part in parts))
    return hashlib.sha1(joined, usedforsecurity=False).hexdigest()


def is_signed(signature: str, *parts: str) -> bool:
    """Whether the signature is that of the parts; the time it takes tells nothing."""
    return hmac.compare_digest(sign(*parts).encode(), signature.encode())


def in_time(timestamp: str, clock: float, window: int) -> bool:
    """Whether a callback's time lies within so many seconds of ours, before or after."""
    return (
        timestamp.isascii() and timestamp.isdigit() and len(timestamp) <= 12 and abs(clock - int(timestamp)) <= window
    )
