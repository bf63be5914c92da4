"""Hours that reach over several days, day by day, as the lake wants them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

LAST_HOUR = 24


@dataclass(frozen=True, slots=True)
class Span:
    """From ``first_hour`` of ``first_day`` to ``last_hour`` of ``last_day``, both included."""

    first_day: date
    first_hour: int
    last_day: date
    last_hour: int

    def days(self) -> Iterator[tuple[date, int, int]]:
        """Each day with its first and last hour."""
        day = self.first_day
        while day <= self.last_day:
            first = self.first_hour if day == self.first_day else 1
            yield day, first, self.last_hour if day == self.last_day else LAST_HOUR
            day += timedelta(days=1)

    def as_columns(self) -> dict[str, Any]:
        """The columns of ``HourSpan``."""
        return {
            "first_day": self.first_day,
            "first_hour": self.first_hour,
            "last_day": self.last_day,
            "last_hour": self.last_hour,
        }


def span_of(values: Mapping[str, Any]) -> Span | None:
    """The hours an act names in its fields; None where it names none."""
    if values.get("first_day") is None:
        return None
    return Span(
        date.fromisoformat(values["first_day"]),
        values["first_hour"],
        date.fromisoformat(values["last_day"]),
        values["last_hour"],
    )
