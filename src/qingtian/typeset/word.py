"""A publication as a Word file, for an office that goes on working in it: the same words in the same order.

The index is a field of Word's own, filled in when the file is opened; page numbers are fields as well.
"""

from __future__ import annotations

import io
from typing import Any

from docx import Document
from docx.enum.section import WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt

from qingtian.language import Text
from qingtian.typeset.publication import Photo, Publication, Table

GENERATED = Text("演示数据　不作公文使用", "Demonstration data. Not an official document.")
DRAFT = Text("草稿", "Draft")
UPDATE = Text("在目录上点右键，更新域，就有页码。", "Right-click here and update the field for the page numbers.")
FACE = "FangSong"
#: what XML cannot carry
UNWRITABLE = {n: None for n in range(32) if n not in (9, 10, 13)}


def set_docx(publication: Publication) -> bytes:
    """The Word file of a publication; drawings are left out, they are made for the printed page."""
    document: Any = Document()
    style = document.styles["Normal"]
    style.font.name = FACE
    style.element.rPr.rFonts.set(qn("w:eastAsia"), FACE)
    _edges(document, publication)
    title = document.add_heading(_clean(publication.title), level=0)
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for n, section in enumerate(publication.sections):
        if section.restart:
            _restart(document)
        elif section.new_page:
            document.add_page_break()
        if section.heading:
            heading = document.add_heading(_clean(section.heading), level=1)
            if section.mark:
                _bookmark(heading, section.mark, n)
        for words in section.paragraphs:
            document.add_paragraph(_clean(words))
        if section.table is not None:
            _table(document, section.table)
        for photo in section.photos:
            _photo(document, photo)
        if n == 0 and publication.contents:
            document.add_paragraph(_clean(publication.contents))
            _field(document.add_paragraph(), 'TOC \\o "1-1" \\h \\z \\u', UPDATE.in_(publication.language))
    for words in (*publication.notes, publication.signed, publication.day):
        if words:
            document.add_paragraph(_clean(words))
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _clean(words: str) -> str:
    return words.translate(UNWRITABLE)


def _edges(document: Any, publication: Publication) -> None:
    """Marks at the head of every page, the page number at its foot."""
    section = document.sections[0]
    marks = [GENERATED] * publication.generated + [DRAFT] * publication.draft
    section.header.paragraphs[0].text = "　".join(mark.in_(publication.language) for mark in marks)
    foot = section.footer.paragraphs[0]
    foot.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _field(foot, "PAGE", "1")


def _field(paragraph: Any, instruction: str, shown: str) -> None:
    """A field of Word: begin, instruction, what is shown until it is updated, end."""
    for kind in ("begin", None, "separate", "shown", "end"):
        run = paragraph.add_run()
        if kind == "shown":
            run.text = shown
        elif kind is None:
            written = OxmlElement("w:instrText")
            written.set(qn("xml:space"), "preserve")
            written.text = instruction
            run._r.append(written)
        else:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
            run._r.append(mark)


def _photo(document: Any, photo: Photo) -> None:
    shape = document.add_picture(io.BytesIO(photo.jpeg), width=Pt(photo.width))
    shape._inline.docPr.set("descr", _clean(photo.alt))


def _restart(document: Any) -> None:
    """A part of the document whose pages are numbered from 1; the first part is there already."""
    part = document.add_section(WD_SECTION.NEW_PAGE)
    numbering = OxmlElement("w:pgNumType")
    numbering.set(qn("w:start"), "1")
    part._sectPr.append(numbering)


def _bookmark(heading: Any, mark: str, n: int) -> None:
    """What a field of the index finds the page of."""
    for tag in ("w:bookmarkStart", "w:bookmarkEnd"):
        element = OxmlElement(tag)
        element.set(qn("w:id"), str(n))
        if tag.endswith("Start"):
            element.set(qn("w:name"), _name(mark))
        heading._p.append(element)


def _name(mark: str) -> str:
    return "m_" + mark.replace("-", "_")


def _table(document: Any, table: Table) -> None:
    made = document.add_table(rows=1, cols=len(table.columns))
    made.style = "Table Grid"
    for cell, column in zip(made.rows[0].cells, table.columns, strict=True):
        cell.text = _clean(column.title)
    for n, row in enumerate(table.rows):
        cells = made.add_row().cells
        for cell, words in zip(cells, row, strict=True):
            cell.text = _clean(words)
        if table.pages:
            _field(cells[-1].paragraphs[0], f"PAGEREF {_name(table.pages[n])}", "·")
