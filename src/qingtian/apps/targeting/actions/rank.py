"""Rank the units of a day (计算排序): events and results up to now, kept as one dated ranking with its reasons.

A ranking of a day is made once; asked again the same day it is made anew in place, from what is known by then. Old
rankings go after a while: what a plan rests on is frozen in the plan.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from hashlib import sha256
from math import isnan
from zoneinfo import ZoneInfo

from django.db import transaction

from qingtian.apps.installation.kind import DEMONSTRATION, kind
from qingtian.apps.places.models import Area
from qingtian.apps.targeting.areas import key_areas_of
from qingtian.apps.targeting.models import KeyArea, RankedObject, Ranking
from qingtian.apps.targeting.reading import events_before, judged, units_on
from qingtian.apps.targeting.results import visits_with_results
from qingtian.targeting.events import Event
from qingtian.targeting.objects import Ranking as Ranked
from qingtian.targeting.objects import Unit, rank
from qingtian.targeting.visits import Visit

SHANGHAI = ZoneInfo("Asia/Shanghai")
#: changed whenever the same input may give another order
ALGORITHM = "objects-1"
#: units a ranking keeps, and events it keeps of each
KEPT, REASONS = 500, 8
#: days a ranking is kept
KEPT_DAYS = 400


def rank_units(now: datetime) -> Ranking:
    """The ranking of the day of ``now``, made and stored."""
    on = now.astimezone(SHANGHAI).date()
    results = visits_with_results(on)
    units, events, visits = units_on(results), events_before(now), judged(on - timedelta(days=1))
    ranked = rank(units, events, now, visits)
    areas = key_areas_of(events, now)
    with transaction.atomic():
        Ranking.objects.filter(on=on).delete()
        Ranking.objects.filter(on__lt=on - timedelta(days=KEPT_DAYS)).delete()
        row = Ranking.objects.create(
            on=on,
            made_at=now,
            algorithm=ALGORITHM,
            events=len(events),
            objects_ranked=len(units),
            visits=len(visits),
            digest=digest_of(units, events, visits),
            calibrated=ranked.chances is not None,
            generated=kind() == DEMONSTRATION,
        )
        RankedObject.objects.bulk_create(_rows(row, ranked), batch_size=500)
        KeyArea.objects.bulk_create(KeyArea(ranking=row, place=n, **one) for n, one in enumerate(areas, 1))
    return row


def _rows(row: Ranking, ranked: Ranked) -> list[RankedObject]:
    areas = dict(Area.objects.values_list("code", "pk"))
    found = []
    for place, at in enumerate(ranked.order[:KEPT].tolist(), 1):
        unit = ranked.units[at]
        reasons = ranked.reasons(unit.code, REASONS)
        found.append(
            RankedObject(
                ranking=row,
                place=place,
                party=unit.code,
                area_id=areas.get(unit.area),
                score=round(float(ranked.score[at]), 6),
                probability=_number(ranked.probability[at]),
                low=_number(ranked.low[at]),
                high=_number(ranked.high[at]),
                events=len(reasons.events),
                reasons={
                    "terms": {name: round(points, 4) for name, points in reasons.terms.items()},
                    "events": [
                        {"event": int(one.event.ref), "share": round(one.share * 100), "near": one.near}
                        for one in reasons.events
                    ],
                },
            )
        )
    return found


def _number(value: float) -> float | None:
    """None where no results teach it."""
    return None if isnan(value) else round(float(value), 4)


def digest_of(units: Sequence[Unit], events: Sequence[Event], visits: Sequence[Visit]) -> str:
    """SHA-256 of everything the order was made from: who has the same input gets the same digest."""
    told = sha256()
    for unit in units:
        told.update(f"{unit.code}|{unit.x}|{unit.y}|{unit.area}|{unit.size}|{unit.last_visit}\n".encode())
    for one in events:
        told.update(f"{one.ref}|{one.at.isoformat()}|{one.object}|{one.kind}|{one.strength}|{one.certainty}\n".encode())
    for visit in visits:
        told.update(f"{visit.object}|{visit.day}|{visit.found}|{visit.targeted}\n".encode())
    return told.hexdigest()


def last_ranking(on: date) -> Ranking | None:
    """The latest ranking of that day or before."""
    return Ranking.objects.filter(on__lte=on).order_by("-on").first()
