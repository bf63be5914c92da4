"""Bars and scales as coordinates: SVG attributes, because a strict policy allows no inline style. Integers only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from qingtian.language import Text

#: in the units of the drawings, close to the pixels of a phone, so that their words keep their size
SCALE_WIDTH, BARS_WIDTH, BARS_HEIGHT = 360, 324, 84
#: the open last level is drawn two thirds as long as all before it together; a drawing choice
OPEN_PART = (2, 3)


@dataclass(frozen=True, slots=True)
class Hour:
    """One hour of the chart; ``index`` None is a gap, not zero. ``label`` under the axis for some hours only."""

    index: int | None
    level: int | None
    label: Text | str = ""
    words: Text | str = ""


@dataclass(frozen=True, slots=True)
class Band:
    """One level on the scale; ``end`` is written at its right, None for the open one."""

    level: int
    x: int
    width: int
    end: int | None

    @property
    def right(self) -> int:
        return self.x + self.width


@dataclass(frozen=True, slots=True)
class Bar:
    """One hour as a bar, or as a dotted line where the hour is missing."""

    level: int | None
    x: int
    y: int
    width: int
    height: int
    hour: Hour
    highest: bool = False

    @property
    def middle(self) -> int:
        return self.x + self.width // 2


@dataclass(frozen=True, slots=True)
class Grid:
    """A thin line with its index."""

    y: int
    index: int


def scale_bands(levels: Sequence[Any]) -> tuple[list[Band], int]:
    """The levels side by side over SCALE_WIDTH, and the index the width stands for.

    ``levels``: ``standards.air.categories(on)``, or anything with ``level`` and ``up_to``.
    """
    limits = [level.up_to for level in levels if level.up_to is not None]
    top = limits[-1] + limits[-1] * OPEN_PART[0] // OPEN_PART[1]
    ends = [*limits, top]
    starts = [0, *limits]
    bands = [
        Band(level.level, a * SCALE_WIDTH // top, b * SCALE_WIDTH // top - a * SCALE_WIDTH // top, level.up_to)
        for level, a, b in zip(levels, starts, ends, strict=True)
    ]
    return bands, top


def marker(index: int, top: int) -> int:
    """Where the index stands on the scale; never past its end."""
    return min(index, top) * SCALE_WIDTH // top


def hour_bars(hours: Sequence[Hour], floor: int = 100) -> tuple[list[Bar], list[Grid]]:
    """Bars from zero and at most four grid lines; ``floor`` is the least top of the axis."""
    known = [hour.index for hour in hours if hour.index is not None]
    highest = max(known, default=0)
    top = max(highest, floor)
    step = next(s for s in (50, 100, 200, 500) if top // s <= 4 or s == 500)
    pitch = BARS_WIDTH // max(len(hours), 1)
    first = next((i for i, hour in enumerate(hours) if hour.index == highest), None) if known else None
    bars = [_bar(hour, i, pitch, top, i == first) for i, hour in enumerate(hours)]
    return bars, [Grid(BARS_HEIGHT - v * BARS_HEIGHT // top, v) for v in range(step, top + 1, step)]


def _bar(hour: Hour, place: int, pitch: int, top: int, highest: bool) -> Bar:
    height = (hour.index or 0) * BARS_HEIGHT // top
    return Bar(hour.level, place * pitch, BARS_HEIGHT - height, max(pitch - 1, 1), height, hour, highest)
