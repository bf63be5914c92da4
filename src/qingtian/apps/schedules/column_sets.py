"""Sets of columns (表样): which headings a higher office wants, in which order. Data, one YAML file a set.

An office adds a set of its own by a file in ``schedule-columns`` of the data folder; one of the same id wins.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from django.conf import settings

from qingtian.errors import DeclarationError
from qingtian.language import Text

SHIPPED = Path(__file__).resolve().parent / "columns"
#: what a column may be of
FIELDS = frozenset(
    (
        *("serial", "number", "area", "subject", "unit", "goal", "deadline", "planned", "actual", "difficulty"),
        *("next_step", "percent", "pace", "filled", "state"),
    )
)
LEVELS = frozenset({"central", "provincial", "city"})
FAULT = Text("表样里写错了：{what}。", "This set of columns is wrong: {what}.")


@dataclass(frozen=True, slots=True)
class Column:
    """One column: the field of a row, and its heading exactly as the other office prints it."""

    of: str
    heading: str


@dataclass(frozen=True, slots=True)
class ColumnSet:
    """One table as another office wants it; ``levels``: only problems of that source, empty for all."""

    id: str
    title: Text
    columns: tuple[Column, ...]
    levels: frozenset[str] = frozenset()


def column_sets() -> Mapping[str, ColumnSet]:
    """Every set by id, the shipped ones first. Raises DeclarationError ``schedule.columns`` for a faulty file."""
    return {found.id: found for path in _files() for found in [_read(path)]}


def _files() -> Iterator[Path]:
    for folder in (SHIPPED, settings.DATA / "schedule-columns"):
        yield from sorted(folder.glob("*.yaml"))


def _read(path: Path) -> ColumnSet:
    try:
        raw: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
        columns = tuple(Column(str(one["of"]), str(one["heading"])) for one in raw["columns"])
        found = ColumnSet(str(raw["id"]), Text.of(raw["title"]), columns, frozenset(raw.get("levels", ())))
    except (yaml.YAMLError, UnicodeDecodeError, KeyError, TypeError, ValueError, AttributeError) as error:
        raise DeclarationError("schedule.columns", FAULT.format(what=f"{error}"), where=path.name) from error
    unknown = sorted({column.of for column in found.columns} - FIELDS | found.levels - LEVELS)
    if unknown or not found.columns:
        raise DeclarationError("schedule.columns", FAULT.format(what=", ".join(unknown) or "columns"), where=path.name)
    return found
