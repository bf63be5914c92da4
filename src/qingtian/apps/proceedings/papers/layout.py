"""What depends on the data in the layout of an official paper (GB/T 9704-2012) and cannot stand in a template."""

from __future__ import annotations

import unicodedata
from fractions import Fraction

from docx.document import Document
from docx.shared import Mm, Pt

#: name of the paragraph style that marks the red organ head, in our templates and in an office's own
ORGAN_HEAD = "发文机关标志"
TYPE_AREA_WIDTH_MM = 156
LARGEST_HEAD, SMALLEST_HEAD = 44, 18


def fit_organ_head(document: Document) -> None:
    """Set every organ head as large as fits one line of the type area, between 18 and 44 points."""
    if ORGAN_HEAD not in document.styles:
        return
    # the name is looked up once; asking every paragraph for its style searched the list of styles for each
    marked = document.styles[ORGAN_HEAD].style_id
    for paragraph in document.paragraphs:
        if paragraph._p.style == marked:
            for run in paragraph.runs:
                run.font.size = Pt(head_points(paragraph.text))


def head_points(text: str) -> int:
    """Whole points at which ``text`` fits 156 mm; a full-width character counts one, any other a half."""
    width = sum((Fraction(1) if unicodedata.east_asian_width(c) in "WF" else Fraction(1, 2)) for c in text)
    if width == 0:
        return LARGEST_HEAD
    available = Fraction(Mm(TYPE_AREA_WIDTH_MM), Pt(1))
    return max(SMALLEST_HEAD, min(LARGEST_HEAD, int(available / (width + Fraction(1, 2)))))
