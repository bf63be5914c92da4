"""One row of a table of water in, its class and indices out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from qingtian.standards.air.feed import Unreadable
from qingtian.standards.air.printed import printed_period
from qingtian.standards.water.classes import Classified, Values, classify
from qingtian.standards.water.columns import Columns, body_of
from qingtian.standards.water.evaluation import evaluation_on, evaluations
from qingtian.standards.water.index import WaterIndex, ranking_editions, ranking_on, water_index
from qingtian.standards.water.limits import Waterbody, limit_editions, limits_on
from qingtian.standards.water.measured import Measured, UnreadableValue, of_item
from qingtian.standards.water.ranking import rounded
from qingtian.standards.water.trophic import Trophic, trophic, trophic_editions, trophic_on

#: decimals of everything computed, in files for programs; papers have fewer
DECIMALS = 4
ADDED = ("class", "worst_items", "exceedance", "cwqi", "tli")
INCOMPLETE = "incomplete"


class BadRow(ValueError):
    """A row without a result; ``faults`` are pairs of a stable reason and the column's heading."""

    def __init__(self, faults: tuple[tuple[str, str], ...]) -> None:
        super().__init__(faults)
        self.faults = faults


@dataclass(frozen=True, slots=True)
class Judged:
    """What one section was found to be in one period."""

    classified: Classified
    index: WaterIndex
    trophic: Trophic | None

    def cells(self) -> tuple[str, ...]:
        """What is added to the row, in the order of ADDED; a row without any item of the class has no class."""
        multiples = (f"{code}:{_written(one)}" for code, one in self.classified.multiples.items())
        index = INCOMPLETE if self.index.index is None else _written(self.index.index)
        level = "" if self.trophic is None or self.trophic.index is None else _written(self.trophic.index)
        grade = self.classified.grade or ""
        return grade, ";".join(self.classified.worst), ";".join(multiples), index, level


def judged(values: Values, waterbody: Waterbody, day: date) -> Judged:
    """Class, index and, of a lake, trophic index of the values of a section by the editions of that day."""
    limits, rule, ranking = limits_on(day), evaluation_on(day), ranking_on(day)
    part = rule.below_detection.value
    counted: dict[str, Fraction] = {code: value.counted(part) for code, value in values.items()}
    return Judged(
        classify(values, waterbody, limits, rule),
        water_index(counted, waterbody, limits, ranking),
        trophic(counted, trophic_on(day)) if waterbody == "lake" else None,
    )


def read_row(cells: tuple[str, ...], columns: Columns) -> tuple[Values, Waterbody, date]:
    """The values of a row, its waterbody and the last day of its period. Raises BadRow with every fault."""
    faults: list[tuple[str, str]] = []
    waterbody = body_of(cells[columns.waterbody])
    if not cells[columns.section].strip():
        faults.append(("no_section", columns.headings[columns.section]))
    if waterbody is None:
        faults.append(("bad_waterbody", columns.headings[columns.waterbody]))
    day = last_day(cells[columns.period])
    if day is None:
        faults.append(("bad_period", columns.headings[columns.period]))
    values = _values(cells, columns, waterbody, faults)
    if faults or waterbody is None or day is None:
        raise BadRow(tuple(faults))
    return values, waterbody, day


def _values(
    cells: tuple[str, ...], columns: Columns, waterbody: Waterbody | None, faults: list[tuple[str, str]]
) -> Mapping[str, Measured]:
    values: dict[str, Measured] = {}
    for column in columns.items:
        try:
            value = of_item(column.code, cells[column.place])
        except UnreadableValue as fault:
            faults.append((fault.reason, column.heading))
            continue
        if value is None or (column.only and column.only != waterbody):
            continue
        if column.code in values and values[column.code] != value:
            faults.append(("two_values", column.heading))
        values[column.code] = value
    return values


@lru_cache(maxsize=4096)
def last_day(text: str) -> date | None:
    """The day whose editions hold for a period; None where the words are no period and it would matter.

    While one edition alone is held of everything, every period is under it, however it is written.
    """
    try:
        return printed_period(text).last
    except Unreadable:
        alone = all(
            len(held) == 1 for held in (limit_editions(), evaluations(), ranking_editions(), trophic_editions())
        )
        return date.max if alone and text.strip() else None


def readable_period(text: str) -> bool:
    """Whether the words of a period were understood."""
    try:
        return bool(printed_period(text))
    except Unreadable:
        return False


def _written(value: Fraction | Decimal) -> str:
    return f"{rounded(value, DECIMALS):f}"
