"""Named questions about air forecasts: the days ahead of a place, the latest forecast, what is late or missing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import QuerySet

from qingtian.apps.air.standards import held_rules
from qingtian.apps.forecasts.models import AirForecast, ForecastDay
from qingtian.apps.forecasts.places import place_of
from qingtian.foresight.wording import levels
from qingtian.standards.air import Category

#: a forecast older than so many days says nothing of the days ahead any more
STALE = 3


@dataclass(frozen=True, slots=True)
class DayAhead:
    """One day of the latest forecast of a place.

    ``low``–``high``: range of the AQI as it stands now; ``levels`` the levels it touches, the best first; ``primary``
    codes of pollutants (``PM2_5``, ``O3`` …), none up to 50. ``interval_low``–``interval_high``: 80 % interval of the
    computed index, None where nothing was computed. ``items``: by item predicted, low, high and way, µg/m³, CO mg/m³.
    ``by``: ``forecaster`` where somebody changed the day, else ``model``. ``number``: of the matter. ``weather``: a
    weather forecast went into this day. ``first``: the range issued first where a correction stands beside it, else
    None.
    """

    place: str
    target: date
    horizon: int
    low: int
    high: int
    levels: tuple[Category, ...]
    primary: tuple[str, ...]
    interval_low: int | None
    interval_high: int | None
    items: dict[str, list[object]]
    by: str
    number: str
    issued_at: datetime | None
    weather: bool
    first: tuple[int, int] | None


def days_ahead(area_code: str, on: date, *, drafts: bool = False) -> list[DayAhead]:
    """The days from ``on`` on, of the latest forecast issued by that day, in order of their targets.

    ``area_code``: code of an area (``places.Area``), of an air region, ``city``, or ``station:`` and a station's code;
    an area without a region of its own has the city's air. ``drafts``: drafts count too, for those who propose. Empty
    where nothing was issued within the last three days: an old forecast is no forecast.
    """
    forecast = latest(on, drafts=drafts)
    if forecast is None:
        return []
    rows = forecast.days.filter(place=place_of(area_code), target__gte=on).order_by("target")
    return [ahead(forecast, row) for row in rows if row.low is not None]


def days_ahead_of_all(codes: Sequence[str], on: date, *, drafts: bool = False) -> dict[str, list[DayAhead]]:
    """The same of many places by their own codes, in two queries."""
    forecast = latest(on, drafts=drafts)
    found: dict[str, list[DayAhead]] = {code: [] for code in codes}
    if forecast is not None:
        rows = forecast.days.filter(place__in=codes, target__gte=on, low__isnull=False)
        for row in rows.order_by("place", "target"):
            found[row.place].append(ahead(forecast, row))
    return found


def latest(on: date, *, drafts: bool = False) -> AirForecast | None:
    """The latest forecast issued by a day (or drafted), no older than three days."""
    rows = AirForecast.objects.filter(issue_on__lte=on, issue_on__gte=on - timedelta(days=STALE))
    if not drafts:
        rows = rows.filter(issued_at__isnull=False)
    return rows.select_related("proceeding").order_by("-issue_on").first()


def ahead(forecast: AirForecast, row: ForecastDay) -> DayAhead:
    """A row with its levels, by the edition in force on the target day."""
    low, high = row.low, row.high
    assert low is not None
    assert high is not None
    first = (row.first_low, row.first_high)
    return DayAhead(
        place=row.place,
        target=row.target,
        horizon=row.horizon,
        low=low,
        high=high,
        levels=levels(low, high, row.target, held_rules()),
        primary=tuple(row.primary),
        interval_low=row.interval_low,
        interval_high=row.interval_high,
        items=row.items,
        by="forecaster" if row.changed else "model",
        number=forecast.proceeding.number,
        issued_at=forecast.issued_at,
        weather=row.weather_forecast_id is not None,
        first=(first[0], first[1]) if None not in first and first != (low, high) else None,  # type: ignore[arg-type]
    )


def forecasts() -> QuerySet[AirForecast]:
    """Every forecast, the latest first."""
    return AirForecast.objects.select_related("proceeding").order_by("-issue_on")


def late_or_missing(first: date, last: date) -> tuple[list[date], list[date]]:
    """Days of issue from ``first`` to ``last`` whose forecast was late, and those that have none issued.

    A day before the first forecast there ever was owes nothing. Two queries.
    """
    begun = AirForecast.objects.order_by("issue_on").values_list("issue_on", flat=True).first()
    if begun is None:
        return [], []
    rows = AirForecast.objects.filter(issue_on__range=(first, last)).values_list("issue_on", "issued_at", "late")
    issued = {day: late for day, at, late in rows if at is not None}
    days = [max(first, begun) + timedelta(days=n) for n in range((last - max(first, begun)).days + 1)]
    return [day for day in days if issued.get(day)], [day for day in days if day not in issued]
