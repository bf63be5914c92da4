"""From lines to the records of a table, so that one broken row never swallows its neighbours."""

from __future__ import annotations

import csv
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass

#: A quoted cell may hold line ends; an unclosed quote looks the same, so the search for its end is short.
_LINES_IN_A_RECORD = 10


@dataclass(frozen=True, slots=True)
class Record:
    """One row of the input: its number (1 = first under the heading), its line, its text; ``cells`` if it parses."""

    number: int
    line: int
    text: str
    cells: tuple[str, ...] | None


def split(line: str) -> tuple[str, ...] | None:
    """The cells of one record, or ``None`` if its quotes do not close or a cell is absurdly long."""
    try:
        return tuple(next(csv.reader([line], strict=True), ()))
    except csv.Error:
        return None


def records(lines: Iterator[str], width: int) -> Iterator[Record]:
    """The records under a heading of ``width`` cells. Empty lines are no rows."""
    waiting: deque[str] = deque()
    line, number = 1, 0
    while True:
        first = waiting.popleft() if waiting else next(lines, None)
        if first is None:
            return
        line += 1
        if not first.strip():
            continue
        number += 1
        text, cells, more = first, split(first), 0
        if cells is None:
            text, cells, more = _joined(first, waiting, lines, width)
        yield Record(number, line, text, cells)
        line += more


def _joined(
    first: str, waiting: deque[str], lines: Iterator[str], width: int
) -> tuple[str, tuple[str, ...] | None, int]:
    """``first`` with as many following lines as make a whole record; alone, and those put back, if none do."""
    text = first
    for more in range(1, _LINES_IN_A_RECORD):
        if len(waiting) < more:
            following = next(lines, None)
            if following is None:
                break
            waiting.append(following)
        text = f"{text}\n{waiting[more - 1]}"
        cells = _split_joined(text)
        if cells is not None and len(cells) == width:
            for _ in range(more):
                waiting.popleft()
            return text, cells, more
    return first, None, 0


def _split_joined(text: str) -> tuple[str, ...] | None:
    try:
        rows = list(csv.reader([f"{line}\n" for line in text.split("\n")], strict=True))
    except csv.Error:
        return None
    return tuple(rows[0]) if len(rows) == 1 else None
