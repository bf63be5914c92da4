"""Rows as the pure rooms want them: events, units, results of visits. Nobody who reported or inspected is in them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from qingtian.apps.parties.models import Party
from qingtian.apps.places.models import Area
from qingtian.apps.targeting.models import PlannedVisit, TargetEvent
from qingtian.apps.targeting.results import Result, visits_with_results
from qingtian.targeting.events import Event
from qingtian.targeting.objects import Unit
from qingtian.targeting.visits import Visit

#: an event older than this is forgotten whatever its kind
FORGOTTEN = timedelta(days=730)
STRENGTHS = {1: 0.4, 2: 0.7, 3: 1.0}
#: how sure an event is, by what people said of it
CERTAINTIES = {
    "reported": 0.5,
    "measured": 0.7,
    "confirmed": 1.0,
    "explained": 0.2,
    "doubtful": 0.2,
    "false_alarm": 0.0,
}
COLUMNS = (
    *("pk", "began", "longitude", "latitude", "party", "area_id", "kind"),
    *("strength", "certainty", "source"),
)


def events_before(now: datetime, *, since: datetime | None = None) -> list[Event]:
    """Every event that stands and is not forgotten, by time; ``ref`` is the number of its row. One query."""
    rows = TargetEvent.objects.filter(withdrawn=False, began__gte=since or now - FORGOTTEN, began__lte=now)
    areas = area_codes()
    found = rows.exclude(certainty="false_alarm").order_by("began", "pk").values_list(*COLUMNS)
    return [_event(*row, areas=areas) for row in found.iterator(10_000)]


def _event(
    pk: int,
    began: datetime,
    x: float | None,
    y: float | None,
    party: str,
    area: int | None,
    kind: str,
    strength: int,
    certainty: str,
    source: str,
    *,
    areas: dict[int, str],
) -> Event:
    return Event(
        at=began,
        x=x,
        y=y,
        object=party or None,
        area=areas.get(area or 0, ""),
        kind=kind,
        strength=STRENGTHS.get(strength, 1.0),
        certainty=CERTAINTIES[certainty],
        source=source,
        ref=str(pk),
    )


def area_codes() -> dict[int, str]:
    """By key; one query."""
    return dict(Area.objects.values_list("pk", "code"))


def units_on(results: Iterable[Result]) -> list[Unit]:
    """Every unit on the register with the day of its last visit; natural persons are never ranked. One query."""
    last: dict[str, date] = {one.party: one.on for one in results}
    areas = area_codes()
    rows = Party.objects.filter(kind=Party.Kind.UNIT).order_by("number")
    return [
        Unit(
            code=number,
            x=None if east is None else float(east),
            y=None if north is None else float(north),
            area=areas.get(area or 0, ""),
            size=size_of(key),
            last_visit=last.get(number),
        )
        for number, east, north, area, key in rows.values_list(
            "number", "longitude", "latitude", "area_id", "key_unit"
        ).iterator(10_000)
    ]


def size_of(key_unit: bool) -> str:
    """The register knows key units from others, and no more."""
    return "key" if key_unit else "unknown"


def judged(until: date, *, planned_only: bool = False) -> list[Visit]:
    """Results of visits up to that day, with the probability their plan froze; two queries.

    A visit on a complaint, a transfer or abnormal data was targeted by somebody, though by no plan.
    """
    results = visits_with_results(until)
    told = {
        number: (random, probability)
        for number, random, probability in PlannedVisit.objects.exclude(visit=None).values_list(
            "visit__number", "random", "probability"
        )
    }
    areas = area_codes()
    units = {
        number: (areas.get(area or 0, ""), size_of(key))
        for number, area, key in Party.objects.filter(number__in={one.party for one in results}).values_list(
            "number", "area_id", "key_unit"
        )
    }
    return [
        Visit(
            object=one.party,
            day=one.on,
            found=one.violation,
            targeted=not told.get(one.number, (one.random, None))[0],
            area=units.get(one.party, ("", ""))[0],
            size=units.get(one.party, ("", ""))[1],
            predicted=told.get(one.number, (False, None))[1],
        )
        for one in results
        if not planned_only or one.number in told
    ]
