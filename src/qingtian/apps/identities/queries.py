"""Named questions about the sealed store that open nothing."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from qingtian.apps.identities import errors
from qingtian.apps.identities.identity import Kind, Opening, Purpose, Subject
from qingtian.apps.identities.models import OpeningLog, SealedIdentity

_BATCH = 500  # below the number of parameters any database takes


@dataclass(frozen=True)
class PeopleCount:
    """``people``: distinct telephone numbers; ``uncounted``: reports without one, which may be anybody."""

    people: int
    uncounted: int


def openings(token: str) -> list[Opening]:
    """Every opening of this reporter's identity or files, oldest first, as the receipt shows it: no officer's name."""
    return [
        Opening(row.opened_at, row.organ, Purpose(row.purpose).text, Subject(row.subject).text)
        for row in OpeningLog.objects.filter(token=token)
    ]


def opening_log(*, since: datetime, until: datetime) -> QuerySet[OpeningLog]:
    """The full log between two moments (``until`` excluded), with persons and reasons, for whoever oversees secrecy."""
    return OpeningLog.objects.filter(opened_at__gte=since, opened_at__lt=until)


def kind_of(token: str) -> Kind:
    """Named, contact or anonymous. Raises token_unknown."""
    kind = SealedIdentity.objects.filter(token=token).values_list("kind", flat=True).first()
    if kind is None:
        raise errors.token_unknown()
    return Kind(kind)


def _batches(tokens: Collection[str]) -> Iterator[list[str]]:
    unique = sorted(set(tokens))
    for start in range(0, len(unique), _BATCH):
        yield unique[start : start + _BATCH]


def count_people(tokens: Collection[str]) -> PeopleCount:
    """How many different people stand behind these reports, as far as their telephone numbers tell."""
    found: list[str | None] = []
    for batch in _batches(tokens):
        found += SealedIdentity.objects.filter(token__in=batch).values_list("fingerprint", flat=True)
    unknown = len(set(tokens)) - len(found)
    known = [mark for mark in found if mark is not None]
    return PeopleCount(people=len(set(known)), uncounted=len(found) - len(known) + unknown)


def same_person(token: str, most: int) -> list[str]:
    """Other reports of whoever left the same telephone number, the newest first: their tokens and nothing else.

    Empty where no number was left; a number shared by a household or an office makes one person of several.
    """
    mark = SealedIdentity.objects.filter(token=token).values_list("fingerprint", flat=True).first()
    if mark is None:
        return []
    others = SealedIdentity.objects.filter(fingerprint=mark, claimed=True).exclude(token=token).order_by("-pk")
    return list(others.values_list("token", flat=True)[:most])
