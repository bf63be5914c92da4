"""What a table an office enters looks like: its rows, its columns with units, and what cannot be said without it."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Literal

from qingtian.errors import UnusableInput
from qingtian.language import Text
from qingtian.standards.declared import Bilingual, Declared, package_data, read


class ColumnShape(Declared):
    """A column: ``number`` (exact, not below zero), ``whole``, ``hour`` (0–23) or ``text``."""

    title: Bilingual
    unit: str = ""
    kind: Literal["number", "whole", "hour", "text"] = "number"
    required: bool = True


class TableShape(Declared):
    """One table. ``rows`` None: the office names the rows itself (items, areas), each under ``row_title``.

    ``needed_for`` says what is refused without it; ``instrument`` where it is to be read; ``from_day`` is the first day
    such a table can hold, None where any can; ``optional``: without an entry a declared default is used.
    """

    id: str
    title: Bilingual
    needed_for: Bilingual
    instrument: Bilingual
    row_title: Bilingual
    rows: dict[str, Bilingual] | None = None
    columns: dict[str, ColumnShape]
    from_day: date | None = None
    optional: bool = False


@cache
def shapes() -> dict[str, TableShape]:
    """Every table by id (``noise.construction`` …), in the order of the ids."""
    folder = package_data("qingtian.standards.entered")
    found = [read(TableShape, file) for file in folder.iterdir() if file.name.endswith(".yaml")]
    return {shape.id: shape for shape in sorted(found, key=lambda shape: shape.id)}


def shape_named(table: str) -> TableShape:
    """The table of that id. Raises UnusableInput ``standards.no_such_table``."""
    if table in shapes():
        return shapes()[table]
    raise UnusableInput(
        "standards.no_such_table",
        Text(f"没有这种要录入的表：{table}。", f"There is no table to enter called {table}."),
        remedy=Text("现有：{known}。", "There are: {known}.").format(known=", ".join(shapes())),
    )
