"""A table (表): headings and the rows under them, whatever file it came from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from qingtian.errors import UnusableInput
from qingtian.language import Text
from qingtian.tables.archive import unusable
from qingtian.tables.columns import Column
from qingtian.tables.delimited import delimited_rows
from qingtian.tables.limits import LIMITS, Limits, too_large
from qingtian.tables.mapping import guess
from qingtian.tables.source import unreadable
from qingtian.tables.word import is_word, word_rows
from qingtian.tables.workbook import workbook_rows

#: an official ledger has its title, its unit and its date above the headings
_LOOKED_AT = 12
_ZIP, _OLD_EXCEL = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"


@dataclass(frozen=True, slots=True)
class RawRow:
    """One row: ``number`` as the spreadsheet program counts it, cells without blanks around them."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """``headings`` stand in row ``heading_row``; empty rows are left out."""

    where: str
    headings: tuple[str, ...]
    heading_row: int
    rows: tuple[RawRow, ...]


def read_table(path: Path, columns: Sequence[Column] = (), *, limits: Limits = LIMITS, sheet: str = "") -> Table:
    """Read CSV, XLSX or the longest table of a DOCX, told apart by the first bytes, whatever the name says.

    The heading row is the one among the first twelve in which most headings of ``columns`` are known; the first row
    that holds anything where none is. Raises UnusableInput with a code ``tables.…``.
    """
    rows = [RawRow(n, tuple(c.strip() for c in cells)) for n, cells in enumerate(read_rows(path, limits, sheet), 1)]
    filled = [row for row in rows if any(row.cells)]
    if not filled:
        zh, en = "表是空的。", "The sheet is empty."
        raise UnusableInput("tables.empty", Text(zh, en), where=path.name)
    heading = _heading(filled[:_LOOKED_AT], columns)
    below = tuple(row for row in filled if row.number > heading.number)
    return Table(path.name, _once(heading.cells), heading.number, below)


def read_rows(path: Path, limits: Limits, sheet: str = "") -> Iterable[tuple[str, ...]]:
    """Every row as it stands, headings not regarded. Raises UnusableInput with a code ``tables.…``."""
    try:
        size = path.stat().st_size
        with path.open("rb") as stream:
            begins = stream.read(4)
    except OSError as error:
        raise unreadable(path, error.strerror or error, "tables") from error
    if size > limits.file_bytes:
        most = limits.file_bytes // 1024 // 1024
        raise too_large(path.name, Text(f"文件超过 {most} MB", f"the file is larger than {most} MB"))
    if begins == _OLD_EXCEL:
        zh, en = "这是旧格式（.xls）或加了密码的文件。", "This is the old format (.xls) or a file with a password."
        raise unusable("old_excel", zh, en, path.name)
    if begins != _ZIP:
        return delimited_rows(path, limits)
    return word_rows(path, limits) if is_word(path) else workbook_rows(path, limits, sheet)


def _heading(rows: Sequence[RawRow], columns: Sequence[Column]) -> RawRow:
    return max(rows, key=lambda row: (len(guess(columns, row.cells)), -row.number))


def _once(headings: tuple[str, ...]) -> tuple[str, ...]:
    """Headings that can be pointed at: a second 备注 is 备注 (2), one without words is its letter."""
    seen: dict[str, int] = {}
    told = []
    for number, heading in enumerate(headings, 1):
        words = " ".join(heading.split()) or f"#{number}"
        seen[words] = seen.get(words, 0) + 1
        told.append(words if seen[words] == 1 else f"{words} ({seen[words]})")
    return tuple(told)
