"""Tables of papers: label and value in four columns."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from docx.document import Document as WordDocument
from docx.enum.table import WD_ALIGN_VERTICAL, WD_ROW_HEIGHT_RULE, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Length, Mm, Pt
from docx.table import _Cell

from qingtian.apps.proceedings.papers.drawing.type import (
    FANG_SONG,
    HEI,
    TABLE_TYPE,
    free_line,
    indent_two_characters,
    say,
)
from qingtian.apps.proceedings.papers.layout import TYPE_AREA_WIDTH_MM

LABEL_WIDTH = Mm(28)  # the value beside it then holds a whole date on one line
ROW_HEIGHT_MM = 11


def add_table(document: WordDocument, rows: list[Any]) -> None:
    """Label and value cells in four columns, black hairlines."""
    table = document.add_table(rows=0, cols=4)
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    table._tbl.tblPr.insert_element_before(borders(), "w:shd", "w:tblLayout", "w:tblCellMar", "w:tblLook")
    widths = [LABEL_WIDTH, Mm(TYPE_AREA_WIDTH_MM / 2) - LABEL_WIDTH] * 2
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    for row in rows:
        add_row(table, row, widths)


def thin_end(document: WordDocument, height: Length) -> None:
    """The paragraph Word wants after a table, too thin to make a page of its own."""
    document.add_paragraph().paragraph_format.line_spacing = height


def borders() -> Any:
    """Single lines round and between cells."""
    edges = "".join(
        f'<w:{edge} w:val="single" w:sz="6" w:space="0" w:color="000000"/>'
        for edge in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    return parse_xml(f"<w:tblBorders {nsdecls('w')}>{edges}</w:tblBorders>")


def add_row(table: Any, row: Any, widths: list[Any]) -> None:
    """``[label, value]``, ``[label, value, label, value]``, or a tall or signature row given as a mapping."""
    line = table.add_row()
    line.height_rule = WD_ROW_HEIGHT_RULE.AT_LEAST
    line.height = Mm(row.get("tall", ROW_HEIGHT_MM)) if isinstance(row, dict) else Mm(ROW_HEIGHT_MM)
    cells = list(row_cells(row))
    places = list(line.cells)
    if len(cells) == 2:
        places = [places[0], places[1].merge(places[3])]
        widths = [widths[0], sum(widths[1:])]
    for (kind, text), place, width in zip(cells, places, widths, strict=True):
        place.width = width
        fill_cell(place, kind, text)


def row_cells(row: Any) -> Iterator[tuple[str, str]]:
    """Each cell of a row as (kind, text)."""
    if isinstance(row, list):
        yield from (("value" if index % 2 else "label", text) for index, text in enumerate(row))
    elif "sign" in row:
        yield from (("label", row["sign"]), ("sign", "（签字）　　　　　　年　　月　　日"))
    else:
        yield from (("label", row["label"]), ("prose" if row.get("tall") else "value", row["value"]))


def fill_cell(cell: _Cell, kind: str, text: str) -> None:
    """A label is centred in 黑体, a value 仿宋; a signature waits at the lower right."""
    place = {"sign": WD_ALIGN_VERTICAL.BOTTOM, "prose": WD_ALIGN_VERTICAL.TOP}
    cell.vertical_alignment = place.get(kind, WD_ALIGN_VERTICAL.CENTER)
    paragraph = cell.paragraphs[0]
    free_line(paragraph)
    side = {"label": WD_ALIGN_PARAGRAPH.CENTER, "sign": WD_ALIGN_PARAGRAPH.RIGHT}.get(kind, WD_ALIGN_PARAGRAPH.LEFT)
    paragraph.alignment = side
    spacing = paragraph.paragraph_format
    spacing.space_before = spacing.space_after = Pt(3)
    if kind == "prose":
        indent_two_characters(paragraph, TABLE_TYPE)
    say(paragraph, text, face=HEI if kind == "label" else FANG_SONG, size=TABLE_TYPE)
