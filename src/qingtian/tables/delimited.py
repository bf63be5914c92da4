"""CSV in: UTF-8 with or without mark, GB18030, plain or gzip; comma, semicolon or tab."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

from qingtian.errors import UnusableInput
from qingtian.language import Text
from qingtian.tables.formulas import unsafe
from qingtian.tables.limits import Limits, too_large
from qingtian.tables.source import encoding_of, lines_of

_SEPARATORS = ",;\t"


def delimited_rows(path: Path, limits: Limits) -> Iterator[tuple[str, ...]]:
    """The rows of a CSV, cells as written. Raises UnusableInput."""
    encoding = encoding_of(path, most=limits.unpacked_bytes)
    with lines_of(path, encoding) as lines:
        first = next(lines, "")
        separator = max(_SEPARATORS, key=first.count)
        reader = csv.reader(_ended(first, lines), delimiter=separator, strict=True)
        yield from _checked(reader, path, limits)


def _ended(first: str, lines: Iterator[str]) -> Iterator[str]:
    """With their ends: a line end inside quotes belongs to the cell."""
    yield f"{first}\n"
    for line in lines:
        yield f"{line}\n"


def _checked(reader: Iterator[list[str]], path: Path, limits: Limits) -> Iterator[tuple[str, ...]]:
    number = 0
    try:
        for number, cells in enumerate(reader, 1):
            if number > limits.rows:
                raise too_large(path.name, Text(f"超过 {limits.rows} 行", f"more than {limits.rows} rows"))
            if len(cells) > limits.columns:
                words = Text(f"超过 {limits.columns} 列", f"more than {limits.columns} columns")
                raise too_large(path.name, words)
            yield tuple(unsafe(cell) for cell in cells)
    except csv.Error:
        raise UnusableInput(
            "tables.broken_csv",
            Text(f"第 {number + 1} 行的引号不成对。", f"The quotation marks of row {number + 1} do not match."),
            where=path.name,
            remedy=Text("用表格软件打开，另存为 XLSX 再试。", "Open it in a spreadsheet program and save it as XLSX."),
        ) from None
