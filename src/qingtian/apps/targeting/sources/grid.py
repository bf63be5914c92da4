"""The grid (网格): what patrols found, and hidden hazards, by the facts of their matters.

The chapter of the grid tells its matters' place and unit as facts; nothing else of it is known here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from qingtian.apps.proceedings.models import Proceeding
from qingtian.apps.targeting.registry import KINDS, EventSource, Told
from qingtian.language import Text

SHANGHAI = ZoneInfo("Asia/Shanghai")
NOON = timedelta(hours=12)
KIND = {"grid_event": "patrol", "hidden_hazard": "hazard"}
GRAVE = frozenset({"major", "grave", "serious", "emergency"})


def _reader(procedure: str) -> Callable[[datetime, datetime], Iterator[Told]]:
    def read(since: datetime, until: datetime) -> Iterator[Told]:
        first, last = since.astimezone(SHANGHAI).date(), until.astimezone(SHANGHAI).date()
        rows = Proceeding.objects.filter(procedure=procedure, opened_on__gte=first, opened_on__lte=last)
        for row in rows.filter(restricted=False).select_related("area").iterator():
            began = datetime.combine(row.opened_on or first, time.min, SHANGHAI) + NOON
            if since <= began < until:
                yield _told(row, procedure, began)

    return read


def _told(row: Proceeding, procedure: str, began: datetime) -> Told:
    facts: dict[str, Any] = row.projection.get("facts") or {}
    party = facts.get("party")
    return Told(
        key=row.number,
        began=began,
        kind=KIND[procedure],
        detail=procedure,
        strength=3 if GRAVE & {str(facts.get("grade", "")), str(facts.get("severity", ""))} else 2,
        certainty="false_alarm" if row.state in ("false", "not_found", "void") else "confirmed",
        area=row.area.code if row.area else "",
        longitude=_degrees(facts.get("longitude", facts.get("lon"))),
        latitude=_degrees(facts.get("latitude", facts.get("lat"))),
        party=row.party or (str(party.get("number", "")) if isinstance(party, dict) else ""),
        matter=row.number,
    )


def _degrees(value: Any) -> float | None:
    try:
        return float(value)
    except (TypeError, ValueError):
        return None


def _source(procedure: str, words: Text) -> EventSource:
    return EventSource(procedure, words, _reader(procedure), lambda kind: words)


SOURCES = (
    _source("grid_event", KINDS["patrol"]),
    _source("hidden_hazard", KINDS["hazard"]),
)
