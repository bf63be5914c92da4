"""A line of twelve months: points for a drawing, with gaps where nothing was counted or the figure is kept back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from qingtian.apps.indicators.tables import Cell

WIDTH, HEIGHT, MARGIN = 120, 28, 3


@dataclass(frozen=True, slots=True)
class Spark:
    """``runs`` of points (``x,y x,y``) of months one after the other that have a figure; a month ``alone`` is a dot."""

    runs: list[str]
    alone: list[tuple[str, str]]


def line_of(cells: Sequence[Cell]) -> Spark:
    """The course of the cells; 0 per cent lies at the bottom, 100 at the top."""
    runs: list[list[tuple[str, str]]] = [[]]
    step = (WIDTH - 2 * MARGIN) / max(len(cells) - 1, 1)
    for at, cell in enumerate(cells):
        if cell.share is None or not cell.share.whole:
            runs.append([])
            continue
        high = (HEIGHT - 2 * MARGIN) * cell.share.part / cell.share.whole
        runs[-1].append((f"{MARGIN + at * step:.1f}", f"{HEIGHT - MARGIN - high:.1f}"))
    joined = [" ".join(f"{x},{y}" for x, y in run) for run in runs if len(run) > 1]
    return Spark(joined, [run[0] for run in runs if len(run) == 1])
