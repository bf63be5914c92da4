"""Reads the rules declared with the product, each file a list by id."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from qingtian.alerts.rule import Rule
from qingtian.law.files import file_error, mapping_of, read_mapping, shaped

FOLDER = Path(__file__).parent / "declared"


@cache
def declared_rules() -> tuple[Rule, ...]:
    """The rules shipped with the product, read and checked once."""
    return read_rules(FOLDER)


def read_rules(folder: Path) -> tuple[Rule, ...]:
    """Every ``*.yaml`` of a folder. Raises ``DeclarationError`` naming file and field."""
    found: dict[str, Rule] = {}
    for path in sorted(folder.glob("*.yaml")):
        for id_, content in read_mapping(path, path.name).items():
            if id_ in found:
                raise file_error("alerts.rule.twice", f"{path.name}: {id_}", "declared twice")
            found[id_] = rule_of(id_, content, f"{path.name}: {id_}")
    return tuple(found.values())


def rule_of(id_: str, content: dict[str, Any], name: str, version: int = 0) -> Rule:
    """One rule from what was written. Raises ``DeclarationError`` naming the field."""
    return shaped(Rule, {**content, "id": id_, "version": version}, name)


def rule_from(words: str, name: str) -> Rule:
    """A rule as it was kept: YAML with ``id`` and ``version``."""
    return shaped(Rule, mapping_of(words, name), name)


def in_force(rules: Iterable[Rule], day: date) -> list[Rule]:
    """Of each rule the version in force on a day: of those that hold, the one entered last. A version that was ended
    ends the rule."""
    latest: dict[str, Rule] = {}
    for rule in rules:
        held = latest.get(rule.id)
        if rule.valid_from <= day and (held is None or rule.version > held.version):
            latest[rule.id] = rule
    return sorted((one for one in latest.values() if one.holds_on(day)), key=lambda each: each.id)
