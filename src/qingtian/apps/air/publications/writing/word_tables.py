"""Three-line tables in Word: the head repeats, no row is cut, groups are merged downwards, formulas have subscripts."""

from __future__ import annotations

import re
from typing import Any

from docx.document import Document as WordDocument
from docx.enum.table import WD_ALIGN_VERTICAL, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Length, Mm, Pt
from docx.text.paragraph import Paragraph

from qingtian.apps.proceedings.papers.drawing.type import FANG_SONG, HEI, free_line, say
from qingtian.apps.proceedings.papers.layout import TYPE_AREA_WIDTH_MM
from qingtian.typeset import Column, Table

#: more columns than these are set smaller, so that they fit the line
NARROW_FROM = 9
_FORMULA = re.compile(r"(PM)(2\.5|10)|(SO|NO)(2)|(?<![A-Za-z])(O)(3)")


def say_formulas(paragraph: Paragraph, text: str, *, face: str, size: Length, bold: bool = False) -> None:
    """Words into a paragraph, the figures of PM10, PM2.5, SO2, NO2 and O3 below the line; a break stays a break."""
    at = 0
    for found in _FORMULA.finditer(text):
        letters, figure = [part for part in found.groups() if part]
        _run(paragraph, text[at : found.start()] + letters, face, size, bold)
        _run(paragraph, figure, face, size, bold).font.subscript = True
        at = found.end()
    _run(paragraph, text[at:], face, size, bold)


def _run(paragraph: Paragraph, text: str, face: str, size: Length, bold: bool) -> Any:
    run = say(paragraph, text, face=face, size=size)
    run.font.bold = bold or None
    return run


def add_table(word: WordDocument, table: Table) -> None:
    """The caption above, the table below it."""
    size = Pt(9) if len(table.columns) >= NARROW_FROM else Pt(10.5)
    if table.caption:
        caption = word.add_paragraph()
        free_line(caption)
        caption.alignment = WD_ALIGN_PARAGRAPH.CENTER
        caption.paragraph_format.keep_with_next = True
        caption.paragraph_format.space_before = Pt(8)
        say_formulas(caption, table.caption, face=HEI, size=Pt(10.5))
    grid = word.add_table(rows=0, cols=len(table.columns))
    grid.alignment, grid.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    grid._tbl.tblPr.insert_element_before(_margins(), "w:tblLook")
    widths = _widths(table)
    for column, width in zip(grid.columns, widths, strict=True):
        column.width = width
    _row(grid, [column.title for column in table.columns], table.columns, widths, size, head=True)
    for row in table.rows:
        _row(grid, row, table.columns, widths, size)
    starts = _starts(table)
    _rules(grid, starts)
    if table.grouped:
        _merge(grid, starts)
    end = word.add_paragraph()
    free_line(end)
    end.paragraph_format.line_spacing_rule, end.paragraph_format.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(6)


def _widths(table: Table) -> list[Length]:
    whole = sum(column.width for column in table.columns)
    return [Mm(TYPE_AREA_WIDTH_MM * column.width / whole) for column in table.columns]


def _margins() -> Any:
    sides = "".join(f'<w:{side} w:w="40" w:type="dxa"/>' for side in ("left", "right"))
    return parse_xml(f"<w:tblCellMar {nsdecls('w')}>{sides}</w:tblCellMar>")


def _row(grid: Any, cells: Any, columns: Any, widths: list[Length], size: Length, *, head: bool = False) -> None:
    line = grid.add_row()
    properties = line._tr.get_or_add_trPr()
    properties.append(parse_xml(f"<w:cantSplit {nsdecls('w')}/>"))
    if head:
        properties.append(parse_xml(f"<w:tblHeader {nsdecls('w')}/>"))
    for cell, text, column, width in zip(line.cells, cells, columns, widths, strict=True):
        cell.width, cell.vertical_alignment = width, WD_ALIGN_VERTICAL.CENTER
        _fill(cell.paragraphs[0], text, column, size, head=head)


def _fill(paragraph: Paragraph, text: str, column: Column, size: Length, *, head: bool) -> None:
    free_line(paragraph)
    spacing = paragraph.paragraph_format
    spacing.space_before = spacing.space_after = Pt(2.5)
    spacing.keep_with_next = head or None
    paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT if column.figures else WD_ALIGN_PARAGRAPH.LEFT
    say_formulas(paragraph, text, face=HEI if head else FANG_SONG, size=size, bold=column.strong and not head)


def _starts(table: Table) -> list[int]:
    """The row of the grid (the head is row 0) each group begins in."""
    found, at = [], 1
    for rows in table.spans:
        found.append(at)
        at += rows
    return found


def _rules(grid: Any, starts: list[int]) -> None:
    """A thick rule above and below the table, a thin one under the head and between groups."""
    last = len(grid.rows) - 1
    for number, row in enumerate(grid.rows):
        for cell in row.cells:
            if number == 0:
                _rule(cell, "top", 12)
            if number in starts:
                _rule(cell, "top", 6)
            if number == last:
                _rule(cell, "bottom", 12)


def _rule(cell: Any, side: str, eighths: int) -> None:
    properties = cell._tc.get_or_add_tcPr()
    borders = properties.find("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}tcBorders")
    if borders is None:
        borders = parse_xml(f"<w:tcBorders {nsdecls('w')}/>")
        properties.insert_element_before(
            borders, "w:shd", "w:noWrap", "w:tcMar", "w:textDirection", "w:tcFitText", "w:vAlign"
        )
    borders.append(
        parse_xml(f'<w:{side} {nsdecls("w")} w:val="single" w:sz="{eighths}" w:space="0" w:color="000000"/>')
    )


def _merge(grid: Any, starts: list[int]) -> None:
    """One cell for the equal first cells of a group, its words once."""
    ends = [*(start - 1 for start in starts[1:]), len(grid.rows) - 1]
    for start, end in zip(starts, ends, strict=True):
        for number in range(start + 1, end + 1):
            for run in grid.cell(number, 0).paragraphs[0].runs:
                run.text = ""
        if end > start:
            merged = grid.cell(start, 0).merge(grid.cell(end, 0))
            for paragraph in merged.paragraphs[1:]:
                paragraph._p.getparent().remove(paragraph._p)
