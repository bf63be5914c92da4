"""The places of a scan from a CSV: cases, population and position a row; a faulty row is named, nothing is computed."""

from __future__ import annotations

import csv
import gzip
import io
import math
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from qingtian.errors import UnusableInput
from qingtian.language import Text
from qingtian.targeting.scan.zones import Numbers

NO_COLUMN = Text("文件里没有列 {name}；有：{there}。", "the file has no column {name}; it has {there}.")
NO_NUMBER = Text("列 {name} 的“{value}”不是可用的数。", "“{value}” in column {name} is no usable number.")
NOT_WHOLE = Text(
    "列 {name} 的 {value} 应当是不小于零的整数。", "{value} in column {name} must be whole and not negative."
)
NEGATIVE = Text("列 {name} 的 {value} 不能小于零。", "{value} in column {name} must not be negative.")
NOBODY = Text("有 {cases} 个病例或事件，人口却是零。", "{cases} cases where the population is zero.")
EMPTY = Text("文件里没有人口大于零的行。", "the file has no row with a population.")
UNREADABLE = Text("读不了这个文件：{why}。", "the file cannot be read: {why}.")
MEND = Text("改好这一格再算；没有算任何东西。", "Mend that cell and run again; nothing was computed.")


@dataclass(frozen=True, slots=True)
class Places:
    """A row a place, in the order of the file."""

    cases: Numbers
    population: Numbers
    x: Numbers
    y: Numbers


def places(file: Path, cases: str, population: str, x: str, y: str) -> Places:
    """Read ``file`` (.csv or .csv.gz, UTF-8). Raises UnusableInput ``targeting.scan_*`` with the row and column."""
    table = _rows(file)
    names = (cases, population, x, y)
    for name in names:
        if name not in (table[0] if table else {}):
            there = ", ".join(table[0]) if table else "-"
            raise UnusableInput("targeting.scan_column", NO_COLUMN.format(name=name, there=there), where=str(file))
    columns = [np.array([_number(row[name], name, file, at) for at, row in enumerate(table, 2)]) for name in names]
    found = Places(*columns)
    _refuse_impossible(found, file, cases, population)
    return found


def _rows(file: Path) -> list[dict[str, str]]:
    try:
        content = file.read_bytes()
        text = (gzip.decompress(content) if content[:2] == b"\x1f\x8b" else content).decode("utf-8-sig")
    except (OSError, EOFError, UnicodeDecodeError) as error:
        raise UnusableInput("targeting.scan_file", UNREADABLE.format(why=error), where=str(file)) from error
    return list(csv.DictReader(io.StringIO(text, newline="")))


def _number(text: str | None, name: str, file: Path, row: int) -> float:
    try:
        value = float(text or "")
    except ValueError:
        value = math.nan
    if not math.isfinite(value):
        message = NO_NUMBER.format(name=name, value=text or "")
        raise UnusableInput("targeting.scan_number", message, where=f"{file}:{row}", remedy=MEND)
    return value


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
