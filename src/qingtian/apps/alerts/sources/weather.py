"""Weather: hourly elements of the stations of the weather bureau, as they were agreed; what is unusable is missing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from qingtian.alerts.values import Item, Subject, Value
from qingtian.apps.alerts.registry import Series, Source
from qingtian.apps.alerts.sources.hours import HOUR, whole_hour
from qingtian.apps.weather.models import WeatherReading, WeatherStation
from qingtian.language import Text
from qingtian.measurements.weather.elements import elements_on

SCALE = 1000
#: an hour of weather is owed so long after its end
DELAY = 2 * HOUR
LATEST = date.max


def items() -> Sequence[Item]:
    """The elements whose period is one hour, by the latest edition of the agreement."""
    found = elements_on(LATEST).elements
    return [Item(code, one.title, one.unit, SCALE) for code, one in found.items() if one.hours == 1]


def subjects(item: str) -> Sequence[Subject]:
    """Every station that has not ended; one query."""
    return [
        Subject(
            row.code,
            Text(row.name_zh, row.name_en),
            longitude=float(row.longitude),
            latitude=float(row.latitude),
        )
        for row in WeatherStation.objects.filter(valid_to=None).order_by("code")
    ]


def series(item: str, codes: Sequence[str], since: datetime, until: datetime) -> Series:
    """Current revisions; the hour is known by the end of its period, whatever instant of it was measured."""
    rows = WeatherReading.objects.filter(station__code__in=codes, variable=item, current=True)
    rows = rows.filter(period_end__gt=since, period_end__lte=until)
    found: dict[str, list[Value]] = {code: [] for code in codes}
    for code, end, value, reason, revision in rows.values_list(
        "station__code", "period_end", "value", "reason", "revision"
    ):
        found[code].append(Value(end - HOUR, value, reason, revision))
    return found


def settled(now: datetime) -> datetime:
    """Whole hours that ended long enough ago to be there."""
    return whole_hour(now - DELAY)


SOURCE = Source("weather", items, subjects, series, settled)
