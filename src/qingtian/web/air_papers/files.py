"""The files of an issue: made once, kept under the hash of everything they are made from."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from django.conf import settings
from django.core.cache import cache

from qingtian import __version__
from qingtian.apps.air.publications.composing import Document, compose
from qingtian.apps.air.publications.figures import Figures, canonical
from qingtian.apps.air.publications.issue import Issue
from qingtian.apps.air.publications.writing import as_docx, as_xlsx
from qingtian.language import Text
from qingtian.trail import sm3
from qingtian.typeset import set_pdf
from qingtian.web.air_papers.page import as_html

KEPT_SECONDS = 90 * 24 * 3600
BYTE_ORDER_MARK = "\ufeff"


class WithFigures(Protocol):
    """An issue of air or of water."""

    @property
    def figures(self) -> Figures:
        """All numbers of it."""


@dataclass(frozen=True, slots=True)
class Format:
    """A format: how its file ends, its type, what it is called."""

    suffix: str
    media_type: str
    title: Text
    make: Callable[[WithFigures, Document], bytes]


def fonts() -> Path:
    """The free faces of set-up."""
    return Path(settings.ASSETS) / "fonts"


def own_fonts() -> list[Path]:
    """The office's own faces, where it has put any into its data folder."""
    folder = Path(settings.DATA) / "fonts"
    return [folder] if folder.is_dir() else []


def _pdf(issue: WithFigures, document: Document) -> bytes:
    return set_pdf(document.publication(fonts()), fonts=fonts(), own_fonts=own_fonts())


FORMATS: Mapping[str, Format] = {
    one.suffix: one
    for one in (
        Format("pdf", "application/pdf", Text("PDF", "PDF"), _pdf),
        Format(
            "docx",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            Text("Word", "Word"),
            lambda issue, document: as_docx(document, fonts()),
        ),
        Format(
            "xlsx",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Text("Excel", "Excel"),
            lambda issue, document: as_xlsx(document, issue.figures),
        ),
        Format(
            "csv",
            "text/csv; charset=utf-8",
            Text("规范数据 CSV", "Figures (CSV)"),
            lambda issue, document: canonical(issue.figures).encode(),
        ),
        Format(
            "txt",
            "text/plain; charset=utf-8",
            Text("短信文本", "Text"),
            lambda issue, document: (document.text() + "\n").encode(),
        ),
        Format(
            "html",
            "text/html; charset=utf-8",
            Text("网页文件", "Web page"),
            lambda issue, document: as_html(document, fonts()).encode(),
        ),
    )
}


def file_of(issue: Issue, suffix: str, language: str) -> bytes:
    """One file of an issue. Raises QingtianError where fonts are missing; KeyError for a format there is not."""
    made = FORMATS[suffix]
    key = _key(issue, suffix, language)
    found = cache.get(key)
    if found is None:
        found = made.make(issue, compose(issue, language))
        cache.set(key, found, KEPT_SECONDS)
    return bytes(found)


def file_name(issue: Issue, suffix: str) -> str:
    """周报-2026-W45.pdf, with the matter's number and version where it has them."""
    marks = [
        issue.number,
        issue.about.title.zh,
        issue.period,
        f"v{issue.version}" if issue.number else "",
        issue.about_region,
    ]
    return "-".join(mark for mark in marks if mark) + f".{suffix}"


def _key(issue: Issue, suffix: str, language: str) -> str:
    """Everything a file is made from: figures, words beside them, marks, format, language, program, own faces."""
    beside = (
        *(issue.kind, issue.period, issue.about_region, issue.number, issue.version, issue.day, issue.snapshot),
        *(issue.snapshot_at, issue.program, issue.provisional, issue.generated, issue.draft, issue.organ, issue.city),
        *(tuple(issue.rules), tuple(issue.places), issue.correction),
    )
    made_by = (__version__, suffix, language, [str(path) for path in own_fonts()])
    return f"air-paper.{sm3(repr((canonical(issue.figures), beside, made_by)).encode())[:48]}"
