"""Where a list goes on, as the address carries it (翻页): sealed, for the record there may be one its reader may not
know of. Two seals of the same place do not look alike.
"""

from __future__ import annotations

import base64

from cryptography.fernet import Fernet, InvalidToken
from django.utils.crypto import salted_hmac


def sealed(place: int) -> str:
    """What the address carries."""
    return _cipher().encrypt(f"{place}".encode()).decode()


def opened(words: str) -> int | None:
    """The place; None for what was not sealed here."""
    try:
        return int(_cipher().decrypt(words.encode()))
    except InvalidToken:
        return None


def _cipher() -> Fernet:
    key = salted_hmac("qingtian.going_on", "key", algorithm="sha256").digest()
    return Fernet(base64.urlsafe_b64encode(key))
