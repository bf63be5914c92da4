"""Entries from a folder of files, for commands that run without an office's database (``--tables FOLDER``)."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from pydantic import model_validator

from qingtian.errors import DeclarationError
from qingtian.language import Text
from qingtian.standards.declared import Basis, Declared, read
from qingtian.standards.entered.entries import Entry
from qingtian.standards.entered.shapes import shape_named
from qingtian.standards.entered.typed import values_of


class _Written(Declared):
    table: str
    first_day: date
    last_day: date | None = None
    values: dict[str, dict[str, str]]
    basis: Basis
    source: str = ""

    @model_validator(mode="after")
    def _in_order(self) -> _Written:
        if self.last_day is not None and self.last_day < self.first_day:
            raise ValueError("last_day lies before first_day")
        return self


def entries_in(folder: Path) -> tuple[Entry, ...]:
    """The entries of every YAML file of ``folder`` in the order of the names; DeclarationError names a bad file."""
    return tuple(_entry(number, path) for number, path in enumerate(sorted(folder.glob("*.yaml")), 1))


def _entry(number: int, path: Path) -> Entry:
    written = read(_Written, path)
    values, faults = values_of(shape_named(written.table), written.values)
    if faults:
        (row, column), why = next(iter(faults.items()))
        raise DeclarationError(
            "standards.entered_table",
            Text("录入的表不成立：{why}", "the entered table does not hold: {why}").format(why=why),
            where=f"{path.name} {row} {column}".strip(),
        )
    return Entry(written.table, number, written.first_day, written.last_day, values, written.basis, written.source)
