"""Conditions that make a special object (特殊监管对象), as dated data with their certainty. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

import yaml

from qingtian.errors import DeclarationError
from qingtian.language import Text

FILE = Path(__file__).parent / "declared" / "special_conditions.yaml"


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition. ``certainty`` is a mark of the law room; ``valid_until`` is the last day, None while it lasts."""

    id: str
    title: Text
    instrument: str
    certainty: str
    valid_from: date
    valid_until: date | None = None


@cache
def conditions() -> tuple[Condition, ...]:
    """All of them, in the order declared. Raises DeclarationError ``drawing.conditions``."""
    declared = yaml.safe_load(FILE.read_text(encoding="utf-8"))["conditions"]
    try:
        return tuple(
            Condition(
                id_,
                Text.of(one["title"]),
                one["instrument"],
                one["certainty"],
                one["valid_from"],
                one.get("valid_until"),
            )
            for id_, one in declared.items()
        )
    except (KeyError, TypeError) as error:
        message = Text(f"特殊监管对象条件不完整：{error}", f"a condition of special objects is incomplete: {error}")
        raise DeclarationError("drawing.conditions", message, where=FILE.name) from error


def conditions_on(on: date) -> tuple[Condition, ...]:
    """Those in force on that day; the first and the last day count."""
    return tuple(one for one in conditions() if one.valid_from <= on and (one.valid_until or on) >= on)
