"""What stands where in a file (文件格式), whatever the feed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

#: text of a stamp → natural day and hour 1 to 24; raises ``standards.air.feed.Unreadable`` ("bad_time")
ReadStamp = Callable[[str], tuple[date, int]]


@dataclass(frozen=True, slots=True)
class Factor:
    """From ``first_day`` on, a printed number × ``times`` is the item's own unit."""

    first_day: date
    times: Fraction


AS_GIVEN = (Factor(date.min, Fraction(1)),)


@dataclass(frozen=True, slots=True)
class ItemColumn:
    """An item, the heading and position (from 0) of its column, the unit written there, the way to our unit."""

    item: str
    heading: str
    position: int
    unit: str
    factors: tuple[Factor, ...] = AS_GIVEN


@dataclass(frozen=True, slots=True)
class Layout:
    """A table with a row a station-hour. ``stamp`` are positions whose cells, with a blank between, make the stamp.

    ``station`` is a position, or None where ``station_fixed`` names the only station. ``extra`` are further columns
    that a check of the feed wants. ``width`` is the number of cells a row must have.
    """

    feed: str
    width: int
    station: int | None
    stamp: tuple[int, ...]
    stamp_name: str
    read_stamp: ReadStamp
    items: tuple[ItemColumn, ...]
    gaps: frozenset[str]
    not_monitored: frozenset[str]
    station_fixed: str = ""
    station_name: str = ""
    delimiter: str = ","
    extra: tuple[tuple[str, int], ...] = field(default=())
