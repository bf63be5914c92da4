"""The unified social credit code (统一社会信用代码, GB 32100-2015): its form and its check character."""

from __future__ import annotations

#: the standard's 31 characters: digits and capitals without I, O, S, V, Z
CHARACTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
LENGTH = 18
#: weight of the i-th character: powers of 3 modulo 31
WEIGHTS = tuple(pow(3, place, 31) for place in range(LENGTH - 1))


def tidy(written: str) -> str:
    """The code as it is kept: capitals, without blanks."""
    return "".join(written.split()).upper()


def check_character(body: str) -> str:
    """The 18th character of a code whose first seventeen are ``body``. Raises ValueError on a character not allowed."""
    total = sum(weight * CHARACTERS.index(one) for weight, one in zip(WEIGHTS, body, strict=True))
    return CHARACTERS[-total % 31]


def holds(code: str) -> bool:
    """Whether ``code`` is eighteen allowed characters that end in their own check character."""
    if len(code) != LENGTH or not set(code) <= set(CHARACTERS):
        return False
    return check_character(code[:-1]) == code[-1]
