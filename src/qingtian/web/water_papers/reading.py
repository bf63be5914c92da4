"""A publication of water as its readers get it: made from the fields that came through the gate, not from a record."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from qingtian.apps.water.publications.composing import compose
from qingtian.apps.water.publications.issue import Issue
from qingtian.apps.water.publications.kinds import KINDS
from qingtian.apps.water.publications.record import issue_of
from qingtian.language import Text
from qingtian.web.air_papers.files import FORMATS, fonts
from qingtian.web.air_papers.page import notes_of, shown_parts
from qingtian.web.water_papers.files import file_name, file_of


class Passed(Protocol):
    """What came through the gate."""

    @property
    def fields(self) -> Mapping[str, Any]:
        """Its fields."""


def title_of(kind: str | None) -> Text | None:
    """What a kind is called; None for one taken down, which says no kind."""
    return KINDS[kind].title if kind in KINDS else None


def as_page(held: Sequence[Passed], language: str) -> dict[str, Any]:
    """The latest of these versions for its template; the second is the one it corrects."""
    document = compose(_issue(held, 0), language)
    return {
        "document": document,
        "parts": shown_parts(document, fonts()),
        "notes": notes_of(document),
        "formats": FORMATS.values(),
    }


def as_file(held: Sequence[Passed], version: int, suffix: str, language: str) -> tuple[bytes, str, str] | None:
    """Content, name and type of one file of one version; None where there is no such version or format."""
    place = next((n for n, one in enumerate(held) if one.fields.get("version") == version), None)
    if place is None or suffix not in FORMATS or "figures" not in held[place].fields:
        return None
    issue = _issue(held, place)
    return file_of(issue, suffix, language), file_name(issue, suffix), FORMATS[suffix].media_type


def _issue(held: Sequence[Passed], place: int) -> Issue:
    """The issue of one version, with its correction against the one published before."""
    before = held[place + 1].fields if place + 1 < len(held) else None
    fields = held[place].fields
    return issue_of(fields, number=str(fields["number"]), before=before, generated=bool(fields["generated"]))
