"""Look into the register (查阅登记簿): every look is an entry of its own, made before anything is shown."""

from __future__ import annotations

from datetime import datetime

from qingtian.apps.clues.actions.doer import doer_of
from qingtian.apps.clues.chain import Entry, append, entries
from qingtian.apps.clues.register import Clue, folded
from qingtian.procedures.who import Actor


def look(by: Actor, *, now: datetime, at: str) -> list[Clue]:
    """The clues, once it is written who looked and at what (``at``: list, ageing, or the number of one clue)."""
    append({"step": "looked", "clue": None, "at": at, "by": doer_of(by), "day": now.date().isoformat()}, now=now)
    return folded(entries())


def looks(most: int) -> list[Entry]:
    """The last looks, newest first: whose, when and at what. For whoever watches over the keeper."""
    return [entry for entry in reversed(entries()) if entry.content["step"] == "looked"][:most]


def open_count() -> int:
    """How many clues are open: the bare number, which is no look."""
    return sum(clue.is_open for clue in folded(entries()))
