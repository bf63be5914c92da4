"""What credit adds to the kernel."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from qingtian.apps.credit.actions.decide import decide_repair, list_entry, note_undoing, review_words, take_down
from qingtian.apps.credit.actions.erase import erase
from qingtian.apps.credit.actions.propose import propose
from qingtian.apps.credit.levels import Period, level_named, period
from qingtian.apps.credit.models import ListEntry
from qingtian.apps.proceedings.calendars import calendar
from qingtian.apps.proceedings.chapters import Chapter
from qingtian.apps.proceedings.models import Proceeding
from qingtian.apps.publishing.told_decisions import decision_of
from qingtian.errors import QingtianError
from qingtian.procedures import Projection
from qingtian.procedures.guards.credit import LISTING, ListingFacts


def world(proceeding: Proceeding, projection: Projection, on: date) -> Mapping[str, Any]:
    """Level, lawful days, and whether the decision still stands on that day."""
    entry = ListEntry.objects.select_related("case").filter(proceeding=proceeding).first()
    if entry is None:
        return {}
    level, days = level_named(entry.level), _days(entry, on)
    decision = decision_of(entry.case, entry.decided_on)
    facts = ListingFacts(
        level=level.id,
        level_title=level.title,
        shortest=entry.shortest if entry.first_day else days and days.shortest,
        longest=days.longest if days else None,
        shown_until=entry.last_day,
        lack=decision.lack(on),
        undone=decision.undone(on),
    )
    return {LISTING: facts}


def _days(entry: ListEntry, on: date) -> Period | None:
    """The lawful days of a publication beginning when it began, or on that day; None before the law has any."""
    try:
        return period(level_named(entry.level), entry.first_day or on, calendar())
    except QingtianError:
        return None


def offers(proceeding: Proceeding, act: str) -> Mapping[str, Any]:
    """What a fresh form of ``list`` holds: the level by the sanction."""
    if act != "list":
        return {}
    entry = ListEntry.objects.get(proceeding=proceeding)
    return {"level": entry.level}


LISTING_CHAPTER = Chapter(
    procedure="violator_listing",
    world=world,
    effects={
        "propose": propose,
        "review_words": review_words,
        "list": list_entry,
        "decide_repair": decide_repair,
        "note_undoing": note_undoing,
        "take_down": take_down,
    },
    erase=erase,
    offers=offers,
)

CHAPTERS = (LISTING_CHAPTER,)
