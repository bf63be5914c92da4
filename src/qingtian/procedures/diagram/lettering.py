"""How wide words are, and where they may be broken: an estimate on the safe side, because no font is at hand."""

from __future__ import annotations

import re
import unicodedata

TITLE_SIZE = 14
SMALL_SIZE = 12
LEADING = 17

#: shares of the font size; Chinese characters fill the square, Latin letters about half of it
_WIDE, _CAPITAL, _NARROW, _LETTER = 1.0, 0.68, 0.3, 0.56
#: marks that may not begin a line (避头标点)
_CLOSING = "，、：；。）！？”"
_PIECES = re.compile(r"[\u2e80-\uffff][，、：；。）！？”]*|\s+|[^\s\u2e80-\uffff]+[，、：；。）！？”]*")

_CLAUSES = re.compile(r"[^，、：；]+[，、：；]*|[，、：；]+")


def width(words: str, size: int) -> float:
    """Estimated width in pixels at that font size."""
    return sum(_share(letter) for letter in words) * size


def _share(letter: str) -> float:
    if unicodedata.east_asian_width(letter) in "WFA":
        return _WIDE
    if letter.isupper():
        return _CAPITAL
    return _NARROW if letter in " .,;:ilj·'()" else _LETTER


def _filled(pieces: list[str], size: int, widest: float) -> list[str]:
    lines = [""]
    for piece in pieces:
        if lines[-1].strip() and width(lines[-1] + piece.rstrip(), size) > widest:
            lines.append("")
        lines[-1] += piece if lines[-1] else piece.lstrip()
    return [line.strip() for line in lines if line.strip()]


def _even(pieces: list[str], size: int, widest: float) -> list[str]:
    """As few lines as ``widest`` asks for, and then as even as they can be: no single character on the last."""
    lines = _filled(pieces, size, widest)
    while widest > size and len(narrower := _filled(pieces, size, widest - size / 2)) == len(lines):
        lines, widest = narrower, widest - size / 2
    return lines


def wrap(words: str, size: int, widest: float, *, even: bool = True) -> list[str]:
    """Lines no wider than ``widest`` where the words allow it, broken after a mark before anywhere else.

    No line begins with a closing mark.
    """
    clauses = _CLAUSES.findall(words)
    whole = all(width(clause, size) <= widest for clause in clauses)
    return (_even if even else _filled)(clauses if whole else _PIECES.findall(words), size, widest)


def wrap_list(items: list[str], size: int, widest: float) -> list[str]:
    """Items with dots between, broken only between items."""
    pieces = [f"{item} · " for item in items[:-1]] + items[-1:]
    return [line.removesuffix(" ·") for line in _even(pieces, size, widest)]


def widest(lines: list[str], size: int) -> float:
    """Width of the widest line."""
    return max((width(line, size) for line in lines), default=0)
