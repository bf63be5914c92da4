"""What loading a pack did: rows put, and what an officer still has to verify."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.db import models

from qingtian.language import Text

WORDS = {
    "from_memory": Text("凭记忆，待核实", "from memory, to be verified"),
    "secondary": Text("见于二手资料", "from a secondary source"),
    "third_party": Text("见于第三方数据", "from a third party"),
    "copy": Text("见于转载文本", "from a copy"),
    "observed": Text("见于实际数据", "observed in data"),
}


@dataclass(frozen=True)
class Unverified:
    """One loaded row that is not sure: whose, and why."""

    code: str
    name: Text
    certainty: Text


@dataclass
class PackReport:
    """What loading did, and what an officer still has to verify."""

    pack: str
    areas: int = 0
    stations: int = 0
    regions: int = 0
    created: int = 0
    changed: int = 0
    unchanged: int = 0
    unverified: list[Unverified] = field(default_factory=list)


def put(report: PackReport, model: type[models.Model], code: str, values: dict[str, Any]) -> Any:
    """The row of that code, created or brought into line, and counted."""
    row = model._default_manager.filter(code=code).first()
    if row is None:
        report.created += 1
        return model._default_manager.create(code=code, **values)
    if all(getattr(row, name) == value for name, value in values.items()):
        report.unchanged += 1
        return row
    for name, value in values.items():
        setattr(row, name, value)
    row.save()
    report.changed += 1
    return row


def mark(report: PackReport, code: str, name: Text, certainty: str) -> None:
    """Note a row that is not sure."""
    if certainty != "sure":
        report.unverified.append(Unverified(code, name, WORDS[certainty]))
