"""Copy every petition and case of the loaded year, round by round."""

from __future__ import annotations

from collections.abc import Callable

from qingtian.apps.petitions.models import PetitionPhoto
from qingtian.apps.proceedings.models import Act, Proceeding
from qingtian.demo.scale.round import Round
from qingtian.demo.scale.settling import settle

#: what is copied; publications stay single: a standing decision is in force once
COPIED = ("petition", "five_ones_case")

Progress = Callable[[str, int], None]


def templates() -> list[int]:
    """Keys of the matters that are copied; those with photos are not: originals are sealed under one reporter's key."""
    photographed = PetitionPhoto.objects.values("petition__proceeding_id")
    found = Proceeding.objects.filter(procedure__in=COPIED, generated=True, erased_on=None)
    return list(found.exclude(pk__in=photographed).order_by("pk").values_list("pk", flat=True))


def multiply(times: int, progress: Progress) -> int:
    """Bring the year to ``times`` what it is; returns how many matters were added. Every round stands or falls alone.

    Copies happen on the days of their templates, at the same offices, with numbers, marks of chains, receipts and
    sealed reporters of their own. Word files of their papers are those of the templates and bear their numbers.
    """
    keys, added = templates(), 0
    for number in range(1, times):
        added += Round(keys, number).copy()
        progress("copied matters", added)
    settle()
    progress("acts", Act.objects.count())
    return added
