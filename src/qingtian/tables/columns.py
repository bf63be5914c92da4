"""Declared columns (列): what a sheet may hold, under which headings, and what a cell must be."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from qingtian.language import Text

#: text and code are strings (a code without inner spaces, full-width letters made narrow); yes_no is a bool
Type = Literal["text", "code", "date", "whole", "decimal", "yes_no", "choice"]
#: what a cell becomes; an empty one is None
Value = str | date | int | Decimal | bool | None


@dataclass(frozen=True, slots=True)
class Choice:
    """One allowed value: ``code`` is what the record keeps, the title or an alias what people write."""

    code: str
    title: Text
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a sheet.

    ``aliases`` are headings offices are known to use; ``longest`` counts characters; a ``private`` column holds who
    somebody is, so no sentence about it repeats what stands in the cell.
    """

    name: str
    title: Text
    type: Type = "text"
    required: bool = False
    aliases: tuple[str, ...] = ()
    choices: tuple[Choice, ...] = ()
    note: Text | None = None
    example: str = ""
    longest: int = 2000
    private: bool = False

    def __post_init__(self) -> None:
        if (self.type == "choice") != bool(self.choices):
            raise ValueError(f"{self.name}: choices belong to a column of type choice")

    @property
    def headings(self) -> tuple[str, ...]:
        """Every heading this column is known by, the Chinese title first."""
        return (self.title.zh, self.title.en, self.name, *self.aliases)


def named(columns: Sequence[Column], name: str) -> Column:
    """The column of that name. Raises KeyError."""
    for column in columns:
        if column.name == name:
            return column
    raise KeyError(name)
