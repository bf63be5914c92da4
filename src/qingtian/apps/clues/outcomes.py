"""How a clue may end (结果代码): coded; what the result slip itself says of form and basis is kept beside the code."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from qingtian.language import Text
from qingtian.law.files import SafeLoader

SHIPPED = Path(__file__).parent / "declared" / "outcomes.yaml"


@dataclass(frozen=True, slots=True)
class Outcome:
    """``transferred``: told by the receiving organ; otherwise the clue ended here before any transfer."""

    code: str
    words: Text
    transferred: bool
    certainty: str


@cache
def outcomes() -> dict[str, Outcome]:
    """Every outcome by its code, in the order of the file."""
    held = yaml.load(SHIPPED.read_text(encoding="utf-8"), Loader=SafeLoader)["outcomes"]  # noqa: S506 - a safe loader
    return {
        code: Outcome(code, Text(one["zh"], one["en"]), one["transferred"], one["certainty"])
        for code, one in held.items()
    }
