"""Marked hours in a row as one matter to review (待审时段): a station, an item, a mark, hours of one natural day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from qingtian.measurements.flags.find import Flagged
from qingtian.measurements.lake import Flag


@dataclass(frozen=True, slots=True)
class Episode:
    """Hours ``first_hour`` to ``last_hour`` of a day, both included; its fields are those a ``Decision`` wants."""

    station: str
    item: str
    day: date
    first_hour: int
    last_hour: int
    flag: Flag


def episodes(found: Iterable[Flagged]) -> list[Episode]:
    """One for every mark; an hour with two marks is in two. ``found`` in the order ``flagged`` gives."""
    done: list[Episode] = []
    open_: dict[Flag, Episode] = {}
    for one in found:
        for flag in Flag(one.flags):
            last = open_.get(flag)
            if last is not None and _follows(last, one):
                last = Episode(last.station, last.item, last.day, last.first_hour, one.hour, flag)
            else:
                if last is not None:
                    done.append(last)
                last = Episode(one.station, one.item, one.day, one.hour, one.hour, flag)
            open_[flag] = last
    done += open_.values()
    return sorted(done, key=lambda one: (one.station, one.item, one.day, one.first_hour, one.flag))


def _follows(last: Episode, one: Flagged) -> bool:
    same = (last.station, last.item, last.day) == (one.station, one.item, one.day)
    return same and last.last_hour + 1 == one.hour
