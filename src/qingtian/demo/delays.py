"""How long after its end an hour of a generated station came: mostly within minutes, now and then hours."""

from __future__ import annotations

from datetime import datetime, timedelta

from qingtian.demo.sky import SKY
from qingtian.demo.sky.hours import clock
from qingtian.demo.sky.noise import drawn

#: one hour in so many comes late
LATE_EVERY = 70


def received(code: str, hour: datetime, until: datetime) -> datetime:
    """When the hour that ends at ``hour`` came; never after ``until``, for then it is here."""
    number = clock(hour).number
    minutes = 8 + int(16 * drawn(SKY, f"{code}/delay", number))
    if drawn(SKY, f"{code}/late", number) * LATE_EVERY < 1:
        minutes += 60 + int(170 * drawn(SKY, f"{code}/how late", number))
    return min(hour + timedelta(minutes=minutes), max(until, hour))
