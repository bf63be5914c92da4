"""Which backups to keep: the newest of each of the last days, weeks and months."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

FORM = "qingtian-%Y%m%dT%H%M%S"


@dataclass(frozen=True, slots=True)
class Keep:
    """How many daily, weekly and monthly backups stay."""

    daily: int = 7
    weekly: int = 4
    monthly: int = 12


def taken(place: Path) -> dict[datetime, Path]:
    """The finished backups in ``place`` by their moment; other folders are not ours."""
    found = {}
    for path in place.glob("qingtian-2*"):
        try:
            found[datetime.strptime(path.name, FORM)] = path  # noqa: DTZ007 (a name, compared only with others)
        except ValueError:
            continue
    return found


def staying(moments: Iterable[datetime], keep: Keep) -> set[datetime]:
    """The newest moment of each of the newest days, ISO weeks and months; the very newest stays always."""
    newest_first = sorted(moments, reverse=True)
    stay = set(newest_first[:1])
    periods: tuple[tuple[int, Callable[[datetime], object]], ...] = (
        (keep.daily, datetime.date),
        (keep.weekly, lambda at: at.isocalendar()[:2]),
        (keep.monthly, lambda at: (at.year, at.month)),
    )
    for count, period in periods:
        first: dict[object, datetime] = {}
        for at in newest_first:
            first.setdefault(period(at), at)
        stay.update(list(first.values())[:count])
    return stay


def rotate(place: Path, keep: Keep) -> list[Path]:
    """Delete the backups that no longer stay; returns them. Files linked into younger ones live on there."""
    found = taken(place)
    going = [found[at] for at in sorted(found.keys() - staying(found, keep))]
    for path in going:
        shutil.rmtree(path)
    return going
