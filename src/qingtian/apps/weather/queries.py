"""Named questions about weather: what may be averaged, the day of a station, weather beside an air station."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from fractions import Fraction
from math import cos, radians

from django.db.models import QuerySet

from qingtian.apps.places.models import Station
from qingtian.apps.weather.models import WeatherReading, WeatherStation
from qingtian.measurements.scale import SCALE
from qingtian.measurements.weather.elements import elements_on
from qingtian.measurements.weather.joining import Beside, joined, of_air
from qingtian.measurements.weather.periods import Period, natural_hour
from qingtian.measurements.weather.value import codes_on

#: what stands beside the air of a station
BESIDE = ("WIN_D_Avg_10mi", "WIN_S_Avg_10mi", "TEM", "RHU", "PRE_1h")


@dataclass(frozen=True, slots=True)
class DayFigure:
    """One element of a station's day: mean, sum or highest of so many values; exact, in its unit. None of nothing."""

    station: str
    variable: str
    kind: str
    value: Fraction | None
    values: int


def usable(day: date) -> QuerySet[WeatherReading]:
    """Readings that may be averaged by the quality codes of ``day``: the latest revision, a value, a good code."""
    codes = codes_on(day).quality.codes
    good = [number for number, code in codes.items() if code.usable]
    return WeatherReading.objects.filter(current=True, value__isnull=False, quality__in=good)


def day_bounds(day: date) -> tuple[datetime, datetime]:
    """Begin and end of a natural day; its hours end after the begin and not after the end."""
    return natural_hour(day, 1).start, natural_hour(day, 24).end


def day_figures(day: date, source: str) -> list[DayFigure]:
    """The day's figure of every station and element of one source, by station and element. One query.

    Wind directions have no mean of their own and are left out.
    """
    begin, end = day_bounds(day)
    held: dict[tuple[str, str], list[int]] = defaultdict(list)
    rows = usable(day).filter(source=source, period_end__gt=begin, period_end__lte=end)
    for station, variable, value in rows.values_list("station__code", "variable", "value"):
        held[station, variable].append(value)
    elements = elements_on(day).elements
    found = []
    for (station, variable), values in sorted(held.items()):
        told = elements[variable]
        if not told.direction_of and told.hours == 1:
            found.append(DayFigure(station, variable, told.kind, _figure(told.kind, variable, values), len(values)))
    return found


def _figure(kind: str, variable: str, values: list[int]) -> Fraction | None:
    if not values:
        return None
    if kind == "extreme":
        return Fraction(min(values) if variable.endswith("_Min") else max(values), SCALE)
    total = Fraction(sum(values), SCALE)
    return total if kind == "sum" else total / len(values)


def nearest_station(station: Station, day: date) -> WeatherStation | None:
    """The weather station in use that day that lies nearest; degrees of longitude shrink with the latitude's cosine."""
    there = list(WeatherStation.objects.on(day))

    def apart(one: WeatherStation) -> float:
        east = float(one.longitude - station.longitude) * cos(radians(float(station.latitude)))
        north = float(one.latitude - station.latitude)
        return east * east + north * north

    return min(there, key=apart, default=None)


def weather_beside(station: WeatherStation, day: date) -> list[Beside[int, Mapping[str, WeatherReading]]]:
    """The 24 air hours of a natural day with what the weather station reported of the very same periods. One query."""
    begin, end = day_bounds(day)
    rows = WeatherReading.objects.filter(
        current=True, station=station, variable__in=BESIDE, period_end__gt=begin, period_end__lte=end
    ).order_by("source")
    held: dict[Period, dict[str, WeatherReading]] = defaultdict(dict)
    for row in rows:
        held[Period(row.period_start, row.period_end)].setdefault(row.variable, row)
    hours = [(of_air(day, hour), hour) for hour in range(1, 25)]
    return joined(hours, ((period, found) for period, found in held.items() if period.length == timedelta(hours=1)))
