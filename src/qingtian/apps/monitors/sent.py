"""Values as they leave the wire: what ``settle`` takes, and what it answers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

SHANGHAI = ZoneInfo("Asia/Shanghai")
HOUR = timedelta(hours=1)


class Place(NamedTuple):
    """Where a value belongs: revisions of one place stand beside each other."""

    outlet: int
    factor: str
    start: datetime
    end: datetime


@dataclass(frozen=True, slots=True)
class Sent:
    """One hour value as sent. ``outlet`` is the key of its row, ``factor`` the code of 2017 or later; ``text`` and
    ``converted_text`` are the average and its converted value (``Avg``, ``ZsAvg``) letter by letter, empty where none
    was sent. ``edition`` is that of the logger: it reads the mark. ``unit`` comes from the logger, never from the
    message.
    """

    outlet: int
    factor: str
    period_start: datetime
    period_end: datetime
    text: str
    received_at: datetime
    unit: str = ""
    mark: str = ""
    converted_text: str = ""
    edition: str = "2017"
    frame: int | None = None
    back_filled: bool = False

    @property
    def place(self) -> Place:
        return Place(self.outlet, self.factor, self.period_start, self.period_end)

    @property
    def content(self) -> tuple[str, str, str, str]:
        """What makes two messages of one hour the same."""
        return self.text, self.converted_text, self.mark, self.unit

    @property
    def is_one_clock_hour(self) -> bool:
        """Whether it is of one whole hour by the clock of Shanghai."""
        start = self.period_start.astimezone(SHANGHAI)
        return (
            self.period_end - self.period_start == HOUR and (start.minute, start.second, start.microsecond) == (0,) * 3
        )


@dataclass(frozen=True, slots=True)
class Settled:
    """How many values were new, how many a revision beside an earlier one, how many known already, and which were
    refused because they are not of one clock hour."""

    new: int = 0
    revised: int = 0
    known: int = 0
    refused: tuple[Sent, ...] = ()
