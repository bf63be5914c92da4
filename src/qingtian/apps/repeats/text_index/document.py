"""What the index takes from the records: covered words, and marks for scope and filters. No receipt, no person."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from qingtian.apps.petitions.models import WorkingCopy
from qingtian.apps.places.models import Area
from qingtian.apps.proceedings.models import Party

#: petitions read from the records at once
CHUNK = 2_000


@dataclass(frozen=True, slots=True)
class Entry:
    """``key`` of the matter, the covered words with the covered place, marks, and the day it was opened (ordinal)."""

    key: int
    words: str
    marks: tuple[str, ...]
    day: int


def every_entry() -> Iterator[Entry]:
    """All petitions with a working copy, in the order of their keys, read chunk by chunk."""
    last = 0
    while chunk := _rows({"petition__proceeding__gt": last}, CHUNK):
        yield from _entries(chunk)
        last = chunk[-1][0]


def entries(keys: Collection[int]) -> Iterator[Entry]:
    """Those of these petitions that have a working copy."""
    wanted = sorted(keys)
    for begin in range(0, len(wanted), CHUNK):
        yield from _entries(_rows({"petition__proceeding__in": wanted[begin : begin + CHUNK]}, CHUNK))


def _rows(where: dict[str, object], most: int) -> list[tuple[object, ...]]:
    of = "petition__proceeding"
    rows = WorkingCopy.objects.filter(**where).order_by(of)
    return list(
        rows.values_list(
            of,
            "text",
            "place",
            f"{of}__channel",
            f"{of}__area",
            f"{of}__restricted",
            f"{of}__opened_on",
            f"{of}__projection__facts__kinds",
        )[:most]
    )


def _entries(rows: list[tuple[object, ...]]) -> Iterator[Entry]:
    parties = _party_marks([row[0] for row in rows])
    areas = {area.pk: [f"a:{code}" for code in area.chain] for area in Area.objects.all()}
    for key, text, place, channel, area, restricted, opened, kinds in rows:
        marks = {f"c:{channel}", *parties[key], *areas.get(area, ()), *(f"k:{kind}" for kind in kinds or ())}
        if restricted:
            marks.add(RESTRICTED)
        yield Entry(key, f"{text}\n{place}", tuple(sorted(marks)), opened.toordinal() if opened else 0)


#: of an accusation (检举控告)
RESTRICTED = "restricted"


def _party_marks(keys: list[int]) -> dict[int, set[str]]:
    """``o:`` the organ itself, ``u:`` it and every organ above, ``p:`` the post."""
    found: dict[int, set[str]] = defaultdict(set)
    rows = Party.objects.filter(proceeding__in=keys).values_list("proceeding", "organ", "organ_path", "post")
    for key, organ, path, post in rows:
        found[key] |= {f"o:{organ}", *(f"u:{code}" for code in path.split("/") if code)}
        if post:
            found[key].add(f"p:{post}")
    return found
