"""The parts of composite indices as bars of a table: one scale for all rows, a tick for last year. Integers only."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from qingtian.language import Text

#: in the units of the drawing; the axis ends at WIDTH, the rest is room for a tick and the last label
WIDTH, ROOM, HEIGHT = 400, 24, 22
#: thousandths of an index in one whole
WHOLE = 1000
#: a segment narrower than this cannot hold its figure
FIGURE_WIDTH = 30
#: labels in the head stand at least so far apart
LABEL_WIDTH = {"PM10": 40, "PM2_5": 42, "NO2": 34, "SO2": 32, "CO": 26, "O3": 26}
#: the order of the six items in every chart (look §10); ozone of a period is its greatest 8 h
ORDER = ("PM10", "PM2_5", "NO2", "SO2", "CO", "O3")


@dataclass(frozen=True, slots=True)
class Segment:
    """One item's share of an index. ``written``: its single index, where it is the first and wide enough."""

    series: int
    x: int
    width: int
    item: str
    written: str = ""


@dataclass(frozen=True, slots=True)
class PartsBar:
    """A row of the column: its segments, its whole length, the tick of the year before (None without one)."""

    segments: tuple[Segment, ...]
    length: int
    tick: int | None


@dataclass(frozen=True, slots=True)
class Head:
    """The head of the column: whole numbers of the axis and where the items' names stand."""

    axis: tuple[tuple[int, int], ...]
    names: tuple[tuple[int, str], ...]


def top_of(wholes: Iterable[int | None]) -> int:
    """The least whole index, in thousandths, that holds every bar and tick; at least one."""
    return max(1, -(-max((each or 0 for each in wholes), default=0) // WHOLE)) * WHOLE


def parts_bar(singles: Mapping[str, int | None], before: int | None, top: int) -> PartsBar:
    """One row. ``singles`` and ``before`` in thousandths; an item without a value has no segment."""
    at, segments = 0, []
    for series, item in enumerate(ORDER, 1):
        value = singles.get(item) or 0
        x, end = at * WIDTH // top, (at + value) * WIDTH // top
        if end > x:
            figure = f"{value // WHOLE}.{value % WHOLE // 10:02d}" if series == 1 and end - x >= FIGURE_WIDTH else ""
            segments.append(Segment(series, x, end - x, item, figure))
        at += value
    return PartsBar(tuple(segments), at * WIDTH // top, None if before is None else before * WIDTH // top)


def head(bars: Sequence[PartsBar], top: int) -> Head:
    """The axis, and the names over the segments of the longest bar, moved right where they would touch."""
    axis = tuple((whole * WIDTH * WHOLE // top, whole) for whole in range(top // WHOLE + 1))
    longest = max(bars, key=lambda bar: bar.length, default=PartsBar((), 0, None))
    free, names = 0, []
    for segment in longest.segments:
        x = max(segment.x, free)
        names.append((x, segment.item))
        free = x + LABEL_WIDTH[segment.item]
    return Head(axis, tuple(names))


def items_said(singles: Mapping[str, str]) -> Text:
    """What the bar shows, for those who do not see it; ``singles`` already written."""
    said = [f"{item.replace('_', '.')} {value}" for item, value in singles.items()]
    return Text("，".join(said), ", ".join(said))
