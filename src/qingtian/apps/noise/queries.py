"""Days of noise against their limits, exceedances, and the table of a quarter; the rules are ``standards.noise``."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Case, OuterRef, QuerySet, Subquery, When

from qingtian.apps.entered.queries import entries
from qingtian.apps.noise.models import NoiseDay, NoisePoint, NoisePointZone
from qingtian.errors import Refused
from qingtian.language import Text
from qingtian.standards.entered import Entry
from qingtian.standards.noise import Evaluation, evaluate
from qingtian.standards.noise.evaluation import Rate, rate
from qingtian.standards.periods import Period

HUNDRED = 100
LIMITS = "noise.construction"
NO_ZONE = Text("点位在 {day} 没有登记类别。", "No class is registered for the point on {day}.")


@dataclass(frozen=True, slots=True)
class JudgedDay:
    """A day with its class and verdicts; ``refused`` says by name why there are none."""

    day: NoiseDay
    zone: str
    evaluation: Evaluation | None
    refused: Refused | None

    @property
    def met(self) -> bool | None:
        return self.evaluation.met if self.evaluation else None


def days_of(period: Period) -> QuerySet[NoiseDay]:
    """The days of a period with their points."""
    held = NoiseDay.objects.filter(day__range=(period.first, period.last))
    return held.select_related("point", "point__area", "point__source")


def judged_days(days: Iterable[NoiseDay]) -> list[JudgedDay]:
    """Every day against the limits of its class; two more queries, whatever the number."""
    rows = list(days)
    zones: dict[int, list[NoisePointZone]] = defaultdict(list)
    for zone in NoisePointZone.objects.filter(point__in={row.point_id for row in rows}):
        zones[zone.point_id].append(zone)
    held = entries(LIMITS)
    return [_judged(row, zones[row.point_id], held) for row in rows]


def _judged(row: NoiseDay, zones: Sequence[NoisePointZone], held: Sequence[Entry]) -> JudgedDay:
    zone = zone_on(zones, row.day)
    if zone is None:
        refused = Refused("noise.no_zone", NO_ZONE.format(day=row.day.isoformat()), where=row.point.code)
        return JudgedDay(row, "", None, refused)
    levels = {"day": level(row.ld), "night": level(row.ln), "burst": level(row.burst)}
    try:
        found = evaluate(row.point.place, zone, row.day, **levels, entries=held)  # type: ignore[arg-type]
    except Refused as refused:
        return JudgedDay(row, zone, None, refused)
    return JudgedDay(row, zone, found, None)


def zone_on(zones: Iterable[NoisePointZone], on: date) -> str | None:
    """The class that holds on a day; both ends belong to it, the one that began last prevails."""
    holding = [one for one in zones if one.first_day <= on and (one.last_day is None or on <= one.last_day)]
    return max(holding, key=lambda one: one.first_day).zone if holding else None


def level(scaled: int | None) -> Decimal | None:
    """Hundredths as the level they are, with one decimal where that is all there is."""
    if scaled is None:
        return None
    exact = Decimal(scaled) / HUNDRED
    return exact.quantize(Decimal("0.1")) if scaled % 10 == 0 else exact


def latest_days(points: Iterable[NoisePoint]) -> dict[int, JudgedDay]:
    """The last whole day of each point, else the last with any level, judged, by the key of the point."""
    whole = Case(When(ld__isnull=False, ln__isnull=False, then=0), default=1)
    of_point = NoiseDay.objects.filter(point=OuterRef("pk")).exclude(ld=None, ln=None).order_by(whole, "-day")
    newest = NoisePoint.objects.filter(pk__in=[point.pk for point in points]).values_list(
        Subquery(of_point.values("pk")[:1]), flat=True
    )
    rows = NoiseDay.objects.filter(pk__in=[pk for pk in newest if pk is not None]).select_related("point")
    return {one.day.point_id: one for one in judged_days(rows)}


@dataclass(frozen=True, slots=True)
class ClassRates:
    """A class of zone in a period: how many points, rates of compliance by day and night, point-days not judged."""

    zone: str
    points: int
    day: Rate
    night: Rate
    unjudged: int


def class_rates(period: Period) -> list[ClassRates]:
    """By class, and ``""`` for all zones together, last; only points of zones, only days with a level."""
    judged = judged_days(days_of(period).filter(point__place=NoisePoint.Place.ZONE))
    groups: dict[str, list[JudgedDay]] = defaultdict(list)
    for one in judged:
        groups[one.zone or "?"].append(one)
    rows = [_rates(zone, groups[zone]) for zone in sorted(groups)]
    return [*rows, _rates("", judged)] if judged else []


def _rates(zone: str, days: Sequence[JudgedDay]) -> ClassRates:
    by_day = [one.evaluation.day.met if one.evaluation and one.evaluation.day else None for one in days]
    by_night = [one.evaluation.night.met if one.evaluation and one.evaluation.night else None for one in days]
    unjudged = sum(day is None and night is None for day, night in zip(by_day, by_night, strict=True))
    return ClassRates(zone, len({one.day.point_id for one in days}), rate(by_day), rate(by_night), unjudged)
