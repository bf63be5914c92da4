"""Rows as a CSV file a spreadsheet opens and does not run: the one seam to whatever writes sheets."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

#: a cell that begins so is a formula to a spreadsheet (OWASP, CSV injection)
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def defused(cell: str) -> str:
    """The cell with an apostrophe before whatever a spreadsheet would compute."""
    return f"'{cell}" if cell.lstrip(" ").startswith(_FORMULA) else cell


def sheet_of(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """UTF-8 with a mark at its beginning, so that Excel and WPS read Chinese."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(heads)
    writer.writerows([defused(cell) for cell in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")
