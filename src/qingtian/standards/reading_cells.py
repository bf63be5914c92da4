"""Cells of a person's table: a content that may lie below a detection limit, a day, a number."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from qingtian.standards.air.feed import Unreadable
from qingtian.standards.air.printed import GAPS, plain

_NUMBER = re.compile(r"\d{1,9}(?:\.\d{1,9})?", re.ASCII)
_NEGATIVE = re.compile(r"[-−]\d[\d.]*", re.ASCII)
_DAY = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})", re.ASCII)


def number(text: str, column: str) -> Decimal | None:
    """A number as printed, None for a gap. Raises Unreadable ``bad_number``, ``negative``."""
    cell = plain(text)
    if cell.casefold() in GAPS:
        return None
    if _NUMBER.fullmatch(cell):
        return Decimal(cell)
    raise Unreadable("negative" if _NEGATIVE.fullmatch(cell) else "bad_number", column)


def content(text: str, column: str) -> tuple[Decimal, bool] | None:
    """A content and whether it is a detection limit it lies below, written ``<0.01`` or ``0.01L``; None for a gap."""
    cell = plain(text)
    below = cell.startswith("<") or cell[-1:] in ("L", "l")
    value = number(cell.removeprefix("<").rstrip("Ll") if below else cell, column)
    if below and value is None:
        raise Unreadable("bad_number", column)
    return None if value is None else (value, below)


def day(text: str, column: str) -> date:
    """A day written 2026-03-02, 2026/3/2 or 2026.3.2. Raises Unreadable ``bad_time``."""
    match = _DAY.fullmatch(plain(text))
    try:
        if match:
            return date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        pass
    raise Unreadable("bad_time", column)


def named(cells: Mapping[str, str], column: str) -> str:
    """A cell that must say something. Raises Unreadable ``no_place``."""
    if found := cells.get(column, "").strip():
        return found
    raise Unreadable("no_place", column)
