"""Hourly readings of the generated stations on record: a window of days up to a given hour, continued when asked."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from qingtian.apps.air.models import HourReading
from qingtian.apps.places.models import Station
from qingtian.demo.delays import received
from qingtian.demo.sky import SKY, reading
from qingtian.demo.sky.hours import HOUR, full_hour
from qingtian.demo.sky.sites import sites

#: days of hours before the last one that are on record
KEPT = timedelta(days=8)


def continue_hours(until: datetime) -> int:
    """Write what is not yet on record of the ``KEPT`` days up to the last full hour before ``until``.

    Returns how many rows were written. Asked every hour or asked once, the rows are the same, because a reading depends
    on its station and hour alone. A station that sent nothing in an hour has no row.
    """
    last = full_hour(until)
    known = {station.code: station.pk for station in Station.objects.all()}
    have = set(HourReading.objects.filter(hour__gt=last - KEPT, hour__lte=last).values_list("station_id", "hour"))
    rows = [
        HourReading(station_id=known[site.code], hour=hour, received_at=received(site.code, hour, until), **found)
        for hour in _hours(last)
        for site in sites()
        if (known[site.code], hour) not in have and (found := reading(SKY, site, hour)) is not None
    ]
    HourReading.objects.bulk_create(rows, batch_size=500, ignore_conflicts=True)
    return len(rows)


def _hours(last: datetime) -> Iterator[datetime]:
    hour = last - KEPT + HOUR
    while hour <= last:
        yield hour
        hour += HOUR
