"""Named questions about quarterly consultations: a quarter's places, what has none, the last conclusion of an area."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import QuerySet

from qingtian.apps.air.places import Place, regions
from qingtian.apps.air_consultations.models import AirConsultation
from qingtian.law import load_law
from qingtian.standards.periods import Period, period, quarter_of

#: quarters looked back on for those without a consultation
LOOKED_BACK = 4
ALARM = "air_consultations.alarm"


@dataclass(frozen=True, slots=True)
class PlaceQuarter:
    """A place in a quarter: its consultation, or none. ``alarm``: none, and the day for it has passed."""

    place: Place
    quarter: Period
    consultation: AirConsultation | None
    alarm: bool = False


def standing() -> QuerySet[AirConsultation]:
    """Every consultation that was not withdrawn."""
    return AirConsultation.objects.filter(withdrawn=False).select_related("proceeding")


def consultations_of(quarter: str, on: date | None = None) -> list[PlaceQuarter]:
    """Every region in its order with its consultation of that quarter. ``on``: the day alarms are told for.

    Two queries, whatever the number of matters. Raises UnusableInput where it is no quarter.
    """
    of = period(quarter)
    held = {one.place: one for one in standing().filter(quarter=of.id)}
    late = on is not None and on > alarm_day(of)
    return [PlaceQuarter(place, of, held.get(place.code), late and place.code not in held) for place in regions()]


def alarm_day(of: Period) -> date:
    """The last day on which a quarter without a consultation raises no alarm."""
    return of.last + timedelta(days=load_law().limit(ALARM, on=of.last).value)


def quarters_back(on: date, count: int = LOOKED_BACK) -> list[Period]:
    """The quarters that ended before the day, the latest first; none before the first that was ever consulted on."""
    first = standing().order_by("quarter").values_list("quarter", flat=True).first()
    found, at = [], quarter_of(quarter_of(on).first - timedelta(days=1))
    for _ in range(count):
        if found and (first is None or at.id < first):
            break
        found.append(at)
        at = quarter_of(at.first - timedelta(days=1))
    return found


def without_consultation(on: date) -> list[PlaceQuarter]:
    """Places and quarters that should have had one by the day, the oldest quarter first."""
    rows = [row for of in reversed(quarters_back(on)) for row in consultations_of(of.id, on)]
    return [row for row in rows if row.alarm]


def conclusions_last(area: str) -> AirConsultation | None:
    """The latest consultation with a conclusion of an area or region, by its code; None where there is none."""
    found = standing().filter(place=area) | standing().filter(area__code=area)
    return found.exclude(conclusion="").order_by("-quarter", "-pk").first()


def earlier_of(consultation: AirConsultation) -> Sequence[AirConsultation]:
    """Consultations of the place before its quarter, the latest first; the last eight."""
    found = standing().filter(place=consultation.place, quarter__lt=consultation.quarter)
    return list(found.order_by("-quarter")[:8])


def later_of(consultation: AirConsultation) -> Sequence[AirConsultation]:
    """Consultations of the place after its quarter, the earliest first."""
    found = standing().filter(place=consultation.place, quarter__gt=consultation.quarter)
    return list(found.order_by("quarter"))
