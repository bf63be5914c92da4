"""Pages in groups, a line each (机关 and 督导 begin so): what a page is for, and how much stands on it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.urls import reverse

from qingtian.language import Text
from qingtian.web.access import PAGES
from qingtian.web.desk.seat import DeskRequest

Count = Callable[[DeskRequest], Text]


@dataclass(frozen=True, slots=True)
class Entry:
    """One page: its name, one line on what it is for, a count. Who may open it stands in ``web.access`` alone."""

    address: str
    title: Text
    about: Text
    count: Count | None = None


@dataclass(frozen=True, slots=True)
class Shown:
    entry: Entry
    href: str
    count: Text | None


Groups = Sequence[tuple[Text, tuple[Entry, ...]]]


def groups_for(request: DeskRequest, groups: Groups) -> list[tuple[Text, list[Shown]]]:
    """What this officer may open of each group; a group without any is left out."""
    return [(title, shown) for title, entries in groups if (shown := _shown(request, entries))]


def _shown(request: DeskRequest, entries: Sequence[Entry]) -> list[Shown]:
    found = []
    for entry in entries:
        wanted = PAGES[entry.address].roles
        if not wanted or wanted & request.actor.roles:
            found.append(Shown(entry, reverse(entry.address), entry.count(request) if entry.count else None))
    return found
