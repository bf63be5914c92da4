"""Columns on a terminal, where a Chinese character is twice as wide."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence


def width(words: str) -> int:
    """Columns the words take on a terminal; a Chinese character takes two."""
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in words)


def pad(words: str, size: int, *, right: bool = False) -> str:
    """Filled with blanks to ``size`` columns as seen on the terminal."""
    blanks = " " * (size - width(words))
    return blanks + words if right else words + blanks


def columns(rows: Sequence[tuple[str, ...]]) -> list[str]:
    """Rows as lines, each column as wide as its widest cell."""
    widths = [max(width(cell) for cell in column) for column in zip(*rows, strict=True)]
    return [
        "  " + "  ".join(pad(cell, widest) for cell, widest in zip(row, widths, strict=True)).rstrip() for row in rows
    ]
