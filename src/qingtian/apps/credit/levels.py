"""Levels of dishonesty (失信程度): which follows from which sanction, and between which days it is published."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from qingtian.language import Text
from qingtian.law import Basis, Calendar, load_law

FILE = Path(__file__).parent / "declared" / "levels.yaml"


@dataclass(frozen=True, slots=True)
class Level:
    """One level; ``shortest`` and ``longest`` name time limits of the law room, ``shortest`` may be empty."""

    id: str
    title: Text
    sanctions: frozenset[str]
    shortest: str
    longest: str


@dataclass(frozen=True, slots=True)
class Period:
    """Last days of the shortest and of the longest publication of an entry that begins on ``first``."""

    first: date
    shortest: date | None
    longest: date


@cache
def levels() -> tuple[Level, ...]:
    """Every level, the mildest first."""
    declared = yaml.safe_load(FILE.read_text(encoding="utf-8"))["levels"]
    return tuple(
        Level(id_, Text.of(one["title"]), frozenset(one["sanctions"]), one.get("shortest", ""), one["longest"])
        for id_, one in declared.items()
    )


@cache
def source() -> tuple[Basis, str]:
    """What the table rests on, and how certain it is."""
    declared = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return Basis(**declared["source"]), str(declared["certainty"])


def level_named(id_: str) -> Level:
    return next(one for one in levels() if one.id == id_)


def level_of(sanctions: Iterable[str]) -> Level:
    """The gravest level among these sanctions. Raises ValueError where none of them is in the table."""
    given = set(sanctions)
    found = [one for one in levels() if one.sanctions & given]
    if not found:
        raise ValueError(f"no level for {sorted(given)}")
    return found[-1]


def period(level: Level, first: date, calendar: Calendar) -> Period:
    """The days the law leaves for an entry published from ``first`` on. Raises what :meth:`Law.derive` raises."""
    law = load_law()

    def due(limit: str) -> date:
        return law.derive(limit, start=first, calendar=calendar).due

    return Period(first, due(level.shortest) if level.shortest else None, due(level.longest))


#: kinds of penalty of a case, as the sanctions of this table; of a fine the procedure decides
KINDS = {
    "warning": "warning",
    "circular": "circular",
    "confiscation": "confiscation",
    "permit_revoked": "permit_revoked",
    "trade_restricted": "banned",
    "trade_banned": "banned",
}


def sanctions_of(facts: Mapping[str, Any]) -> list[str]:
    """What a case's own facts say of its sanctions, for a person to check: whether a fine is very large they do not."""
    found = [KINDS[kind] for kind in facts.get("kinds") or () if kind in KINDS]
    if facts.get("procedure_kind") == "simplified":
        found.append("simplified")
    elif "fine" in (facts.get("kinds") or ()):
        found.append("large_fine")
    return list(dict.fromkeys(found))
