"""What is kept against what the values say now: new episodes, those that go on, those cleared, those withdrawn.

Values come late and are revised, so an episode that was told may turn out longer, shorter, or never to have been. Kept
and found ones are the same where their times overlap. After the last value the kept ones are those found in order.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from qingtian.alerts.evaluation import Episode


@dataclass(frozen=True, slots=True)
class Kept:
    """An episode as it is kept, by the key of its row."""

    key: int
    group: str
    began: datetime
    cleared: datetime | None


@dataclass(frozen=True, slots=True)
class Change:
    """``raised``: new; ``continues``: kept, its figures anew; ``withdrawn``: the values no longer say so."""

    what: Literal["raised", "continues", "withdrawn"]
    kept: Kept | None
    episode: Episode | None


def reconcile(kept: Iterable[Kept], found: Sequence[Episode], since: datetime) -> list[Change]:
    """One change for every episode and every kept one. What ended before ``since`` was not looked at and stays."""
    by_group: dict[str, list[Kept]] = {}
    for one in sorted(kept, key=lambda each: each.began):
        by_group.setdefault(one.group, []).append(one)
    changes: list[Change] = []
    for episode in found:
        same = next((one for one in by_group.get(episode.group, []) if _overlap(one, episode)), None)
        if same:
            by_group[episode.group].remove(same)
        changes.append(Change("continues" if same else "raised", same, episode))
    gone = [one for group in by_group.values() for one in group if one.began >= since]
    # a kept one that began before what was looked at and is open still is cleared by nothing seen: it stays as it is
    return [*changes, *(Change("withdrawn", one, None) for one in gone)]


def _overlap(kept: Kept, episode: Episode) -> bool:
    kept_ends, ends = kept.cleared or datetime.max.replace(tzinfo=kept.began.tzinfo), episode.cleared
    return episode.began <= kept_ends and (ends is None or kept.began <= ends)
