"""The places of a scan from a CSV: cases, population and position a row; an impossible row is named."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from qingtian.errors import UnusableInput
from qingtian.language import Text
from qingtian.targeting.reading import MEND, table
from qingtian.targeting.scan.zones import Numbers

NOT_WHOLE = Text(
    "列 {name} 的 {value} 应当是不小于零的整数。", "{value} in column {name} must be whole and not negative."
)
NEGATIVE = Text("列 {name} 的 {value} 不能小于零。", "{value} in column {name} must not be negative.")
NOBODY = Text("有 {cases} 个病例或事件，人口却是零。", "{cases} cases where the population is zero.")
EMPTY = Text("文件里没有人口大于零的行。", "the file has no row with a population.")


@dataclass(frozen=True, slots=True)
class Places:
    """A row a place, in the order of the file."""

    cases: Numbers
    population: Numbers
    x: Numbers
    y: Numbers


def places(file: Path, cases: str, population: str, x: str, y: str) -> Places:
    """Read ``file`` (.csv or .csv.gz, UTF-8). Raises UnusableInput: the codes of
    ``reading``, ``targeting.scan_row``, ``targeting.scan_empty``."""
    rows = table(file)
    found = Places(*(np.array(rows.numbers(name)) for name in (cases, population, x, y)))
    _refuse_impossible(found, file, cases, population)
    return found


def _refuse_impossible(found: Places, file: Path, cases: str, population: str) -> None:
    for row, (count, people) in enumerate(zip(found.cases, found.population, strict=True), 2):
        message = None
        if count < 0 or count != int(count):
            message = NOT_WHOLE.format(name=cases, value=f"{count:g}")
        elif people < 0:
            message = NEGATIVE.format(name=population, value=f"{people:g}")
        elif count and not people:
            message = NOBODY.format(cases=f"{count:g}")
        if message:
            raise UnusableInput("targeting.scan_row", message, where=f"{file}:{row}", remedy=MEND)
    if not found.population.sum() > 0:
        raise UnusableInput("targeting.scan_empty", EMPTY, where=str(file))
