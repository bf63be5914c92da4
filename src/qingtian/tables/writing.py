"""CSV and XLSX out: whole files, text as text, nothing a spreadsheet program would run."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TextIO

from qingtian.errors import UnusableInput
from qingtian.language import Text
from qingtian.tables.columns import Value
from qingtian.tables.formulas import safe
from qingtian.tables.whole_file import WholeFile

#: what XML cannot hold at all
_ILLEGAL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LONGEST_CELL = 32_767
#: what Excel and WPS need at the beginning to read Chinese
BYTE_ORDER_MARK = "\ufeff"


def as_text(value: Value) -> str:
    """A value as ``cells.value_of`` reads it back: dates in ISO form, yes and no as 是 and 否."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, datetime):
        return value.isoformat(" ")
    return value.isoformat() if isinstance(value, date) else str(value)


class CsvRows:
    """Rows into an open text file or stream, nothing in them that a spreadsheet program would run.

    Lone surrogates become U+FFFD. ``end`` ends a line; where it is LF, a CR inside a cell becomes one too, for Python
    does not quote it then and a spreadsheet program would begin a new row there. ``harmless`` are texts written as
    they are, such as the ``-`` of a gap.
    """

    def __init__(self, out: TextIO, end: str = "\r\n", harmless: frozenset[str] = frozenset()) -> None:
        self._writer = csv.writer(out, lineterminator=end)
        self._harmless = harmless
        self._unquoted = "\r" not in end

    def write(self, row: Iterable[Value]) -> None:
        """One more row."""
        self._writer.writerow([self._cell(value) for value in row])

    def _cell(self, value: Value) -> str:
        text = as_text(value).encode("utf-8", "replace").decode()
        cell = text if text in self._harmless else safe(text)
        return cell.replace("\r\n", "\n").replace("\r", "\n") if self._unquoted else cell


def csv_line(row: Iterable[Value], end: str = "\r\n") -> str:
    """One line of CSV for an answer that is sent as it is made."""
    out = io.StringIO()
    CsvRows(out, end).write(row)
    return out.getvalue()


def write_csv(path: Path, headings: Sequence[str], rows: Iterable[Sequence[Value]], *, private: bool = False) -> None:
    """Write UTF-8 with a byte-order mark, which Excel and WPS need to read Chinese; whole or not at all.

    ``private`` keeps the file to its owner (mode 0600).
    """
    with WholeFile(path, private=private) as file:
        file.text.write(BYTE_ORDER_MARK)
        table = CsvRows(file.text)
        table.write(headings)
        for row in rows:
            table.write(row)
        file.commit()


def write_xlsx(
    path: Path,
    headings: Sequence[str],
    rows: Iterable[Sequence[Value]],
    *,
    title: str = "Sheet1",
    notes: Sequence[tuple[str, Sequence[Sequence[str]]]] = (),
) -> None:
    """Write one sheet of text cells with a fixed heading row; ``notes`` are further sheets (name, rows) to be read.

    Every cell is text with the quote prefix: dates and long numbers stay what they are, formulas stay unread. Numbers
    (int, Decimal) are written as numbers. Raises UnusableInput where a cell is longer than a workbook can hold.
    """
    from openpyxl import Workbook  # only when there is a workbook to write
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    book = Workbook()
    sheet = book.active
    sheet.title = _sheet_name(title)
    for number, row in enumerate((headings, *rows), 1):
        _put_row(sheet, number, row, path)
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    sheet.freeze_panes = "A2"
    for number, heading in enumerate(headings, 1):
        sheet.column_dimensions[get_column_letter(number)].width = min(40, 6 + 2 * len(heading))
    for name, lines in notes:
        _note(book.create_sheet(_sheet_name(name)), lines, path)
    draft = path.with_name(f".{path.name}.part")
    book.save(draft)
    draft.replace(path)


def xlsx_bytes(
    name: str,
    headings: Sequence[str],
    rows: Iterable[Sequence[Value]],
    *,
    title: str = "Sheet1",
    notes: Sequence[tuple[str, Sequence[Sequence[str]]]] = (),
) -> bytes:
    """What ``write_xlsx`` writes, for an answer that is sent at once; its errors speak of a file called ``name``."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / name
        write_xlsx(path, headings, rows, title=title, notes=notes)
        return path.read_bytes()


def _sheet_name(name: str) -> str:
    return re.sub(r"[\\/*?:\[\]]", " ", name)[:31] or "Sheet1"


def _note(sheet: object, lines: Sequence[Sequence[str]], path: Path) -> None:
    from openpyxl.utils import get_column_letter

    for number, line in enumerate(lines, 1):
        _put_row(sheet, number, line, path)
    for number in range(1, 1 + max((len(line) for line in lines), default=0)):
        sheet.column_dimensions[get_column_letter(number)].width = 24  # type: ignore[attr-defined]


def _shown_as(value: Decimal) -> str:
    """The number format that shows every decimal the value is written with."""
    exponent = value.as_tuple().exponent
    decimals = -exponent if isinstance(exponent, int) and exponent < 0 else 0
    return f"0.{'0' * decimals}" if decimals else "0"


def _put_row(sheet: object, number: int, row: Sequence[Value], path: Path) -> None:
    from openpyxl.styles import Alignment

    for place, value in enumerate(row, 1):
        cell = sheet.cell(number, place)  # type: ignore[attr-defined]
        if isinstance(value, (int, Decimal)) and not isinstance(value, bool):
            cell.value = value
            if isinstance(value, Decimal):  # 100.00 stays 100.00 to the eye
                cell.number_format = _shown_as(value)
            continue
        text = _ILLEGAL.sub("\ufffd", as_text(value))
        if len(text) > _LONGEST_CELL:
            why = Text(f"第 {number} 行有一格超过 {_LONGEST_CELL} 字。", f"Row {number} has a cell that is too long.")
            raise UnusableInput("tables.cell_too_long", why, where=path.name)
        if text:
            cell.value, cell.data_type = text, "s"  # in this order: a value that begins with = makes itself a formula
            cell.number_format, cell.quotePrefix = "@", True
            cell.alignment = Alignment(vertical="top", wrap_text=True)
