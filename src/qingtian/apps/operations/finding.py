"""What looking at one thing found (检查结果)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from qingtian.language import Text


class State(StrEnum):
    """``well``; ``look``: somebody should look today; ``wrong``: something does not work."""

    WELL = "well"
    LOOK = "look"
    WRONG = "wrong"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at."""

    code: str
    title: Text
    state: State
    said: Text
    remedy: Text | None = None
