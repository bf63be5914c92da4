"""The log as a CSV file a spreadsheet opens and does not run."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from qingtian.tables import BYTE_ORDER_MARK, csv_line


def sheet_of(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """UTF-8 with a mark at its beginning, so that Excel and WPS read Chinese."""
    return (BYTE_ORDER_MARK + "".join(csv_line(row) for row in (heads, *rows))).encode()
