"""What a fresh form of a measure's act holds already: the remedies its decision tells of, the count day by day."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from qingtian.apps.measures import daily_count
from qingtian.apps.penalties.remedies import remedy_clause
from qingtian.apps.people.models import Organ
from qingtian.apps.proceedings.models import Proceeding
from qingtian.apps.proceedings.queries import projection_of

#: acts whose paper goes to the party as a decision
DECISIONS = frozenset({"decide", "approve", "approve_afterwards", "extend"})


def remedies(proceeding: Proceeding, act: str) -> Mapping[str, Any]:
    """Where and within what days the party may seek a remedy (行政强制法 18、24; 行政处罚法 59)."""
    if act not in DECISIONS:
        return {}
    projection = projection_of(proceeding)
    office = Organ.objects.select_related("parent__parent").get(code=projection.organ("office"))
    return {"remedy": remedy_clause(office, date.fromisoformat(str(projection.last_on)))}


def daily(proceeding: Proceeding, act: str) -> Mapping[str, Any]:
    """The figures of the count, and the remedies."""
    return {**remedies(proceeding, act), **daily_count.offers(proceeding, act)}
