"""Numbers as they arrive in an address or a form: typed by anybody, sent by any program."""

from __future__ import annotations

#: nine digits are more than any count here and fit every column of both databases
DIGITS = 9


def whole(words: str, *, otherwise: int) -> int:
    """The whole number written in plain digits; ``otherwise`` for anything else, also for one too long to be meant.

    ``str.isdigit`` admits ``²``, which ``int`` refuses, and ``int`` refuses thousands of digits: both would be a crash.
    """
    return int(words) if is_whole(words) else otherwise


def is_whole(words: str) -> bool:
    """Whether these are one to nine plain digits."""
    return words.isascii() and words.isdigit() and len(words) <= DIGITS
