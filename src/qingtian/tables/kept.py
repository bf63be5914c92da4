"""A sheet that is only added to (原样保留): every cell comes out as it went in, new columns stand after the last.

For programs that hand a file over to be answered row by row. Nothing is stripped, guessed or made safe in what the
file held already; what is added is. CSV (UTF-8, GB18030, .gz) or XLSX in, CSV in UTF-8 out.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from qingtian.errors import UnusableInput
from qingtian.language import Text
from qingtian.tables.formulas import safe
from qingtian.tables.limits import Limits, too_large
from qingtian.tables.source import encoding_of, opened
from qingtian.tables.whole_file import WholeFile
from qingtian.tables.workbook import workbook_rows
from qingtian.tables.writing import BYTE_ORDER_MARK, as_text

#: files of programs: a year of a city's hotline
LARGE = Limits(file_bytes=2 << 30, unpacked_bytes=4 << 30, rows=2_000_000, cells=100_000_000, characters=2_000_000_000)
_SEPARATORS = ",;\t"
#: longer than any report; csv refuses above 131,072 characters unless told
_LONGEST_CELL = 1 << 24


@dataclass(frozen=True, slots=True)
class KeptSheet:
    """Headings as written and the rows under them, all of one width; ``marked`` if a byte-order mark stood before."""

    where: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    marked: bool

    def column(self, name: str, fallback: str | None = None) -> list[str]:
        """The cells under ``name``; those of ``fallback`` everywhere if there is none. Raises UnusableInput."""
        for place, heading in enumerate(self.headings):
            if heading.strip().casefold() == name:
                return [row[place] for row in self.rows]
        if fallback is not None:
            return [fallback] * len(self.rows)
        raise UnusableInput(
            "tables.no_such_column",
            Text("没有“{name}”这一列；有：{found}。", "There is no column “{name}”; there are: {found}.").format(
                name=name, found=", ".join(heading.strip() for heading in self.headings)
            ),
            where=self.where,
            remedy=Text("把该列的列名改为“{name}”。", "Give the column the heading “{name}”.").format(name=name),
        )


def read_kept(path: Path, limits: Limits = LARGE) -> KeptSheet:
    """The sheet at ``path``; the first row holds the headings. Raises UnusableInput."""
    packed = path.is_file() and path.stat().st_size > 3 and _begins(path) == b"PK\x03\x04"
    rows = (row for row in (workbook_rows(path, limits) if packed else _lines(path, limits)) if any(row))
    headings = next(rows, None)
    if headings is None:
        raise UnusableInput("tables.empty", Text("表是空的。", "The sheet is empty."), where=path.name)
    marked = headings[0].startswith(BYTE_ORDER_MARK)
    headings = (headings[0].removeprefix(BYTE_ORDER_MARK), *headings[1:])
    return KeptSheet(path.name, headings, tuple(_wide(rows, len(headings), path)), marked)


def _begins(path: Path) -> bytes:
    with path.open("rb") as stream:
        return stream.read(4)


def _wide(rows: Iterator[tuple[str, ...]], width: int, path: Path) -> Iterator[tuple[str, ...]]:
    for number, row in enumerate(rows, 2):
        if any(row[width:]):
            raise UnusableInput(
                "tables.too_many_cells",
                Text("第 {number} 行的格数比列名多。", "Row {number} has more cells than there are headings.").format(
                    number=number
                ),
                where=path.name,
                remedy=Text("检查该行的逗号和引号。", "Check the commas and quotation marks of that row."),
            )
        yield row[:width] + ("",) * (width - len(row))


def _lines(path: Path, limits: Limits) -> Iterator[tuple[str, ...]]:
    encoding = encoding_of(path, most=limits.unpacked_bytes).removesuffix("-sig")
    csv.field_size_limit(_LONGEST_CELL)
    with opened(path, "tables") as stream, io.TextIOWrapper(stream, encoding=encoding, newline="") as text:
        first = text.readline()
        separator = max(_SEPARATORS, key=first.count)
        reader = csv.reader(_after(first, text), delimiter=separator)
        try:
            for number, cells in enumerate(reader, 1):
                if number > limits.rows:
                    raise too_large(path.name, Text(f"超过 {limits.rows} 行", f"more than {limits.rows} rows"))
                yield tuple(cells)
        except csv.Error:
            raise UnusableInput(
                "tables.broken_csv",
                Text("这个 CSV 的引号不成对。", "The quotation marks of this CSV do not match."),
                where=path.name,
            ) from None


def _after(first: str, rest: Iterable[str]) -> Iterator[str]:
    yield first
    yield from rest


def write_kept(path: Path, sheet: KeptSheet, added: Sequence[str], values: Iterable[Sequence[object]]) -> list[str]:
    """``sheet`` with the columns ``added`` after its own, whole or not at all; gives the headings as written.

    A column of the sheet that bears an added name is kept as ``given_…``: the name is the answer's.
    """
    headings = [f"given_{h.strip()}" if h.strip().casefold() in added else h for h in sheet.headings]
    try:
        with WholeFile(path) as file:
            if sheet.marked:
                file.text.write(BYTE_ORDER_MARK)
            out = csv.writer(file.text, lineterminator="\r\n")
            out.writerow([*headings, *added])
            for row, more in zip(sheet.rows, values, strict=True):
                out.writerow([*row, *(safe(as_text(value)) for value in more)])  # type: ignore[arg-type]
            file.commit()
    except OSError as error:
        raise UnusableInput(
            "tables.output",
            Text("写不了输出文件：{why}。", "the output cannot be written: {why}.").format(why=error.strerror or error),
            where=path.name,
            remedy=Text("检查文件夹是否存在、可写、有空间。", "Check that its folder exists and has room."),
        ) from error
    return [*headings, *added]
