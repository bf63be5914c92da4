"""Small numbers as Chinese writes them."""

from __future__ import annotations

_DIGITS = {letter: value for value, letter in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
NUMBER = r"(?:\d{1,4}|[零〇一二两三四五六七八九十]{1,3})"


def number(words: str) -> int:
    """The number of ``words`` matched by NUMBER, up to ninety-nine in characters. Raises ValueError for none."""
    if words.isascii() and words.isdigit():
        return int(words)
    tens, ten, ones = words.partition("十")
    if not ten:
        if len(words) != 1:
            raise ValueError(words)
        return _DIGITS[words]
    if len(tens) > 1 or len(ones) > 1:
        raise ValueError(words)
    return 10 * (_DIGITS[tens] if tens else 1) + (_DIGITS[ones] if ones else 0)
