"""文书: papers in official layout from editable Word templates.

May live here: the catalogue of papers, their wording and templates, filling a template with data, converting the
filled file to PDF. No models, no Django, no clock: what a paper says is handed in, dates already in words.
"""

from qingtian.apps.proceedings.papers.catalogue import PaperKind, catalogue
from qingtian.apps.proceedings.papers.conversion import to_pdf
from qingtian.apps.proceedings.papers.rendering import RenderedPaper, asked_for, check_template, fill, render
from qingtian.apps.proceedings.papers.steps import steps_asked, steps_taken_from
from qingtian.apps.proceedings.papers.words import chinese_date

__all__ = [
    "PaperKind",
    "RenderedPaper",
    "asked_for",
    "catalogue",
    "check_template",
    "chinese_date",
    "fill",
    "render",
    "steps_asked",
    "steps_taken_from",
    "to_pdf",
]
