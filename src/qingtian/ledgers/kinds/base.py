"""What every kind of ledger shares: the declaration, the setting of a row, finding what a row names."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from django.db import models

from qingtian.language import Text
from qingtian.tables import Column
from qingtian.tables.columns import Choice
from qingtian.trail import sm3

Outcome = Literal["created", "changed", "unchanged"]
Values = Mapping[str, Any]
ADMINISTRATORS = frozenset({"administrator"})
_SLUG = re.compile(r"[-A-Za-z0-9_]+")


class RejectedRow(Exception):
    """A row that cannot be taken; ``column`` is the name of the column it is about, if it is about one."""

    def __init__(self, zh: str, en: str, column: str = "") -> None:
        self.why, self.column = Text(zh, en), column
        super().__init__(en)


@dataclass
class Setting:
    """Where a row is taken: the moment, whether this is a rehearsal, keys seen in the file, seals to be claimed.

    ``origin`` names the file and the import in the trail, without anything the sheet says.
    """

    now: datetime
    origin: str = ""
    rehearsal: bool = False
    seen: set[str] = field(default_factory=set)
    unclaimed: list[str] = field(default_factory=list)

    def once(self, key: str) -> None:
        """The same key a second time in one file is a mistake, whichever row is right. Raises RejectedRow."""
        if key in self.seen:
            raise RejectedRow("同一文件里出现了两次。", "It stands in this file a second time.")
        self.seen.add(key)


@dataclass(frozen=True)
class Kind:
    """One kind of ledger. ``batch`` rows make one transaction, 0 the whole file; ``after`` names kinds needed first.

    Columns whose heading is ``dropped`` are taken out of the sheet before anything looks at it. Whoever has one of
    ``roles`` imports it, from the page ``home``; of others' imports only an administrator sees the report.
    """

    code: str
    title: Text
    about: Text
    columns: Sequence[Column]
    take: Callable[[Values, Setting], Outcome]
    batch: int = 0
    after: Sequence[str] = ()
    private: bool = False
    dropped: Callable[[str], bool] | None = None
    roles: frozenset[str] = ADMINISTRATORS
    home: str = "desk:ledgers"


def choices(found: Any, words: Mapping[str, str], also: Mapping[str, str] = {}) -> tuple[Choice, ...]:
    """The choices of a Django enumeration, with their English words; ``also`` is what else offices write, by value."""
    return tuple(
        Choice(str(value), Text(label, words[str(value)]), tuple(also.get(str(value), "").split()))
        for value, label in found.choices
    )


def english(values: Values, zh: str = "name_zh", en: str = "name_en") -> str:
    """The English name, else the Chinese one: an office need not have it on the first day."""
    return str(values[en] or values[zh])


def code_of(values: Values, prefix: str, key: str) -> str:
    """The code given, else one that follows from the name, so that the same row finds the same record again."""
    given = values.get("code")
    if not given:
        return f"{prefix}-{sm3(key.encode())[:12]}"
    if not _SLUG.fullmatch(given):
        raise RejectedRow(
            "代码只能用字母、数字、连字符和下划线。", "A code holds letters, digits, - and _ only.", "code"
        )
    return str(given)


def find(model: type[models.Model], written: Any, column: str, name: str = "name_zh") -> Any:
    """The record somebody means by its code or its name; None when nothing is written. Raises RejectedRow."""
    if not written:
        return None
    if by_code := model._default_manager.filter(code=written).first():
        return by_code
    named = list(model._default_manager.filter(**{name: written})[:2])
    if len(named) == 1:
        return named[0]
    if named:
        raise RejectedRow(
            f"有几个都叫“{written}”，请写代码。", f"Several are called “{written}”; write the code.", column
        )
    raise RejectedRow(f"没有“{written}”。", f"There is no “{written}”.", column)


def stored(model: type[models.Model], key: Mapping[str, Any], values: Mapping[str, Any]) -> Outcome:
    """Create the record of this key or bring it into line; what the sheet has no column for stays as it is."""
    _fit(model, {**key, **values})
    row = model._default_manager.filter(**key).first()
    if row is None:
        model._default_manager.create(**key, **values)
        return "created"
    changed = {name: value for name, value in values.items() if getattr(row, name) != value}
    if not changed:
        return "unchanged"
    _no_circle(row, changed.get("parent"))
    for name, value in changed.items():
        setattr(row, name, value)
    row.save()
    _below(row)
    return "changed"


def _fit(model: type[models.Model], values: Mapping[str, Any]) -> None:
    """Texts fit their columns: SQLite would take a longer one silently, PostgreSQL would stop half-way."""
    for name, value in values.items():
        longest = getattr(model._meta.get_field(name), "max_length", None)
        if longest and isinstance(value, str) and len(value) > longest:
            raise RejectedRow(f"超过 {longest} 个字。", f"It is longer than {longest} characters.", name)


def _no_circle(row: Any, above: Any) -> None:
    while above is not None:
        if above.pk == row.pk:
            raise RejectedRow(
                "上级不能是自己或自己的下级。", "The parent is the thing itself or lies below it.", "parent"
            )
        above = above.parent


def _below(row: Any) -> None:
    """A path holds the codes above it: what lies below moves along."""
    if hasattr(row, "path"):
        for child in row.children.all():
            child.save()
            _below(child)
