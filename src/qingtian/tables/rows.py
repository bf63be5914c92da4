"""Rows as records: every cell read by its column, every fault told with row and column."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from qingtian.language import Text
from qingtian.tables.cells import BadCell, value_of
from qingtian.tables.columns import Column, Value
from qingtian.tables.mapping import Mapping
from qingtian.tables.table import RawRow, Table

IN_COLUMN = Text("第 {row} 行“{column}”：{why}", "Row {row}, “{column}”: {why}")
IN_ROW = Text("第 {row} 行：{why}", "Row {row}: {why}")


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong with one row; ``column`` is None where it concerns the row as a whole."""

    row: int
    column: Column | None
    why: Text

    @property
    def sentence(self) -> Text:
        """Row, column and what is wrong, in one sentence."""
        if self.column is None:
            return IN_ROW.format(row=self.row, why=self.why)
        return IN_COLUMN.format(row=self.row, column=self.column.title, why=self.why)


@dataclass(frozen=True, slots=True)
class Record:
    """A readable row: a value for every declared column, None where the cell is empty or the column is absent."""

    number: int
    values: dict[str, Value]
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reject:
    """A row that was not taken, and everything that is wrong with it."""

    number: int
    faults: tuple[Fault, ...]
    cells: tuple[str, ...]

    @classmethod
    def of(cls, row: Record, why: Text, column: Column | None = None) -> Reject:
        """Refuse a row that could be read, for what it says."""
        return cls(row.number, (Fault(row.number, column, why),), row.cells)


def rows_of(table: Table, columns: Sequence[Column], mapping: Mapping) -> Iterator[Record | Reject]:
    """Every row of ``table`` in order; ``mapping`` must have been ``checked``."""
    places = {name: table.headings.index(heading) for name, heading in mapping.items()}
    for row in table.rows:
        yield _read(row, len(table.headings), columns, places)


def _read(row: RawRow, width: int, columns: Sequence[Column], places: dict[str, int]) -> Record | Reject:
    faults: list[Fault] = []
    values: dict[str, Value] = {}
    if any(row.cells[width:]):
        why = Text(
            "比列名多出几格，各列可能错位。", "It has more cells than there are headings; they may have shifted."
        )
        faults.append(Fault(row.number, None, why))
    for column in columns:
        place = places.get(column.name)
        cell = row.cells[place] if place is not None and place < len(row.cells) else ""
        try:
            values[column.name] = value_of(column, cell)
        except BadCell as bad:
            faults.append(Fault(row.number, column, bad.why))
    if faults:
        return Reject(row.number, tuple(faults), row.cells)
    return Record(row.number, values, row.cells)
