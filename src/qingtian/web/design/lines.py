"""Two runs of values as lines over the same axis: this place in azure, the other dashed grey. Integers only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from qingtian.language import Text

#: in the units of the drawing
WIDTH, HEIGHT = 600, 150
STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000)
MOST_LINES = 4


@dataclass(frozen=True, slots=True)
class Lines:
    """Paths of the two runs (gaps open the line), single points between gaps, grid, labels under the axis, the limit."""

    paths: tuple[str, ...]
    points: tuple[tuple[int, int, int], ...]
    grid: tuple[tuple[int, str], ...]
    labels: tuple[tuple[int, Text | str, str], ...]
    limit: tuple[int, Text] | None


def lines(
    runs: Sequence[Sequence[int | None]],
    labels: Sequence[tuple[int, Text | str]],
    unit: int = 1,
    limit: tuple[int, Text] | None = None,
) -> Lines:
    """``runs`` in the same steps; ``unit`` is what one whole is in their integers (1000 for thousandths)."""
    known = [value for run in runs for value in run if value is not None]
    top = max([*known, limit[0] if limit else 0, 1]) * 21 // 20 + 1
    length = max(max((len(run) for run in runs), default=0) - 1, 1)
    step = _step(top, unit)
    paths, points = [], []
    for number, run in enumerate(runs):
        path, alone = _path(run, length, top)
        paths.append(path)
        points += [(x, y, number) for x, y in alone]
    line = None if limit is None else (HEIGHT - limit[0] * HEIGHT // top, limit[1])
    grid = [(HEIGHT - value * HEIGHT // top, _written(value, unit)) for value in range(0, top, step)]
    kept = tuple((y, figure) for y, figure in grid if line is None or abs(y - line[0]) > 10)
    placed = tuple((at * WIDTH // length, words, _anchor(at, length)) for at, words in labels)
    return Lines(tuple(paths), tuple(points), kept, placed, line)


def _step(top: int, unit: int) -> int:
    tenth = max(unit // 10, 1)
    return next((each * tenth for each in STEPS if top // (each * tenth) <= MOST_LINES), top)


def _written(value: int, unit: int) -> str:
    whole, rest = divmod(value, unit)
    return str(whole) if not rest else f"{whole}.{rest * 10 // unit}"


def _anchor(at: int, length: int) -> str:
    return "start" if at == 0 else "end" if at == length else "middle"


def _path(run: Sequence[int | None], length: int, top: int) -> tuple[str, list[tuple[int, int]]]:
    pieces: list[str] = []
    alone: list[tuple[int, int]] = []
    held: list[tuple[int, int]] = []
    for place, value in enumerate([*run, None]):
        if value is not None:
            held.append((place * WIDTH // length, HEIGHT - value * HEIGHT // top))
            continue
        if len(held) == 1:
            alone += held
        elif held:
            pieces.append("M" + "L".join(f"{x} {y}" for x, y in held))
        held = []
    return "".join(pieces), alone
