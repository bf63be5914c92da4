"""Tables of ``scan`` and ``rank``: every cell as text, in the order of the file; a faulty cell is named with its row.

One reader with one set of codes: ``targeting.file``, ``targeting.column``, ``targeting.number``, ``targeting.day``,
``targeting.outcome``. Nothing is computed from a file with a cell that cannot be read.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TypeVar

import duckdb

from qingtian.errors import UnusableInput
from qingtian.language import Text

UNREADABLE = Text("读不了这个文件：{why}", "the file cannot be read: {why}")
NO_COLUMN = Text("文件里没有列 {name}；有：{there}。", "the file has no column {name}; it has {there}.")
NO_NUMBER = Text("列 {name} 的“{value}”不是可用的数。", "“{value}” in column {name} is no usable number.")
NO_DAY = Text("列 {name} 的“{value}”不是日期。", "“{value}” in column {name} is no date.")
NO_OUTCOME = Text("列 {name} 的“{value}”不是 0 或 1。", "“{value}” in column {name} is neither 0 nor 1.")
MEND = Text("改好这一格再算；没有算任何东西。", "Mend that cell and run again; nothing was computed.")
ISO = Text("日期写成 2026-11-25。", "Write dates as 2026-11-25.")
OUTCOMES = {"0": 0, "1": 1, "0.0": 0, "1.0": 1, "false": 0, "true": 1}

Read = TypeVar("Read")


@dataclass(frozen=True, slots=True)
class Table:
    """Cells by column; empty text is a missing value."""

    file: Path
    cells: Mapping[str, Sequence[str]]

    def __len__(self) -> int:
        return len(next(iter(self.cells.values()))) if self.cells else 0

    def column(self, name: str) -> Sequence[str]:
        """Raises UnusableInput ``targeting.column``."""
        if name not in self.cells:
            message = NO_COLUMN.format(name=name, there=", ".join(self.cells) or "-")
            raise UnusableInput("targeting.column", message, where=str(self.file))
        return self.cells[name]

    def numbers(self, name: str) -> list[float]:
        """A finite number a row. Raises UnusableInput ``targeting.number`` with the row."""
        return self._read(name, _number, "targeting.number", NO_NUMBER, MEND)

    def days(self, name: str) -> list[date]:
        """A date a row. Raises UnusableInput ``targeting.day`` with the row."""
        return self._read(name, lambda text: date.fromisoformat(text[:10]), "targeting.day", NO_DAY, ISO)

    def outcomes(self, name: str) -> list[int]:
        """1 where the inspection found it, else 0. Raises UnusableInput ``targeting.outcome`` with the row."""
        return self._read(name, lambda text: OUTCOMES[text.lower()], "targeting.outcome", NO_OUTCOME, MEND)

    def _read(self, name: str, read: Callable[[str], Read], code: str, wrong: Text, remedy: Text) -> list[Read]:
        found = []
        for row, text in enumerate(self.column(name), 2):
            try:
                found.append(read(text.strip()))
            except (ValueError, KeyError) as error:
                message = wrong.format(name=name, value=text)
                raise UnusableInput(code, message, where=f"{self.file}:{row}", remedy=remedy) from error
        return found


def _number(text: str) -> float:
    value = float(text)
    if not math.isfinite(value):
        raise ValueError(text)
    return value


def table(file: Path) -> Table:
    """A .csv or .csv.gz (UTF-8) with a head. Raises UnusableInput ``targeting.file``."""
    try:
        with duckdb.connect() as connection:
            read = "SELECT * FROM read_csv(?, all_varchar = true, header = true, null_padding = false)"
            found = connection.execute(read, [str(file)])
            names = [column[0] for column in found.description or ()]
            rows = found.fetchall()
    except duckdb.Error as error:
        why = str(error).splitlines()[0]
        raise UnusableInput("targeting.file", UNREADABLE.format(why=why), where=str(file)) from error
    columns = zip(*rows, strict=True) if rows else ([] for _ in names)
    return Table(
        file,
        {name: ["" if cell is None else cell for cell in cells] for name, cells in zip(names, columns, strict=True)},
    )
