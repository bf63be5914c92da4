"""Claim codes (领奖码): how a typed one is read, and the digest that is kept instead of it."""

from __future__ import annotations

import secrets

from qingtian.trail import sm3

#: no 0 O 1 I L U: read over the telephone without mistakes
ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
#: 16 letters of 30: about 78 bits, beyond guessing even with the digest in hand
LETTERS, GROUP = 16, 4


def new_code() -> str:
    """A random code such as ``7K3M-92QD-…``; nothing in it tells of whom or what it is."""
    letters = "".join(secrets.choice(ALPHABET) for _ in range(LETTERS))
    return "-".join(letters[start : start + GROUP] for start in range(0, LETTERS, GROUP))


def code_digest(typed: str) -> str:
    """The digest of a code as somebody typed it: case, blanks and hyphens do not matter."""
    return sm3("".join(c for c in typed.upper() if c.isalnum()).encode())
