"""A line of twelve months: points for a drawing, with gaps where nothing was counted or the figure is kept back."""

from __future__ import annotations

from collections.abc import Sequence

from qingtian.apps.indicators.tables import Cell

WIDTH, HEIGHT, MARGIN = 120, 28, 3


def line_of(cells: Sequence[Cell]) -> list[str]:
    """Runs of points (``x,y x,y``) of the months that have a figure; 0 per cent lies at the bottom, 100 at the top."""
    runs: list[list[str]] = [[]]
    step = (WIDTH - 2 * MARGIN) / max(len(cells) - 1, 1)
    for at, cell in enumerate(cells):
        if cell.share is None or not cell.share.whole:
            runs.append([])
            continue
        high = (HEIGHT - 2 * MARGIN) * cell.share.part / cell.share.whole
        runs[-1].append(f"{MARGIN + at * step:.1f},{HEIGHT - MARGIN - high:.1f}")
    # a month alone between gaps is a short stroke, not nothing
    return [" ".join(run if len(run) > 1 else [run[0], run[0]]) for run in runs if run]
