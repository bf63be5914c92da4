"""Search the covered words of petitions (全文搜索): found by the index, held against the records, inside one's scope.

What comes back is what the records say now: a stale index can neither show what was erased nor what lies out of scope.
No total is told, because it would count what one may not see.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from qingtian.apps.petitions.policy import copies_read_by
from qingtian.apps.proceedings.policy import visible
from qingtian.apps.repeats.models import IndexDue
from qingtian.apps.repeats.policy import marks_in_sight, sees_accusations
from qingtian.apps.repeats.text_index.asking import Asked, holding
from qingtian.apps.repeats.text_index.document import Entry, entries
from qingtian.apps.repeats.text_index.reading import searcher
from qingtian.insight.likeness.letters import plain
from qingtian.procedures.who import Actor

#: hits of the index held against the records at once, and how often before the reader is asked to go on
BATCH, ROUNDS = 60, 4
NOT_INDEXED = 200


@dataclass(frozen=True, slots=True)
class Wanted:
    """Every one of ``phrases``; ``areas``, ``media``, ``channels`` by code, any of each; days as ordinals, included."""

    phrases: Sequence[str]
    areas: Collection[str] = ()
    media: Collection[str] = ()
    channels: Collection[str] = ()
    since: int | None = None
    until: int | None = None

    @property
    def groups(self) -> list[set[str]]:
        """The filters as marks of the index."""
        named = (("a", self.areas), ("k", self.media), ("c", self.channels))
        return [{f"{kind}:{code}" for code in codes} for kind, codes in named if codes]


@dataclass(frozen=True, slots=True)
class Hits:
    """The newest first. ``further``: go on below this key; ``building``: there is no index yet."""

    found: list[Entry]
    further: int | None = None
    building: bool = False


def search(actor: Actor, wanted: Wanted, most: int, *, below: int | None = None) -> Hits:
    """At most ``most`` petitions in this actor's scope that hold every phrase, with keys below ``below``."""
    phrases = [letters for phrase in wanted.phrases if (letters := plain(phrase))]
    sight = marks_in_sight(actor)
    if not phrases or not sight:
        return Hits([])
    wanted = replace(wanted, phrases=phrases)
    recent = _held(_not_indexed(below), wanted, actor)
    index = searcher()
    if index is None:
        return Hits(sorted(recent, key=lambda entry: -entry.key)[:most], building=True)
    found = {entry.key: entry for entry in recent}
    cursor, through = below, False
    for _ in range(ROUNDS):
        asked = Asked(phrases, sight, sees_accusations(actor), wanted.groups, wanted.since, wanted.until, before=cursor)
        keys = holding(index, asked, BATCH)
        found |= {entry.key: entry for entry in _held(keys, wanted, actor)}
        through = len(keys) < BATCH
        cursor = keys[-1] if keys else cursor
        if through or sum(key >= (cursor or 0) for key in found) > most:
            break
    return _page(found, most, None if through else cursor)


def _page(found: dict[int, Entry], most: int, cursor: int | None) -> Hits:
    """What was found above the cursor is complete; what lies below waits for the next page."""
    complete = sorted((key for key in found if cursor is None or key >= cursor), reverse=True)
    page = complete[:most]
    further = page[-1] if len(complete) > most else cursor
    return Hits([found[key] for key in page], further)


def _not_indexed(below: int | None) -> list[int]:
    """Petitions that changed since the index was written."""
    due = IndexDue.objects.order_by("-proceeding")
    due = due if below is None else due.filter(proceeding__lt=below)
    return list(due.values_list("proceeding", flat=True)[:NOT_INDEXED])


def _held(keys: Iterable[int], wanted: Wanted, actor: Actor) -> list[Entry]:
    """Those of these keys that lie in scope and are what is wanted, as the records stand now."""
    keys = list(keys)
    if not keys:
        return []
    readable = copies_read_by(actor).filter(petition__proceeding__in=visible(actor).filter(pk__in=keys))
    seen = readable.values_list("petition__proceeding", flat=True)
    return [entry for entry in entries(list(seen)) if _fits(entry, wanted)]


def _fits(entry: Entry, wanted: Wanted) -> bool:
    letters = plain(entry.words)
    if not all(phrase in letters for phrase in wanted.phrases):
        return False
    if wanted.since is not None and entry.day < wanted.since:
        return False
    if wanted.until is not None and entry.day > wanted.until:
        return False
    return all(group & set(entry.marks) for group in wanted.groups)
