"""Faces, sizes and spacing of official papers, and the run that carries them."""

from __future__ import annotations

from typing import Any

from docx.enum.text import WD_LINE_SPACING
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Length, Pt, RGBColor
from docx.text.paragraph import Paragraph

SONG_TITLE, FANG_SONG, HEI, SONG, LATIN = "方正小标宋简体", "仿宋_GB2312", "黑体", "宋体", "Times New Roman"
PAPER_RED = RGBColor(0xC7, 0x00, 0x0B)
#: 22 lines in 225 mm
LINE = Pt(28.95)
#: 2号, 3号, 4号
TITLE, BODY, TABLE_TYPE = Pt(22), Pt(16), Pt(14)
#: 28 characters of 16 pt in 156 mm. Closed up run by run, not by a character grid: where a cell is narrower than the
#: type, LibreOffice gives every character two cells
CLOSED_UP = Pt(-0.25)


def say(paragraph: Paragraph, text: str, *, face: str = FANG_SONG, size: Length = BODY) -> Any:
    """A run with the Chinese face set where Word looks for it (``w:eastAsia``)."""
    run = paragraph.add_run(text)
    run.font.name, run.font.size = LATIN, size
    properties = run._r.get_or_add_rPr()
    fonts: Any = properties.rFonts
    fonts.set(qn("w:eastAsia"), face)
    fonts.set(qn("w:hint"), "eastAsia")  # quotation marks and dashes are Chinese
    if size == BODY:
        closed_up = parse_xml(f'<w:spacing {nsdecls("w")} w:val="{round(CLOSED_UP.pt * 20)}"/>')
        properties.insert_element_before(closed_up, "w:w", "w:kern", "w:sz", "w:szCs")
    return run


def free_line(paragraph: Paragraph) -> None:
    """Take a paragraph off the page grid and out of any borrowed style: its own type decides its height."""
    paragraph.style = None
    paragraph.paragraph_format.line_spacing_rule = WD_LINE_SPACING.SINGLE
    properties = paragraph._p.get_or_add_pPr()
    properties.insert_element_before(
        parse_xml(f'<w:snapToGrid {nsdecls("w")} w:val="0"/>'),
        *("w:spacing", "w:ind", "w:contextualSpacing", "w:jc", "w:rPr", "w:sectPr"),
    )


def indent_two_characters(paragraph: Paragraph, size: Length) -> None:
    """First line in by two characters; in characters for Word, in points for programs that know no characters."""
    paragraph.paragraph_format.first_line_indent = Length(2 * size)
    indent: Any = paragraph._p.get_or_add_pPr().ind
    indent.set(qn("w:firstLineChars"), "200")
