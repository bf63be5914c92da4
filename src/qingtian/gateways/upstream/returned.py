"""An upstream system's export as rows of declared columns: names and telephones in it are left in their file."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from qingtian.errors import UnusableInput
from qingtian.gateways.upstream.model import Returns, System
from qingtian.language import Text
from qingtian.tables import Column, Record, guess, read_table, rows_of

NO_RETURNS = Text("“{system}”没有声明怎样读它的导出。", "How to read an export of “{system}” is not declared.")
DECLARE = Text("在这个系统的文件里写 returns。", "Write “returns” in the file of that system.")
NO_KEY = Text("表里没有能对上的列：{heads}。", "The sheet has no column to match by: {heads}.")
ADD_HEAD = Text("改表头，或在系统文件的 returns 里加上这个列名。", "Change the head, or add it to “returns”.")
KEYS = ("number", "ours", "receipt")
TITLES = {
    "number": Text("那边的编号", "Number there"),
    "ours": Text("本单位编号", "Our number"),
    "receipt": Text("回执号", "Receipt"),
    "state": Text("那边的状态", "State there"),
}
EMPTY_ROW = Text("三个编号都是空的。", "All three numbers are empty.")


@dataclass
class Returned:
    """The rows taken, each with its number in the sheet, and those that could not be read."""

    rows: list[dict[str, Any]] = field(default_factory=list)
    rejects: list[dict[str, Any]] = field(default_factory=list)


def read_returned(system: System, path: Path) -> Returned:
    """Read their export, CSV or XLSX.

    Raises UnusableInput: ``upstream.no_returns``, ``upstream.no_key``, and codes ``tables.…`` for a file that is none.
    """
    if system.returns is None:
        words = NO_RETURNS.format(system=system.title)
        raise UnusableInput("upstream.no_returns", words, where=path.name, remedy=DECLARE)
    columns = columns_of(system.returns)
    table = read_table(path, columns)
    mapping = guess(columns, table.headings)
    if not any(key in mapping for key in KEYS):
        heads = "、".join(system.returns.number + system.returns.ours + system.returns.receipt)
        raise UnusableInput("upstream.no_key", NO_KEY.format(heads=heads), where=path.name, remedy=ADD_HEAD)
    found = Returned()
    for row in rows_of(table, columns, mapping):
        if not isinstance(row, Record):
            found.rejects.append(reject(row.number, row.faults[0].why))
        elif not any(row.values.get(key) for key in KEYS):
            found.rejects.append(reject(row.number, EMPTY_ROW))
        else:
            given = {name: str(value) for name, value in row.values.items() if value not in (None, "")}
            found.rows.append({"row": row.number, **given})
    return found


def columns_of(returns: Returns) -> list[Column]:
    """The declared columns of their export; every other one is passed over unread."""
    heads = {"number": returns.number, "ours": returns.ours, "receipt": returns.receipt, "state": returns.state}
    found = [
        Column(name, TITLES[name], aliases=tuple(known), longest=80, private=name != "state")
        for name, known in heads.items()
        if known
    ]
    found += [
        Column(f"compare_{place}", compared.title, aliases=tuple(compared.heads), longest=200)
        for place, compared in enumerate(returns.compare)
    ]
    return found


def reject(row: int, why: Text) -> dict[str, Any]:
    """A row that was not taken, as it is kept."""
    return {"row": row, "outcome": "rejected", "why": why.as_dict()}
