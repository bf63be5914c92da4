"""Receipt numbers and secret links (回执号、私密网址)."""

from __future__ import annotations

import secrets

from qingtian.trail import sm3

#: no 0 O 1 I L U: read over the telephone without mistakes
ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"


def new_receipt(prefix: str) -> str:
    """A receipt such as ``YP-7K3M-92QD``; random, so that numbers tell neither order nor volume."""
    letters = "".join(secrets.choice(ALPHABET) for _ in range(8))
    return f"{prefix}-{letters[:4]}-{letters[4:]}"


def normalised(entered: str) -> str:
    """A receipt as typed on a phone: case, blanks and hyphens do not matter."""
    bare = "".join(c for c in entered.upper() if c.isalnum())
    return f"{bare[:-8]}-{bare[-8:-4]}-{bare[-4:]}" if len(bare) > 8 else entered.strip().upper()


def new_key() -> str:
    """The secret of a private link, 192 bits; only its digest is stored."""
    return secrets.token_urlsafe(24)


def digest_of(key: str) -> str:
    return sm3(key.encode())
