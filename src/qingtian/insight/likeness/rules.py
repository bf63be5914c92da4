"""The weights, thresholds and words of ``rules.yaml``: configuration of ours, read once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from qingtian.insight.likeness.letters import pairs, plain

FILE = Path(__file__).with_name("rules.yaml")


@dataclass(frozen=True)
class Rules:
    """``points`` by name; the rest as ``rules.yaml`` explains it."""

    points: Mapping[str, float]
    propose: float
    metres: Mapping[str, float]
    place_words: Mapping[str, float]
    soon_hours: float
    long_ago_hours: float
    information: Mapping[str, float]
    names: Mapping[str, float]
    name_ends: str
    background: Mapping[str, float]
    generic: frozenset[str]
    symptoms: Mapping[str, tuple[str, ...]]
    activities: Mapping[str, tuple[str, ...]]


POINTS = (
    "base",
    "text",
    "person",
    "name",
    "source_same",
    "source_other",
    "place_same",
    "place_near",
    "place_apart",
    "place_unknown",
    "problem_same",
    "activity_same",
    "soon",
    "long_ago",
    "pin_only",
)

AS_WRITTEN = (
    "propose",
    "metres",
    "place_words",
    "soon_hours",
    "long_ago_hours",
    "information",
    "names",
    "name_ends",
    "background",
)


def _words(declared: Mapping[str, list[str]]) -> dict[str, tuple[str, ...]]:
    return {name: tuple(plain(word) for word in words) for name, words in declared.items()}


@cache
def rules() -> Rules:
    """The rules in use."""
    read: dict[str, Any] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return Rules(
        points={name: float(read[name]) for name in POINTS},
        generic=frozenset(pair for phrase in read["generic"] for pair in pairs(plain(phrase))),
        symptoms=_words(read["symptoms"]),
        activities=_words(read["activities"]),
        **{name: read[name] for name in AS_WRITTEN},
    )
