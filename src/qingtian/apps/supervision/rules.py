"""What the rules propose of what happened: pure, from facts and thresholds to proposals with their reasons.

Of one kind of happening the gravest rule reached is proposed, never two at once; a border value counts.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from qingtian.errors import DeclarationError
from qingtian.language import Text

KINDS = ("overdue", "returned", "relapse", "recurrence", "air", "unanswered", "no_effect")


@dataclass(frozen=True, slots=True)
class Rule:
    """``least`` of ``of`` (days, times, per cent) proposes ``step``; ``because`` says it with the figures."""

    id: str
    of: str
    least: int
    step: str
    title: Text
    because: Text


@dataclass(frozen=True, slots=True)
class Edition:
    """The rules as they hold from ``since`` on, and the procedures whose clocks they watch."""

    since: date
    certainty: str
    followed: tuple[str, ...]
    rules: tuple[Rule, ...]


@dataclass(frozen=True, slots=True)
class Happening:
    """One thing that happened to one unit; ``occurrence`` names it for good, ``words`` fill the reason."""

    of: str
    value: int
    occurrence: str
    unit: str
    matter: int | None = None
    area: int | None = None
    words: Mapping[str, str | Text] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Proposed:
    rule: Rule
    happening: Happening
    reason: Text


def propose(edition: Edition, happenings: Iterable[Happening]) -> list[Proposed]:
    """The gravest rule that each happening reaches."""
    found = []
    for happening in happenings:
        reached = [rule for rule in edition.rules if rule.of == happening.of and happening.value >= rule.least]
        if reached:
            rule = max(reached, key=lambda each: each.least)
            words = {**happening.words, "value": str(happening.value), "least": str(rule.least)}
            found.append(Proposed(rule, happening, rule.because.format(**words)))
    return found


def read_editions(declared: Mapping[Any, Any], steps: Sequence[str]) -> list[Edition]:
    """Every edition, the earliest first. Raises DeclarationError ``supervision.rules``."""
    try:
        editions = [_edition(since, entry, steps) for since, entry in declared.items()]
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        said = Text("督办规则写得不对：{what}", "The rules of supervision are wrong: {what}").format(what=error)
        raise DeclarationError("supervision.rules", said, where="rules.yaml") from error
    return sorted(editions, key=lambda each: each.since)


def _edition(since: date, entry: Mapping[str, Any], steps: Sequence[str]) -> Edition:
    rules = []
    for id, told in entry["rules"].items():
        if told["of"] not in KINDS or told["step"] not in steps or int(told["least"]) < 1:
            raise ValueError(id)
        because = Text.of(told["because"])
        rules.append(Rule(id, told["of"], int(told["least"]), told["step"], Text.of(told["title"]), because))
    return Edition(since, entry["certainty"], tuple(entry["followed"]), tuple(rules))
