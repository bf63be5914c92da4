"""What a run saw at a place before it becomes a matter: a row with its words, hours and comparison."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo

from qingtian.language import Text

SHANGHAI = ZoneInfo("Asia/Shanghai")
#: how the form of the act writes a moment
FORM = "%Y-%m-%d %H:%M"


@dataclass(frozen=True)
class Seen:
    """``hours`` holds local moment, value and what it is compared with, as the page draws them."""

    place_kind: str
    place: str
    name: str
    area: str
    pattern: str
    begins_at: datetime
    ends_at: datetime
    strength: float
    sentence: Text
    doubt: Text
    numbers: Mapping[str, float] = field(default_factory=dict)
    hours: tuple[tuple[str, float | None, float | None], ...] = ()
    compared_with: str = ""

    def overlaps(self, begins: datetime, ends: datetime) -> bool:
        """Whether it shares an hour with another span."""
        return self.begins_at < ends and begins < self.ends_at
