"""Hours as the sky counts them: whole hours of Shanghai time, each named by its end."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

SHANGHAI = ZoneInfo("Asia/Shanghai")
HOUR = timedelta(hours=1)
_BEGIN = datetime(2000, 1, 1, tzinfo=SHANGHAI)


@dataclass(frozen=True, slots=True)
class Clock:
    """The middle of one hour: ``number`` hours since 2000, ``of_day`` 0 … 24, ``of_year`` in days."""

    number: int
    of_day: float
    of_year: float


@lru_cache(maxsize=4096)
def clock(hour: datetime) -> Clock:
    """The clock of the hour that ends at ``hour`` (aware, on the full hour)."""
    number = int((hour - _BEGIN) // HOUR)
    middle = hour.astimezone(SHANGHAI) - HOUR / 2
    of_day = middle.hour + middle.minute / 60
    return Clock(number, of_day, middle.timetuple().tm_yday + of_day / 24)


def full_hour(moment: datetime) -> datetime:
    """The last full hour not after ``moment``, in Shanghai time."""
    return moment.astimezone(SHANGHAI).replace(minute=0, second=0, microsecond=0)


def number_of(year: int, day: float) -> int:
    """The number of an hour by year and day of the year (0 = the midnight the year begins with)."""
    return int((datetime(year, 1, 1, tzinfo=SHANGHAI) - _BEGIN) // HOUR + day * 24)
