"""XLSX in: every cell as the text a person would have typed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from qingtian.errors import UnusableInput
from qingtian.language import Text
from qingtian.tables.archive import honest_copy, unusable
from qingtian.tables.limits import Limits, too_large

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

NO_SHEET = Text("没有叫“{sheet}”的工作表。", "There is no sheet named “{sheet}”.")
#: whole numbers a float keeps exactly; Excel itself keeps fifteen digits
_EXACT = 10**15


def workbook_rows(path: Path, limits: Limits, sheet: str = "") -> Iterator[tuple[str, ...]]:
    """The rows of one sheet: the one named, else the first that holds anything. Raises UnusableInput."""
    from python_calamine import CalamineError, CalamineWorkbook  # only when there is a workbook to read

    copy = honest_copy(path, limits)
    try:
        book = CalamineWorkbook.from_filelike(copy)
        for name in _wanted(book, sheet, path.name):
            found = book.get_sheet_by_name(name)
            rows = [[written(cell) for cell in cells] for cells in found.to_python(skip_empty_area=False)]
            if rows or sheet:
                break
        else:
            return
        merged = _merged_downwards(found)
    except CalamineError:
        raise unusable("broken_workbook", "这个 XLSX 文件损坏。", "This XLSX file is damaged.", path.name) from None
    _fill(rows, merged, limits, path.name)
    yield from (tuple(cells) for cells in rows)


def _merged_downwards(sheet: CalamineSheet) -> list[tuple[int, int, int]]:
    """First row, last row and first column of every merged cell (合并单元格) that spans rows, counted from 0."""
    found = sheet.merged_cell_ranges or []
    return [(top, bottom, left) for (top, left), (bottom, _) in found if bottom > top]


def _fill(rows: Sequence[list[str]], merged: list[tuple[int, int, int]], limits: Limits, where: str) -> None:
    """A cell merged over several rows says the same of each of them; rows that are empty otherwise stay empty."""
    written_ = [any(cell.strip() for cell in cells) for cells in rows]
    left_over = limits.cells
    for top, bottom, column in merged:
        last = min(bottom, len(rows) - 1)
        left_over -= max(last - top, 0)
        if left_over < 0:
            raise too_large(where, Text("合并单元格过多", "too many merged cells"))
        for place in range(top + 1, last + 1):
            if written_[place] and column < len(rows[place]) and not rows[place][column]:
                rows[place][column] = rows[top][column]


def _wanted(book: CalamineWorkbook, sheet: str, where: str) -> list[str]:
    if not sheet:
        return list(book.sheet_names)
    if sheet not in book.sheet_names:
        known = "、".join(book.sheet_names)
        remedy = Text(f"现有：{known}。", f"There are: {known}.")
        raise UnusableInput("tables.no_sheet", NO_SHEET.format(sheet=sheet), where=where, remedy=remedy)
    return [sheet]


def written(cell: object) -> str:
    """A cell as text: 12.0 is 12, midnight is a date, a number too long to be exact shows that it is not."""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float):
        if cell.is_integer() and abs(cell) < _EXACT:
            return str(int(cell))
        return f"{cell:.15G}" if abs(cell) >= _EXACT else f"{Decimal(repr(cell)):f}"
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time.min else cell.isoformat(" ")
    if isinstance(cell, (date, time)):
        return cell.isoformat()
    if isinstance(cell, timedelta):
        return str(cell)
    return str(cell)
