"""How good one forecast of one day was (预报检验): range, level, primary pollutant, error.

The usual scores are hits in days. The primary pollutant counts only on days whose index is above 50; of two forecast,
one that came is a hit. The error is the middle of the range minus what came.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from qingtian.foresight.wording.saying import levels
from qingtian.standards.air.editions import edition_on
from qingtian.standards.air.held import Held


@dataclass(frozen=True, slots=True)
class Observed:
    """What came: the daily index of record, its level, its primary pollutants."""

    aqi: int
    level: int
    primary: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Judged:
    """``primary_hit`` None: the day does not count, its index is 50 or lower. ``error`` in index points."""

    range_hit: bool
    level_hit: bool
    primary_hit: bool | None
    too_high: bool
    too_low: bool
    error: float


def judged(low: int, high: int, primary: Collection[str], came: Observed, on: date, held: Held | None = None) -> Judged:
    """A range (both ends count) and its pollutants against what came on the day ``on``."""
    edition = held.on(on).index if held else edition_on(on)
    counts = came.aqi > edition.primary.above and bool(came.primary)
    return Judged(
        range_hit=low <= came.aqi <= high,
        level_hit=came.level in {one.level for one in levels(low, high, on, held)},
        primary_hit=bool(set(primary) & set(came.primary)) if counts else None,
        too_high=low > came.aqi,
        too_low=high < came.aqi,
        error=(low + high) / 2 - came.aqi,
    )
