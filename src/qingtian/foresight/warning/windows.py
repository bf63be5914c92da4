"""Windows (时段): an AQI over 24 h, forecast or measured; a natural day, or any other 24 h across midnight."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

SHANGHAI = ZoneInfo("Asia/Shanghai")
Source = Literal["forecast", "measured"]
#: what moves air from outside is told apart from what the city's own measures can lower
Cause = Literal["", "dust", "smoke"]


@dataclass(frozen=True, slots=True)
class Window:
    """AQI of the time from ``begin`` to ``end``. None: nobody forecast or measured it, which is never a zero.

    ``primary``: codes of the primary pollutants; empty where they are not known. ``low``, ``high``: the range of a
    forecast. ``cause``: sand-dust or wildfire smoke, where somebody said so.
    """

    begin: datetime
    end: datetime
    aqi: int | None
    source: Source = "forecast"
    primary: tuple[str, ...] = ()
    cause: Cause = ""
    low: int | None = None
    high: int | None = None

    @property
    def hours(self) -> int:
        return hours_between(self.begin, self.end)

    @property
    def day(self) -> date:
        """The day it begins on, in Shanghai."""
        return self.begin.astimezone(SHANGHAI).date()


def hours_between(begin: datetime, end: datetime) -> int:
    """Whole hours."""
    return int((end - begin) / timedelta(hours=1))


def day_window(
    on: date,
    aqi: int | None,
    source: Source = "forecast",
    primary: tuple[str, ...] = (),
    cause: Cause = "",
    low: int | None = None,
    high: int | None = None,
) -> Window:
    """The window of a natural day, 0 to 24 o'clock."""
    begin = datetime.combine(on, time(0), tzinfo=SHANGHAI)
    return Window(begin, begin + timedelta(days=1), aqi, source, primary, cause, low, high)
