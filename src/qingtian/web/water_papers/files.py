"""The files of an issue of water: made once, kept under the hash of everything they are made from."""

from __future__ import annotations

from django.core.cache import cache

from qingtian import __version__
from qingtian.apps.air.publications.figures import canonical
from qingtian.apps.water.publications.composing import compose
from qingtian.apps.water.publications.issue import Issue
from qingtian.trail import sm3
from qingtian.web.air_papers.files import FORMATS, KEPT_SECONDS, own_fonts


def file_of(issue: Issue, suffix: str, language: str) -> bytes:
    """One file of an issue. Raises QingtianError where fonts are missing; KeyError for a format there is not."""
    key = _key(issue, suffix, language)
    found = cache.get(key)
    if found is None:
        found = FORMATS[suffix].make(issue, compose(issue, language))
        cache.set(key, found, KEPT_SECONDS)
    return bytes(found)


def file_name(issue: Issue, suffix: str) -> str:
    """水环境质量月报-2026-10.pdf, with the matter's number and version where it has them."""
    marks = [issue.number, issue.about.title.zh, issue.period, f"v{issue.version}" if issue.number else ""]
    return "-".join(mark for mark in marks if mark) + f".{suffix}"


def _key(issue: Issue, suffix: str, language: str) -> str:
    """Everything a file is made from: figures, words beside them, marks, format, language, program, own faces."""
    beside = (
        *(issue.kind, issue.period, issue.number, issue.version, issue.day, issue.imports_upto, issue.program),
        *(tuple(issue.editions), issue.generated, issue.draft, issue.organ, issue.city, issue.fewer_items),
        *(issue.fewer_basis, tuple(issue.rules), tuple(issue.places), issue.correction),
    )
    made_by = (__version__, suffix, language, [str(path) for path in own_fonts()])
    return f"water-paper.{sm3(repr((canonical(issue.figures), beside, made_by)).encode())[:48]}"
