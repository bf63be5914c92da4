"""The rules in force on a day: declared data, the latest edition that has begun."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

import yaml

from qingtian.apps.supervision.rules import Edition, read_editions
from qingtian.apps.supervision.steps import STEPS
from qingtian.language import Text

DECLARED = Path(__file__).parent / "declared" / "rules.yaml"


@cache
def editions() -> tuple[Edition, ...]:
    """Every declared edition. Raises DeclarationError."""
    return tuple(read_editions(yaml.safe_load(DECLARED.read_text(encoding="utf-8")), STEPS))


def rules_on(day: date) -> Edition:
    """The edition that holds on that day; the first one before any has begun."""
    begun = [each for each in editions() if each.since <= day]
    return begun[-1] if begun else editions()[0]


@cache
def air_measures() -> tuple[Text, ...]:
    """What a letter on worsening air suggests, in the order of the list."""
    declared = yaml.safe_load((DECLARED.parent / "air_measures.yaml").read_text(encoding="utf-8"))
    return tuple(Text.of(one) for one in declared)
