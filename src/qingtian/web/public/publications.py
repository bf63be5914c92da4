"""Publications as everybody may read them: the list, and one with the history of its corrections."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator

from qingtian.apps.publishing.gate import Shown
from qingtian.apps.publishing.queries import once_published, versions_shown


@dataclass(frozen=True, slots=True)
class ShownPublications:
    """One page of the list: the latest version of each."""

    rows: list[Shown]
    page: Page[Any]


def publications_shown(page: str | None, size: int) -> ShownPublications:
    """The latest published first; those taken down stay, with the reason and without the text."""
    found = Paginator(once_published(), size).get_page(page)
    return ShownPublications([versions_shown(one)[0] for one in found.object_list], found)


def publication_shown(number: str) -> list[Shown]:
    """Every version of one publication, the latest first; empty where the public never saw it."""
    found = once_published().filter(proceeding__number=number).first()
    return versions_shown(found) if found else []
