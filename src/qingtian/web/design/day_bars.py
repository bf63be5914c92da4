"""Concentrations day by day as bars, with the limit as a dashed line and the worst day named. Integers only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from qingtian.language import Text

#: in the units of the drawing
WIDTH, HEIGHT = 600, 132
STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000)
MOST_LINES = 3


@dataclass(frozen=True, slots=True)
class Day:
    """One bar: ``value`` in whole units (None: a gap), ``label`` under the axis for some, ``href`` to its hours."""

    value: int | None
    label: Text | str = ""
    words: Text | str = ""
    over: bool = False


@dataclass(frozen=True, slots=True)
class DayBar:
    """Where one bar stands; ``named`` for the worst day over the limit, whose words are written over it."""

    x: int
    y: int
    width: int
    height: int
    day: Day
    named: bool

    @property
    def middle(self) -> int:
        return self.x + self.width // 2

    @property
    def anchor(self) -> str:
        """Words near an edge stay inside the drawing."""
        return "start" if self.middle < 40 else "end" if self.middle > WIDTH - 40 else "middle"


@dataclass(frozen=True, slots=True)
class DayBars:
    """The whole drawing. ``limit`` is the y of the dashed line and its words; ``grid``: y and figure."""

    bars: tuple[DayBar, ...]
    grid: tuple[tuple[int, int], ...]
    limit: tuple[int, Text] | None
    gaps: int


def day_bars(days: Sequence[Day], limit: int | None, limit_words: Text) -> DayBars:
    """Bars from zero; a line of the grid that would touch the limit's is left out."""
    top = max([day.value or 0 for day in days] + [limit or 0, 1]) * 21 // 20 + 1
    step = next((each for each in STEPS if top // each <= MOST_LINES), STEPS[-1])
    worst = max((day.value for day in days if day.value is not None and day.over), default=None)
    pitch = WIDTH / max(len(days), 1)
    bars: list[DayBar] = []
    for place, day in enumerate(days):
        height = (day.value or 0) * HEIGHT // top
        x, end = round(place * pitch), round((place + 1) * pitch)
        named = worst is not None and day.value == worst and day.over and not any(bar.named for bar in bars)
        bars.append(DayBar(x, HEIGHT - height, max(end - x - 2, 1), height, day, named))
    line = None if limit is None else HEIGHT - limit * HEIGHT // top
    grid = [(HEIGHT - value * HEIGHT // top, value) for value in range(0, top, step)]
    apart = tuple((y, value) for y, value in grid if line is None or abs(y - line) > 10)
    return DayBars(tuple(bars), apart, None if line is None else (line, limit_words), _gaps(days))


def _gaps(days: Sequence[Any]) -> int:
    return sum(day.value is None for day in days)
