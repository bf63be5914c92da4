"""What somebody typed, read strictly by the shape of the table: exact text for every cell, or what is wrong with it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

from qingtian.language import Text
from qingtian.standards.entered.shapes import ColumnShape, TableShape

Values = dict[str, dict[str, str]]
#: by row and column
Faults = dict[tuple[str, str], Text]
LONGEST = 200
_NUMBER = re.compile(r"\d{1,9}(?:\.\d{1,9})?", re.ASCII)
_WHOLE = re.compile(r"\d{1,9}", re.ASCII)
_WRONG = {
    "number": Text("写成数，如 0.05；单位 {unit}。", "Write a number such as 0.05, in {unit}."),
    "whole": Text("写成整数。", "Write a whole number."),
    "hour": Text("写 0 到 23 的整点。", "Write a full hour, 0 to 23."),
    "text": Text("太长。", "Too long."),
}
_LACKS = Text("要填。", "Enter it.")
_NO_ROWS = Text("至少写一行。", "Write at least one row.")
_UNKNOWN_ROW = Text("表里没有这一行。", "The table has no such row.")


def values_of(shape: TableShape, typed: Mapping[str, Mapping[str, str]]) -> tuple[Values, Faults]:
    """The values with full-width digits made plain; faults by cell, ``("", "")`` for the table as a whole."""
    values: Values = {}
    faults: Faults = {}
    for row in shape.rows or typed:
        values[row] = {}
        for name, column in shape.columns.items():
            cell = unicodedata.normalize("NFKC", typed.get(row, {}).get(name, "")).strip()
            if fault := _fault(column, cell):
                faults[row, name] = fault
            elif cell:
                values[row][name] = cell
    if not values:
        faults["", ""] = _NO_ROWS
    for row in typed:
        if shape.rows is not None and row not in shape.rows:
            faults[row, ""] = _UNKNOWN_ROW
    return values, faults


def _fault(column: ColumnShape, cell: str) -> Text | None:
    if not cell:
        return _LACKS if column.required else None
    fits = {
        "number": lambda: bool(_NUMBER.fullmatch(cell)),
        "whole": lambda: bool(_WHOLE.fullmatch(cell)),
        "hour": lambda: bool(_WHOLE.fullmatch(cell)) and int(cell) <= 23,
        "text": lambda: len(cell) <= LONGEST,
    }[column.kind]()
    return None if fits else _WRONG[column.kind].format(unit=column.unit or "1")
