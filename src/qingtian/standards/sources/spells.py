"""Spells of hours (连续时段): neighbouring hours of one kind together, so that a night is one matter, not eight."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Spell:
    """From the beginning of its first hour to the end of its last; ``greatest``: its greatest value, if it has any."""

    begins: datetime
    ends: datetime
    greatest: int | None = None

    @property
    def hours(self) -> int:
        return (self.ends - self.begins) // HOUR


def spells(hours: Iterable[tuple[datetime, int | None]]) -> list[Spell]:
    """The spells of hours given by their beginning and value, in order of time."""
    found: list[Spell] = []
    for start, value in sorted(hours, key=lambda hour: hour[0]):
        last = found[-1] if found else None
        if last and last.ends == start:
            known = [one for one in (last.greatest, value) if one is not None]
            found[-1] = Spell(last.begins, start + HOUR, max(known, default=None))
        else:
            found.append(Spell(start, start + HOUR, value))
    return found
