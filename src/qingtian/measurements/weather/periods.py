"""Periods with two ends (时段), so that nothing is off by an hour.

Weather of the hour H is the report at H: the hour that ends there. Air of 16:00 is 15:00 to 16:00 as well. HJ 212
labels the start. The weather service's times are UTC; everything here is Asia/Shanghai.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

SHANGHAI = ZoneInfo("Asia/Shanghai")
HOUR = timedelta(hours=1)
_ISO_WITH_OFFSET = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,6})?)?(?:Z|[+-]\d{2}:?\d{2})", re.ASCII)
_MUSIC = re.compile(r"\d{14}", re.ASCII)


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """From ``start`` to ``end``, both aware, in Shanghai time."""

    start: datetime
    end: datetime

    @property
    def length(self) -> timedelta:
        return self.end - self.start

    @property
    def natural(self) -> tuple[date, int]:
        """The natural day and the number of the hour, 1 to 24: an hour that ends at midnight is the day's 24th."""
        begun = (self.end - timedelta(microseconds=1)).astimezone(SHANGHAI)
        return begun.date(), begun.hour + 1


def ending(at: datetime, length: timedelta = HOUR) -> Period:
    """The period that ends at ``at``: weather reports and air hours."""
    end = at.astimezone(SHANGHAI)
    return Period(end - length, end)


def starting(at: datetime, length: timedelta = HOUR) -> Period:
    """The period that starts at ``at``: DataTime of HJ 212."""
    start = at.astimezone(SHANGHAI)
    return Period(start, start + length)


def natural_hour(day: date, hour: int) -> Period:
    """Hour 1 to 24 of a natural day: 1 is 00:00 to 01:00, 24 ends at the next midnight. ValueError outside."""
    if not 1 <= hour <= 24:
        raise ValueError(f"an hour of a day is 1 to 24, not {hour}")
    return starting(datetime.combine(day, time(hour - 1), SHANGHAI))


def label_24(day: date, hour: int) -> Period:
    """The hour labelled ``hour``:00 by its end, 0 to 24: 24:00 of a day is 00:00 of the next, 0:00 ends the day before.

    ValueError outside 0 to 24.
    """
    if not 0 <= hour <= 24:
        raise ValueError(f"a label is 0 to 24, not {hour}")
    return ending(datetime.combine(day, time(0), SHANGHAI) + hour * HOUR)


def iso_moment(text: object) -> datetime | None:
    """A moment in ISO 8601 **with its offset**, in Shanghai time; None for anything else: an offset is not guessed."""
    if not isinstance(text, str) or not _ISO_WITH_OFFSET.fullmatch(text.strip()):
        return None
    try:
        return datetime.fromisoformat(text.strip()).astimezone(SHANGHAI)
    except (ValueError, OverflowError):
        return None


def music_moment(text: str) -> datetime | None:
    """``YYYYMMDDhhmmss`` or ``YYYY-MM-DD hh:mm:ss`` of the weather service: UTC, given in Shanghai time."""
    digits = re.sub(r"[-: T]", "", text.strip())
    if not _MUSIC.fullmatch(digits):
        return None
    return utc_moment(*(int(digits[a:b]) for a, b in ((0, 4), (4, 6), (6, 8), (8, 10), (10, 12), (12, 14))))


def utc_moment(year: int, month: int, day: int, hour: int, minute: int = 0, second: int = 0) -> datetime | None:
    """A moment of the weather service; hour 24 is the next midnight. None for what is no moment."""
    try:
        base = datetime(year, month, day, tzinfo=UTC)
        if not (0 <= hour <= 24 and 0 <= minute < 60 and 0 <= second < 60) or (hour == 24 and (minute or second)):
            return None
        return (base + timedelta(hours=hour, minutes=minute, seconds=second)).astimezone(SHANGHAI)
    except (ValueError, OverflowError):
        return None


def written(at: datetime) -> str:
    """A moment as the exchange writes it: seconds, and the offset of Shanghai."""
    return at.astimezone(SHANGHAI).isoformat(timespec="seconds")
