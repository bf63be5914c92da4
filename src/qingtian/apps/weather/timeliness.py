"""How late and how complete each source is (时效和完整率): by day and variable, from first arrivals."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count, Min, Q

from qingtian.apps.weather.models import WeatherReading, WeatherStation
from qingtian.apps.weather.queries import day_bounds
from qingtian.measurements.weather.delays import Arrival, Timeliness, timeliness
from qingtian.measurements.weather.elements import agreement_on, element
from qingtian.measurements.weather.value import codes_on

HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class VariableDay:
    """One variable of one source on one day, over all stations that ever report it."""

    source: str
    variable: str
    day: date
    stations: int
    figures: Timeliness


def hours_ended(day: date, now: datetime, due: timedelta) -> int:
    """How many hours of a natural day ended so long ago that they are due at ``now``."""
    begin, end = day_bounds(day)
    return max(0, min(24, (min(now - due, end) - begin) // HOUR))


def of_days(first: date, last: date, now: datetime) -> list[VariableDay]:
    """Every hourly variable of every source, day by day; the days in order, then source and variable. Two queries.

    Expected: the hours that are due, of every station that reported the variable in these days; a station that went
    silent in between is expected still. A station that ended is not.
    """
    begin, end = day_bounds(first)[0], day_bounds(last)[1]
    arrivals = _arrivals(begin, end)
    ends = dict(WeatherStation.objects.values_list("code", "valid_to"))
    reporting: dict[tuple[str, str], set[str]] = defaultdict(set)
    for source, variable, station, _ in arrivals:
        reporting[source, variable].add(station)
    found = []
    for number in range((last - first).days + 1):
        day = first + timedelta(days=number)
        due = timedelta(minutes=agreement_on(day).weather_minutes)
        hours = hours_ended(day, now, due)
        for (source, variable), stations in sorted(reporting.items()):
            there = [one for one in stations if (until := ends.get(one)) is None or day <= until]
            came = [one for station in there for one in arrivals.get((source, variable, station, day), ())]
            figures = timeliness(came, len(there) * hours, due)
            found.append(VariableDay(source, variable, day, len(there), figures))
    return found


def _arrivals(begin: datetime, end: datetime) -> dict[tuple[str, str, str, date], list[Arrival]]:
    """The first arrival of every hourly value, by source, variable, station and natural day."""
    rows = WeatherReading.objects.filter(period_end__gt=begin, period_end__lte=end)
    by_period = rows.values_list("source", "station__code", "variable", "period_end")
    by_itself = Count("pk", filter=Q(backfill=False))
    first = {
        (source, station, variable, period): (received, not by_itself)
        for source, station, variable, period, received, by_itself in by_period.annotate(
            received=Min("received_at"), by_itself=by_itself
        ).order_by()
    }
    found: dict[tuple[str, str, str, date], list[Arrival]] = defaultdict(list)
    current = rows.filter(current=True).values_list(
        "source", "station__code", "variable", "period_start", "period_end", "value", "quality"
    )
    for source, station, variable, start, period, value, quality in current.iterator(2000):
        day = (period - timedelta(microseconds=1)).astimezone(begin.tzinfo).date()
        if period - start != HOUR or element(variable, day).hours != 1:
            continue
        good = value is not None and codes_on(day).usable(quality)
        received, backfill = first[source, station, variable, period]
        found[source, variable, station, day].append(Arrival(period, received, good, backfill))
    return found
