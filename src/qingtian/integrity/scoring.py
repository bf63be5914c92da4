"""``integrity score``: a file of readings in, a score for every station and day out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from qingtian.integrity.grid import Grid, read_grid
from qingtian.integrity.kinds import KINDS
from qingtian.integrity.learning import Plan, judge
from qingtian.language import Text
from qingtian.tables import CsvRows
from qingtian.tables.whole_file import WholeFile

#: a kind is named beside a day when it is at least so likely
NAMED: Final = 0.2
HEADING: Final = ("station", "date", "score", "kinds")


@dataclass(frozen=True)
class DayScore:
    """How suspicious a station's day is, 0 to 1, and which kinds it resembles, likeliest first."""

    station: str
    day: date
    score: float
    kinds: tuple[str, ...]


def score_grid(grid: Grid, plan: Plan | None = None, watch: Callable[[Text], None] = lambda _: None) -> list[DayScore]:
    """One score for every station and calendar day, wholly missing days too."""
    likely = judge(grid, plan or Plan(), watch).likely
    scores = []
    for row, station in enumerate(grid.stations):
        for day in range(grid.days):
            chances = likely[row, day, : len(KINDS)]
            named = sorted((kind for kind in range(len(KINDS)) if chances[kind] >= NAMED), key=lambda k: -chances[k])
            kinds = tuple(KINDS[kind] for kind in named)
            scores.append(DayScore(station, grid.day(day), float(1 - likely[row, day, len(KINDS)]), kinds))
    return scores


def score_file(
    file: Path,
    weather: Path | None,
    out: Path,
    plan: Plan | None = None,
    watch: Callable[[Text], None] = lambda _: None,
) -> list[DayScore]:
    """Score a Parquet file and write the table."""
    scores = score_grid(read_grid(file, weather), plan, watch)
    with WholeFile(out) as whole:
        table = CsvRows(whole.text, end="\n")
        table.write(HEADING)
        for one in scores:
            table.write((one.station, one.day, f"{one.score:.6f}", ";".join(one.kinds)))
        whole.commit()
    return scores
