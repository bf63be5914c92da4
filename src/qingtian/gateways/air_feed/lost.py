"""Hours lost by us (本方未取到): they were there, and every look of ours at the time failed."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from qingtian.apps.air.lake_mark import writable_lake
from qingtian.apps.air.models import FeedPoll
from qingtian.apps.places.models import Station
from qingtian.apps.proceedings.actions.perform import SHANGHAI
from qingtian.measurements.items import ITEMS
from qingtian.measurements.lake import Reading, State
from qingtian.measurements.lake.engine import connect

HOUR = timedelta(hours=1)
#: an hour is given up so long after it ended; a source keeps its hours about a day
PATIENCE = timedelta(hours=24)
#: and looked for again so long
LOOKED_BACK = timedelta(hours=48)


def mark_lost(now: datetime) -> int:
    """Say in the lake which hours we lost; a value that still comes takes their place. How many item-hours."""
    hours = _failed_hours(now)
    if not hours:
        return 0
    lake = writable_lake()
    stations = list(Station.objects.order_by("code").values_list("code", flat=True))
    named = [natural(hour) for hour in hours]
    hourly = lake.hourly(None, min(day for day, _ in named), max(day for day, _ in named), stations)
    connection = connect(lake.root / "work")
    try:
        rows = connection.execute(f"SELECT station, day, hour FROM ({hourly.sql})").fetchall()  # noqa: S608
    finally:
        connection.close()
    there = set(rows)
    lost = [
        Reading(code, item, day, hour, None, State.LOST)
        for day, hour in named
        for code in stations
        if (code, day, hour) not in there
        for item in ITEMS
    ]
    return lake.append(lost, source="lost", received_at=now).new if lost else 0


def _failed_hours(now: datetime) -> list[datetime]:
    """Full hours old enough, after which every look within a day failed."""
    last = (now - PATIENCE).replace(minute=0, second=0, microsecond=0)
    polls = list(FeedPoll.objects.filter(at__gt=last - LOOKED_BACK).values_list("at", "outcome"))
    found, hour = [], last - LOOKED_BACK
    while hour <= last:
        looks = [outcome for at, outcome in polls if hour < at <= hour + PATIENCE]
        if looks and set(looks) == {FeedPoll.Outcome.FAILED}:
            found.append(hour)
        hour += HOUR
    return found


def natural(hour: datetime) -> tuple[date, int]:
    """The natural day of the hour that ends then, and its number, 1 to 24."""
    local = hour.astimezone(SHANGHAI)
    return (local.date(), local.hour) if local.hour else ((local - HOUR).date(), 24)
