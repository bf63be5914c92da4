"""The evidence stream (证据流): what alerts say of places and units, in one shape, for whoever chooses where to look.

Targeting reads this one query. An event is a reason to look and never a verdict; what people said of it afterwards is
its certainty.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from qingtian.alerts.rule import RANK
from qingtian.apps.alerts.models import AlertEpisode

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
        }


def evidence(since: datetime, until: datetime, *, party: str = "", area: str = "") -> Iterator[EvidenceEvent]:
    """Every episode raised from ``since`` on and before ``until`` that still stands, by time; one query."""
    rows: QuerySet[AlertEpisode] = AlertEpisode.objects.filter(raised__gte=since, raised__lt=until, withdrawn=False)
    if party:
        rows = rows.filter(party=party)
    if area:
        rows = rows.filter(area__code=area)
    for row in rows.select_related("area", "proceeding").order_by("raised", "pk"):
        yield _event(row)


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
