"""Times as values. Days are days of the city, hours are its clock; nothing here knows a time zone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from typing import Literal

Every = Literal["", "day", "week", "month"]


@dataclass(frozen=True, slots=True)
class Days:
    """From ``first`` to ``last``, both included (None: not said); ``every`` for what comes back, on ``weekdays``
    (0 is Monday; none named: all)."""

    first: date | None = None
    last: date | None = None
    every: Every = ""
    weekdays: tuple[int, ...] = ()
    confidence: float = 0.9
    #: an evening: an hour before six belongs to the next day
    evening: bool = False


@dataclass(frozen=True, slots=True)
class Hours:
    """From ``begins`` to ``ends``; an end that is not after the beginning lies on the next day. Equal: one moment."""

    begins: time
    ends: time
    confidence: float = 0.9

    @property
    def over_midnight(self) -> bool:
        """Whether it reaches into the next day."""
        return self.ends < self.begins


@dataclass(frozen=True, slots=True)
class TimeNamed:
    """A time expression: where it stands, its words, what it says of days and of hours, how surely."""

    start: int
    end: int
    words: str
    days: Days | None
    hours: Hours | None
    confidence: float
