"""The evidence stream (证据流): what alerts and findings on data say of places and units, in one shape.

Whoever chooses where to look reads this one query. An event is a reason to look and never a verdict; what people said
of it afterwards is its certainty. Findings on the integrity of data are restricted and say so.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from qingtian.alerts.rule import RANK
from qingtian.apps.alerts.models import AlertEpisode
from qingtian.apps.integrity.models import Finding
from qingtian.apps.integrity.queries import STOOD

#: by what people said of the alert; without them it is what was measured
CERTAINTY = {"real": "confirmed", "operation": "explained", "instrument": "doubtful", "weather": "explained"}


@dataclass(frozen=True, slots=True)
class EvidenceEvent:
    """One event. ``strength`` 1 to 3 is the severity of its rule, never a rank of units. ``certainty``: ``measured``,
    ``confirmed`` by an officer, ``explained`` by operation or weather, ``doubtful`` (instrument), ``false_alarm``."""

    at: datetime
    until: datetime | None
    area: str
    longitude: float | None
    latitude: float | None
    medium: str
    subjects: tuple[str, ...]
    party: str
    kind: str
    strength: int
    certainty: str
    matter: str
    restricted: bool = False

    def as_dict(self) -> dict[str, Any]:
        """For JSON."""
        return {
            "at": self.at.isoformat(),
            "until": self.until.isoformat() if self.until else None,
            "place": {"area": self.area, "longitude": self.longitude, "latitude": self.latitude},
            "object": {"medium": self.medium, "subjects": list(self.subjects), "party": self.party},
            "kind": self.kind,
            "strength": self.strength,
            "certainty": self.certainty,
            "matter": self.matter,
            "restricted": self.restricted,
        }


def evidence(since: datetime, until: datetime, *, party: str = "", area: str = "") -> Iterator[EvidenceEvent]:
    """What was raised from ``since`` on and before ``until`` and still stands, by time; two queries.

    A finding on data knows neither party nor area: it is not there where one is asked for.
    """
    found = [_event(row) for row in _episodes(since, until, party, area)]
    if not party and not area:
        found += [_of_finding(row) for row in _findings(since, until)]
    yield from sorted(found, key=lambda event: (event.at, event.kind, event.matter))


def _episodes(since: datetime, until: datetime, party: str, area: str) -> QuerySet[AlertEpisode]:
    rows: QuerySet[AlertEpisode] = AlertEpisode.objects.filter(raised__gte=since, raised__lt=until, withdrawn=False)
    if party:
        rows = rows.filter(party=party)
    if area:
        rows = rows.filter(area__code=area)
    return rows.select_related("area", "proceeding")


def _findings(since: datetime, until: datetime) -> QuerySet[Finding]:
    return Finding.objects.filter(begins_at__gte=since, begins_at__lt=until).select_related("proceeding")


def _event(row: AlertEpisode) -> EvidenceEvent:
    facts = (row.proceeding.projection.get("facts") or {}) if row.proceeding else {}
    return EvidenceEvent(
        at=row.began,
        until=row.cleared,
        area=row.area.code if row.area else "",
        longitude=row.longitude,
        latitude=row.latitude,
        medium=row.medium,
        subjects=tuple(one["code"] for one in row.subjects),
        party=row.party,
        kind=row.rule,
        strength=RANK[row.severity] + 1,
        certainty=_certainty(facts),
        matter=row.proceeding.number if row.proceeding else "",
    )


def _certainty(facts: dict[str, Any]) -> str:
    if facts.get("ground") == "false_alarm":
        return "false_alarm"
    return CERTAINTY.get(str(facts.get("seen_as")), "measured")


def _of_finding(row: Finding) -> EvidenceEvent:
    """The strength in three steps, as that of alerts."""
    return EvidenceEvent(
        at=row.begins_at,
        until=row.ends_at,
        area="",
        longitude=None,
        latitude=None,
        medium="integrity",
        subjects=(row.place,),
        party="",
        kind=row.pattern,
        strength=min(1 + int(row.strength * 3), 3),
        certainty=_certainty_of(row.proceeding.state),
        matter=row.proceeding.number,
        restricted=True,
    )


def _certainty_of(state: str) -> str:
    if state in STOOD:
        return "confirmed"
    return "false_alarm" if state == "false_alarm" else "measured"
