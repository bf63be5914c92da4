"""Publications as everybody may read them: the list, and one with the history of its corrections."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Exists, OuterRef, Q, QuerySet

from qingtian.apps.publishing.gate import Shown
from qingtian.apps.publishing.models import Publication, PublishedVersion
from qingtian.apps.publishing.queries import TAKEN_DOWN, shown_on, versions_shown
from qingtian.apps.publishing.told_decisions import OF_DECISIONS

#: decisions of one file or feed
MOST = 5000


@dataclass(frozen=True, slots=True)
class ShownPublications:
    """One page of the list: the latest version of each."""

    rows: list[Shown]
    page: Page[Any]


def publications_shown(page: str | None, size: int, day: date) -> ShownPublications:
    """The latest published first; those taken down stay, with the reason and without the text."""
    found = Paginator(shown_on(day), size).get_page(page)
    return ShownPublications([versions_shown(one)[0] for one in found.object_list], found)


def decisions_shown(words: str, kind: str, page: str | None, size: int, day: date) -> ShownPublications:
    """Published penalty decisions and measures that hold ``words``, the latest first."""
    found = Paginator(_decisions(words, kind, day), size).get_page(page)
    return ShownPublications([versions_shown(one)[0] for one in found.object_list], found)


def all_decisions_shown(words: str, kind: str, day: date) -> list[Shown]:
    """The same without pages, for a file or a feed."""
    return [versions_shown(one)[0] for one in _decisions(words, kind, day)[:MOST]]


def _decisions(words: str, kind: str, day: date) -> QuerySet[Publication]:
    """Of one kind or of both. The text of what was taken down is not searched: it is not public any more."""
    found = shown_on(day).filter(kind__in=(kind,) if kind in OF_DECISIONS else OF_DECISIONS)
    if plain := words.strip():
        gone = Q(proceeding__state__in=TAKEN_DOWN) | Q(proceeding__projection__facts__has_key="undone")
        held = PublishedVersion.objects.filter(publication=OuterRef("pk"))
        titled, written = Exists(held.filter(title__icontains=plain)), Exists(held.filter(text__icontains=plain))
        found = found.filter(Q(proceeding__number=plain.upper()) | Q(titled) | (Q(written) & ~gone))
    return found


def publication_shown(number: str, day: date) -> list[Shown]:
    """Every version of one publication, the latest first; empty where the public does not see it that day."""
    found = shown_on(day).filter(proceeding__number=number).first()
    return versions_shown(found) if found else []
