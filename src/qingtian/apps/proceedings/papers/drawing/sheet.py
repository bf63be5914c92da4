"""The sheet a paper is drawn on: A4, type area 156 × 225 mm, marks in the head, page number at the outer foot."""

from __future__ import annotations

import datetime
from typing import Any

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING, WD_TAB_ALIGNMENT
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph

from qingtian.apps.proceedings.papers.drawing.type import (
    BODY,
    FANG_SONG,
    HEI,
    LATIN,
    LINE,
    SONG,
    TABLE_TYPE,
    free_line,
    say,
)
from qingtian.apps.proceedings.papers.layout import ORGAN_HEAD, TYPE_AREA_WIDTH_MM

DEMONSTRATION = "{% if generated %}演示数据　不作公文使用{% endif %}"
DRAFT = "{% if draft %}草稿{% endif %}"


def blank_sheet(title: str) -> WordDocument:
    """An A4 document in the official page set-up with nothing on it."""
    document = Document()
    strip_borrowed_parts(document)
    keep_default_styles_only(document)
    set_behaviour(document)
    set_defaults(document)
    set_page(document)
    set_properties(document, title)
    return document


def strip_borrowed_parts(document: WordDocument) -> None:
    """Drop the library's thumbnail, theme and other parts we do not use."""
    kept = ("/styles", "/settings", "/officeDocument", "/core-properties")
    for holder in (document.part.package.rels, document.part.rels):
        for identifier, relation in list(holder.items()):
            if not relation.reltype.endswith(kept):
                holder.pop(identifier)


def keep_default_styles_only(document: WordDocument) -> None:
    """Remove the library's ready-made styles; what a paper uses is defined here."""
    root = document.styles.element
    for style in list(root):
        named = style.tag == qn("w:style")
        if style.tag == qn("w:latentStyles") or (named and style.get(qn("w:default")) not in ("1", "true")):
            root.remove(style)


def set_behaviour(document: WordDocument) -> None:
    """Our own settings: current layout rules of Word, heads and feet apart on odd and even pages."""
    root = document.settings.element
    for child in list(root):
        root.remove(child)
    mode = 'w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"'
    root.append(parse_xml(f"<w:compat {nsdecls('w')}><w:useFELayout/><w:compatSetting {mode}/></w:compat>"))
    document.settings.odd_and_even_pages_header_footer = True


def set_defaults(document: WordDocument) -> None:
    """Body type for everything: Latin and Chinese faces apart, Chinese text, no widow control (22 full lines)."""
    root = document.styles.element
    for old in root.findall(qn("w:docDefaults")):
        root.remove(old)
    fonts = f'w:ascii="{LATIN}" w:hAnsi="{LATIN}" w:cs="{LATIN}" w:eastAsia="{FANG_SONG}"'
    root.insert(
        0,
        parse_xml(
            f"<w:docDefaults {nsdecls('w')}><w:rPrDefault><w:rPr><w:rFonts {fonts}/>"
            '<w:sz w:val="32"/><w:szCs w:val="32"/><w:lang w:val="en-GB" w:eastAsia="zh-CN"/></w:rPr></w:rPrDefault>'
            "<w:pPrDefault/></w:docDefaults>"
        ),
    )
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = LATIN, BODY
    normal.element.rPr.rFonts.set(qn("w:eastAsia"), FANG_SONG)
    normal.paragraph_format.widow_control = False
    normal.paragraph_format.line_spacing_rule, normal.paragraph_format.line_spacing = WD_LINE_SPACING.EXACTLY, LINE
    head = document.styles.add_style(ORGAN_HEAD, WD_STYLE_TYPE.PARAGRAPH)
    head.base_style = normal


def set_page(document: WordDocument) -> None:
    """Margins, grid, header with the marks, page number outside on odd and even pages."""
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin, section.left_margin, section.right_margin = (
        Mm(37),
        Mm(35),
        Mm(28),
        Mm(26),
    )
    section.header_distance, section.footer_distance = Mm(20), Mm(24)
    for grid in section._sectPr.findall(qn("w:docGrid")):
        section._sectPr.remove(grid)
    section._sectPr.append(parse_xml(f'<w:docGrid {nsdecls("w")} w:type="lines" w:linePitch="579"/>'))
    for header in (section.header, section.even_page_header):
        marks(header.paragraphs[0])
    page_number(section.footer.paragraphs[0], WD_ALIGN_PARAGRAPH.RIGHT)
    page_number(section.even_page_footer.paragraphs[0], WD_ALIGN_PARAGRAPH.LEFT)


def marks(paragraph: Paragraph) -> None:
    """Demonstration mark on the left, draft mark on the right, on every page."""
    free_line(paragraph)
    paragraph.paragraph_format.tab_stops.add_tab_stop(Mm(TYPE_AREA_WIDTH_MM), WD_TAB_ALIGNMENT.RIGHT)
    say(paragraph, DEMONSTRATION, face=HEI, size=TABLE_TYPE)
    paragraph.add_run("\t")
    say(paragraph, DRAFT, face=HEI, size=TABLE_TYPE)


def page_number(paragraph: Paragraph, side: WD_ALIGN_PARAGRAPH) -> None:
    """``— 1 —`` one character in from the outer edge."""
    free_line(paragraph)
    paragraph.alignment = side
    edge = paragraph.paragraph_format
    edge.left_indent = edge.right_indent = Pt(14)
    say(paragraph, "— ", face=SONG, size=Pt(14))
    run = say(paragraph, "", face=SONG, size=Pt(14))
    for kind, text in (("begin", ""), ("", " PAGE "), ("separate", ""), (None, "1"), ("end", "")):
        run._r.append(field_part(kind, text))
    say(paragraph, " —", face=SONG, size=Pt(14))


def field_part(kind: str | None, text: str) -> Any:
    """One piece of a Word field: a mark, its instruction or its last result."""
    if kind:
        return parse_xml(f'<w:fldChar {nsdecls("w")} w:fldCharType="{kind}"/>')
    tag = "w:t" if kind is None else "w:instrText"
    return parse_xml(f'<{tag} {nsdecls("w")} xml:space="preserve">{text}</{tag}>')


def set_properties(document: WordDocument, title: str) -> None:
    """Fixed properties: a template says what it is and when nothing."""
    properties = document.core_properties
    properties.title, properties.author, properties.language = title, "", "zh-CN"
    properties.comments = properties.keywords = properties.last_modified_by = ""
    properties.created = properties.modified = datetime.datetime(2026, 1, 1)  # noqa: DTZ001 the format has no zone
