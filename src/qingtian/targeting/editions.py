"""The declared numbers of targeting (靶向监管参数), by the day they were in force; each with source and certainty."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from qingtian.language import Text

FOLDER = Path(__file__).parent / "declared"


@dataclass(frozen=True, slots=True)
class Edition:
    """The numbers of one file from ``valid_from`` on; ``certainty`` as law parameters say it."""

    valid_from: date
    source: Text
    certainty: str
    numbers: dict[str, Any]


@cache
def editions(name: str) -> tuple[Edition, ...]:
    """All editions of ``declared/<name>.yaml``, the oldest first."""
    told = yaml.safe_load((FOLDER / f"{name}.yaml").read_text(encoding="utf-8"))
    read = [Edition(one.pop("valid_from"), Text(**one.pop("source")), one.pop("certainty"), one) for one in told]
    return tuple(sorted(read, key=lambda edition: edition.valid_from))


def in_force(name: str, on: date) -> Edition:
    """The edition of a day; before the first one, the first."""
    read = editions(name)
    return next((one for one in reversed(read) if one.valid_from <= on), read[0])
