"""The document as a workbook: a sheet a table, the notes, and all figures; nothing in it that would be run."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

from qingtian.apps.air.publications.composing.document import Document
from qingtian.apps.air.publications.figures import HEADINGS, Figures
from qingtian.charts.face import MINUS
from qingtian.tables.columns import Value
from qingtian.tables.writing import write_xlsx
from qingtian.typeset import Table

WORDS = {"zh": ("说明", "数据", "表"), "en": ("Notes", "Figures", "Table")}
_NUMBER = re.compile(r"[+\u2212-]?\d+(\.\d+)?")


def as_xlsx(document: Document, figures: Figures) -> bytes:
    """Sheets of the tables in order; the notes and every figure behind them. Text stays text (no formula runs)."""
    notes, every, name = WORDS[document.language]
    tables = [part.table for part in document.parts if part.table]
    sheets = [(f"{name}{n}", _lines(table)) for n, table in enumerate(tables, 1)]
    said = [[document.title.replace("\n", " ")], *([line] for line in document.text().split("\n")[1:])]
    sheets.append((notes, [*said, *([note] for note in document.notes)]))
    with TemporaryDirectory() as folder:
        file = Path(folder) / "publication.xlsx"
        rows = [[getattr(row, heading) for heading in HEADINGS] for row in figures]
        if tables:
            first, *others = sheets
            headings, *body = first[1]
            others.append((every, [list(HEADINGS), *([str(cell) for cell in row] for row in rows)]))
            write_xlsx(file, headings, [_numbers(row, tables[0]) for row in body], title=first[0], notes=others)
        else:
            write_xlsx(file, HEADINGS, rows, title=every, notes=sheets)
        return file.read_bytes()


def _lines(table: Table) -> list[list[str]]:
    heads = [column.title.replace("\n", "") for column in table.columns]
    return [heads, *([cell.replace("\n", "") for cell in row] for row in table.rows)]


def _numbers(row: Sequence[str], table: Table) -> list[Value]:
    """Figures of the first sheet as numbers, so that they can be reckoned with; decimals stay as printed."""
    return [
        Decimal(cell.replace(MINUS, "-")) if column.figures and _NUMBER.fullmatch(cell) else cell
        for cell, column in zip(row, table.columns, strict=True)
    ]
