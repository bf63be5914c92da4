"""Tables of inspections: every cell as text, in the order of the file, so that a row can be written back as it came."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import duckdb

from qingtian.errors import UnusableInput
from qingtian.language import Text

UNREADABLE = Text("读不了这个文件：{why}", "the file cannot be read: {why}")
NO_COLUMN = Text("文件里没有列 {name}；有：{there}。", "the file has no column {name}; it has {there}.")
NO_DAY = Text("列 {name} 的“{value}”不是日期。", "“{value}” in column {name} is no date.")
NO_OUTCOME = Text("列 {name} 的“{value}”不是 0 或 1。", "“{value}” in column {name} is neither 0 nor 1.")
ISO = Text("日期写成 2026-11-25。", "Write dates as 2026-11-25.")


@dataclass(frozen=True, slots=True)
class Table:
    """Cells by column; empty text is a missing value."""

    file: Path
    cells: Mapping[str, Sequence[str]]

    def __len__(self) -> int:
        return len(next(iter(self.cells.values()))) if self.cells else 0

    def column(self, name: str) -> Sequence[str]:
        """Raises UnusableInput ``targeting.rank_column``."""
        if name not in self.cells:
            message = NO_COLUMN.format(name=name, there=", ".join(self.cells) or "-")
            raise UnusableInput("targeting.rank_column", message, where=str(self.file))
        return self.cells[name]

    def days(self, name: str) -> list[date]:
        """A date a row. Raises UnusableInput ``targeting.rank_day`` with the row."""
        return [self._day(text, name, row) for row, text in enumerate(self.column(name), 2)]

    def outcomes(self, name: str) -> list[int]:
        """1 where the inspection found it, else 0. Raises UnusableInput ``targeting.rank_outcome`` with the row."""
        return [self._outcome(text, name, row) for row, text in enumerate(self.column(name), 2)]

    def _day(self, text: str, name: str, row: int) -> date:
        try:
            return date.fromisoformat(text.strip()[:10])
        except ValueError as error:
            message = NO_DAY.format(name=name, value=text)
            raise UnusableInput("targeting.rank_day", message, where=f"{self.file}:{row}", remedy=ISO) from error

    def _outcome(self, text: str, name: str, row: int) -> int:
        said = {"0": 0, "1": 1, "0.0": 0, "1.0": 1, "false": 0, "true": 1}.get(text.strip().lower())
        if said is None:
            message = NO_OUTCOME.format(name=name, value=text)
            raise UnusableInput("targeting.rank_outcome", message, where=f"{self.file}:{row}")
        return said


def table(file: Path) -> Table:
    """A .csv or .csv.gz with a head. Raises UnusableInput ``targeting.rank_file``."""
    try:
        with duckdb.connect() as connection:
            read = "SELECT * FROM read_csv(?, all_varchar = true, header = true, null_padding = false)"
            found = connection.execute(read, [str(file)])
            names = [column[0] for column in found.description or ()]
            rows = found.fetchall()
    except duckdb.Error as error:
        why = str(error).splitlines()[0]
        raise UnusableInput("targeting.rank_file", UNREADABLE.format(why=why), where=str(file)) from error
    columns = zip(*rows, strict=True) if rows else ([] for _ in names)
    return Table(
        file,
        {name: ["" if cell is None else cell for cell in cells] for name, cells in zip(names, columns, strict=True)},
    )
