"""The document as a Word file in the layout of official papers (GB/T 9704-2012)."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path

from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.image.image import Image as WordImage
from docx.shared import Mm, Pt

from qingtian.apps.air.publications.composing.document import NO_NUMBER, Chart, Document
from qingtian.apps.air.publications.writing.word_tables import add_table, say_formulas
from qingtian.apps.proceedings.papers.drawing.pieces import organ_head, prose, title_line
from qingtian.apps.proceedings.papers.drawing.sheet import DEMONSTRATION, DRAFT, blank_sheet
from qingtian.apps.proceedings.papers.drawing.type import BODY, FANG_SONG, HEI, LINE, free_line
from qingtian.apps.proceedings.papers.layout import TYPE_AREA_WIDTH_MM, fit_organ_head
from qingtian.charts import PAPER, png

MARKS = {"zh": ("演示数据　不作公文使用", "草稿"), "en": ("Demonstration data. Not an official document.", "Draft")}
NOTE = {"zh": "注：", "en": "Notes: "}
NOTE_TYPE = Pt(10.5)
#: pixels a unit of a chart; sharp at 300 dpi
SCALE = 3
MILLIMETRES_A_UNIT = 25.4 / 96


def as_docx(document: Document, fonts: Path) -> bytes:
    """A Word file: organ, number, title, parts with tables and charts, notes, signature."""
    word = blank_sheet(document.title.replace("\n", ""))
    _marks(word, document)
    organ_head(word)
    _say_again(word, "{{ organ }}", document.organ)
    number = word.paragraphs[-1]
    number.runs[0].text = NO_NUMBER
    fit_organ_head(word)
    title_line(word, document.title, before=Pt(18))
    if document.addressed:
        _prose(word, document.addressed, indent=False)
    for part in document.parts:
        if part.heading:
            _prose(word, part.heading, face=HEI)
        for words in part.paragraphs:
            _prose(word, words)
        if part.table:
            add_table(word, part.table)
        for chart in part.charts:
            _chart(word, chart, fonts)
    _notes(word, document)
    _signature(word, document)
    out = io.BytesIO()
    word.save(out)
    return out.getvalue()


def _marks(word: WordDocument, document: Document) -> None:
    """The marks in the head of every page: demonstration and draft, or nothing."""
    demonstration, draft = MARKS[document.language]
    said = {DEMONSTRATION: demonstration if document.generated else "", DRAFT: draft if document.draft else ""}
    section = word.sections[0]
    for header in (section.header, section.even_page_header):
        for run in header.paragraphs[0].runs:
            run.text = said.get(run.text, run.text)


def _say_again(word: WordDocument, placeholder: str, words: str) -> None:
    for paragraph in word.paragraphs:
        for run in paragraph.runs:
            if run.text == placeholder:
                run.text = words


def _prose(word: WordDocument, text: str, *, face: str = FANG_SONG, indent: bool = True) -> None:
    """A paragraph with the formulas of pollutants set as they are written."""
    paragraph = prose(word, "", face=face, indent=indent)
    say_formulas(paragraph, text, face=face, size=BODY)


def _chart(word: WordDocument, chart: Chart, fonts: Path) -> None:
    picture = png(chart.spec(PAPER), fonts=fonts, scale=SCALE)
    paragraph = word.add_paragraph()
    free_line(paragraph)
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(6)
    shape = paragraph.add_run().add_picture(io.BytesIO(picture))
    drawn = WordImage.from_blob(picture).px_width / SCALE * MILLIMETRES_A_UNIT
    width = min(TYPE_AREA_WIDTH_MM, drawn)
    shape.height = round(shape.height * Mm(width) / shape.width)
    shape.width = Mm(width)
    shape._inline.docPr.set("descr", chart.alt)


def _notes(word: WordDocument, document: Document) -> None:
    for place, note in enumerate(document.notes, 1):
        head = NOTE[document.language] if place == 1 else ""
        paragraph = word.add_paragraph()
        free_line(paragraph)
        if place == 1:
            paragraph.paragraph_format.space_before = Pt(8)
        say_formulas(paragraph, f"{head}{place}. {note}", face=FANG_SONG, size=NOTE_TYPE)


def _signature(word: WordDocument, document: Document) -> None:
    """Organ above date in the right half; the seal is not drawn."""
    lines: Sequence[str] = [line for line in (document.organ, document.day) if line]
    for place, text in enumerate(lines):
        paragraph = prose(word, text, indent=False)
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        paragraph.paragraph_format.left_indent = Mm(76)
        paragraph.paragraph_format.space_before = LINE if place == 0 else Pt(0)
        paragraph.paragraph_format.keep_with_next = place < len(lines) - 1
