"""The pieces of a paper, top to bottom: organ head, title, prose, signature, receipt."""

from __future__ import annotations

from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Length, Mm, Pt
from docx.text.paragraph import Paragraph

from qingtian.apps.proceedings.papers.drawing.type import (
    BODY,
    FANG_SONG,
    HEI,
    LINE,
    PAPER_RED,
    SONG_TITLE,
    TITLE,
    free_line,
    indent_two_characters,
    say,
)
from qingtian.apps.proceedings.papers.layout import LARGEST_HEAD, ORGAN_HEAD

#: the number is the office's own; until it is entered its place stays open
NUMBER = "{% if number_label %}{{ number_label }}{% else %}〔　　　　〕　　号{% endif %}"


def organ_head(document: WordDocument) -> None:
    """The red organ head, the number and the red separator; rendering fits the head to one line."""
    head = document.add_paragraph()
    free_line(head)
    head.style = document.styles[ORGAN_HEAD]
    head.alignment = WD_ALIGN_PARAGRAPH.CENTER
    say(head, "{{ organ }}", face=SONG_TITLE, size=Pt(LARGEST_HEAD)).font.color.rgb = PAPER_RED
    number = document.add_paragraph()
    free_line(number)
    number.alignment = WD_ALIGN_PARAGRAPH.CENTER
    number.paragraph_format.space_before = Pt(24)
    number._p.get_or_add_pPr().insert_element_before(
        parse_xml(
            f'<w:pBdr {nsdecls("w")}><w:bottom w:val="single" w:sz="18" w:space="8" w:color="{PAPER_RED}"/></w:pBdr>'
        ),
        *("w:snapToGrid", "w:spacing", "w:ind", "w:jc", "w:rPr"),
    )
    say(number, NUMBER)


def corner_mark(document: WordDocument, text: str) -> None:
    """A line at the upper right of the first page, above the organ head: the class of an answer, its publicity."""
    line = document.add_paragraph()
    free_line(line)
    line.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    say(line, text, face=HEI)


def title_line(document: WordDocument, text: str, *, before: Length) -> None:
    """The title, 小标宋 2号, centred."""
    title = document.add_paragraph()
    free_line(title)
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    title.paragraph_format.space_before, title.paragraph_format.space_after = before, Pt(20)
    title.paragraph_format.keep_with_next = True
    say(title, text, face=SONG_TITLE, size=TITLE)


def prose(document: WordDocument, text: str, *, face: str = FANG_SONG, indent: bool = True) -> Paragraph:
    """A paragraph indented by two characters; a head is the same in another face."""
    paragraph = document.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    if indent:
        indent_two_characters(paragraph, BODY)
    paragraph.paragraph_format.keep_with_next = face != FANG_SONG
    say(paragraph, text, face=face)
    return paragraph


def signature(document: WordDocument) -> None:
    """Organ above date in the right half, with room for the seal; kept with the end of the text."""
    for index, text in enumerate(("{{ organ }}", "{{ act.date }}")):
        line = document.add_paragraph()
        line.alignment = WD_ALIGN_PARAGRAPH.CENTER
        line.paragraph_format.left_indent = Mm(40)
        line.paragraph_format.space_before = LINE * 2 if index == 0 else Pt(0)
        line.paragraph_format.keep_with_next = index == 0
        say(line, text)


def receipt(document: WordDocument, text: str) -> None:
    """A slip to tear off, filled with a pen by the receiving organ, on a page of its own."""
    title_line(document, "回　　执", before=Pt(0))
    document.paragraphs[-1].paragraph_format.page_break_before = True
    prose(document, "{{ organ }}：", indent=False)
    prose(document, text)
    for index, blank in enumerate(("收件单位（盖章）：", "收件人：", "　　　　年　　月　　日")):
        line = prose(document, blank, indent=False)
        line.paragraph_format.left_indent = Mm(65)
        line.paragraph_format.space_before = LINE * 2 if index == 0 else Pt(0)
