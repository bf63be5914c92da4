"""Formula injection (公式注入): a cell that begins like a formula is a formula to Excel, WPS and LibreOffice."""

from __future__ import annotations

import re

# = + - @ and their full-width forms, behind blanks and characters without width too (a byte-order mark is eaten at the
# beginning of a file); a leading tab or line end lets what follows begin a cell
_DANGER = re.compile(r"'*(?:[\t\r\n\v\f]|[\s\u200b-\u200f\u2060\ufeff]*[=+\-@＝＋－＠])")
_NUMBER = re.compile(r"[+-]?[0-9]+(?:\.[0-9]+)?")


def _runs(text: str) -> bool:
    return _DANGER.match(text) is not None and _NUMBER.fullmatch(text) is None


def safe(text: str) -> str:
    """``text`` as a CSV cell that no spreadsheet program runs: an apostrophe before it where one is needed.

    A plain number keeps its sign. ``unsafe`` takes exactly this apostrophe away again.

    >>> safe("=1+1"), safe("-3.5"), safe("云屏")
    ("'=1+1", '-3.5', '云屏')
    """
    return f"'{text}" if _runs(text) else text


def unsafe(text: str) -> str:
    """What ``safe`` was given."""
    return text[1:] if text.startswith("'") and _runs(text[1:]) else text
