"""The hours of Shanghai, which every hourly source shares."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

SHANGHAI = ZoneInfo("Asia/Shanghai")
HOUR = timedelta(hours=1)


def whole_hour(moment: datetime) -> datetime:
    """The last full hour, in Shanghai."""
    return moment.astimezone(SHANGHAI).replace(minute=0, second=0, microsecond=0)


def begins(day: date, hour: int) -> datetime:
    """When the hour labelled 1 to 24 by its end begins."""
    return datetime.combine(day, time.min, SHANGHAI) + (hour - 1) * HOUR


def day_of(moment: datetime) -> date:
    """The day of a beginning."""
    return moment.astimezone(SHANGHAI).date()
