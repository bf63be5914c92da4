"""The day of the tests, and moments of a day; also for programs that tests start, which are no run of pytest."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

SHANGHAI = ZoneInfo("Asia/Shanghai")
TODAY = date(2026, 11, 23)  # Monday


def at(day: date, hour: int = 10, minute: int = 0) -> datetime:
    """A moment of a day in the city's own time."""
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=SHANGHAI)
