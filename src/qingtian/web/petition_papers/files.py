"""The files of a report: written from its document, nothing counted on the way."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from qingtian.apps.air.publications.composing import Document
from qingtian.apps.air.publications.writing import as_docx
from qingtian.apps.petition_figures.models import PetitionReport
from qingtian.apps.petition_figures.reports import compose
from qingtian.charts.face import MINUS
from qingtian.config.city import city
from qingtian.standards.periods import period
from qingtian.tables.writing import xlsx_bytes
from qingtian.typeset import Table, set_pdf
from qingtian.web.air_papers.files import fonts, own_fonts
from qingtian.web.air_papers.page import as_html
from qingtian.web.design.period_words import period_words
from qingtian.web.desk.air.exports import XLSX, as_number

NOTES = {"zh": "说明", "en": "Notes"}


@dataclass(frozen=True, slots=True)
class Format:
    """A format: its type and how it is made."""

    media_type: str
    make: Callable[[Document], bytes]


def as_xlsx(document: Document) -> bytes:
    """A sheet a table; words and notes on the last."""
    tables = [part.table for part in document.parts if part.table]
    said = [[line] for line in document.text().split("\n")] + [[note] for note in document.notes]
    sheets = [(table.caption, _sheet(table)) for table in tables[1:]] + [(NOTES[document.language], said)]
    first = tables[0]
    rows = [[as_number(cell) if c.figures else cell for cell, c in zip(row, first.columns, strict=True)]
            for row in first.rows]  # fmt: skip
    return xlsx_bytes("report.xlsx", _heads(first), rows, title=first.caption, notes=sheets)


def _heads(table: Table) -> list[str]:
    return [column.title.replace("\n", "") for column in table.columns]


def _sheet(table: Table) -> list[Sequence[str]]:
    """Figures as numbers, so that they can be reckoned with."""
    return [
        _heads(table),
        *(
            [
                as_number(cell.replace(MINUS, "-")) if c.figures else cell
                for cell, c in zip(row, table.columns, strict=True)
            ]
            for row in table.rows
        ),
    ]  # type: ignore[return-value]


FORMATS: Mapping[str, Format] = {
    "docx": Format(
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        lambda document: as_docx(document, fonts()),
    ),
    "pdf": Format(
        "application/pdf",
        lambda document: set_pdf(document.publication(fonts()), fonts=fonts(), own_fonts=own_fonts()),
    ),
    "xlsx": Format(XLSX, as_xlsx),
    "html": Format("text/html; charset=utf-8", lambda document: as_html(document, fonts()).encode()),
}


def document_of(report: PetitionReport, language: str) -> Document:
    """The document of a report; the office and the period as they are called."""
    return compose(report, language, organ=city().bureau, title_period=period_words(period(report.period)))


def file_of(report: PetitionReport, suffix: str, language: str) -> bytes:
    """One file. KeyError for a format there is not; QingtianError where fonts are missing."""
    return FORMATS[suffix].make(document_of(report, language))


def file_name(report: PetitionReport, suffix: str) -> str:
    """Such as ``petitions-monthly-2026-10.docx``."""
    return f"petitions-{report.kind}-{report.period}.{suffix}"
