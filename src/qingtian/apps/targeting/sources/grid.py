"""The grid (网格): what patrols found, and hidden hazards, by the facts of their matters.

The chapter of the grid tells its matters' place and unit as facts; nothing else of it is known here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from qingtian.apps.parties.models import Party
from qingtian.apps.places.models import Source
from qingtian.apps.proceedings.models import Proceeding
from qingtian.apps.targeting.registry import KINDS, EventSource, Told
from qingtian.language import Text

SHANGHAI = ZoneInfo("Asia/Shanghai")
NOON = timedelta(hours=12)
KIND = {"grid_event": "patrol", "hidden_hazard": "hazard"}
GRAVE = frozenset({"major", "urgent"})
#: what verification said; states before it
CERTAINTY = {"not_so": "false_alarm", "not_a_hazard": "false_alarm"}
UNSEEN = frozenset({"found", "reported", "registered"})


def _reader(procedure: str) -> Callable[[datetime, datetime], Iterator[Told]]:
    def read(since: datetime, until: datetime) -> Iterator[Told]:
        first, last = since.astimezone(SHANGHAI).date(), until.astimezone(SHANGHAI).date()
        rows = Proceeding.objects.filter(procedure=procedure, opened_on__gte=first, opened_on__lte=last)
        units = units_of_objects()
        for row in rows.filter(restricted=False).select_related("area").iterator():
            began = datetime.combine(row.opened_on or first, time.min, SHANGHAI) + NOON
            if since <= began < until:
                yield _told(row, procedure, began, units)

    return read


def units_of_objects() -> dict[str, str]:
    """By code of a supervised object, the number of the one unit that bears its name; two queries."""
    numbers: dict[str, str] = {}
    for name, number in Party.objects.filter(kind=Party.Kind.UNIT).values_list("name", "number"):
        numbers[name] = "" if name in numbers else number
    return {code: numbers.get(name, "") for code, name in Source.objects.values_list("code", "name_zh")}


def _told(row: Proceeding, procedure: str, began: datetime, units: dict[str, str]) -> Told:
    facts: dict[str, Any] = row.projection.get("facts") or {}
    place = _position(facts.get("position"))
    return Told(
        key=row.number,
        began=began,
        kind=KIND[procedure],
        detail=procedure,
        strength=3 if GRAVE & {str(facts.get("grade", "")), str(facts.get("severity", ""))} else 2,
        certainty=CERTAINTY.get(row.state, "reported" if row.state in UNSEEN else "confirmed"),
        area=row.area.code if row.area else "",
        longitude=place[0] if place else None,
        latitude=place[1] if place else None,
        party=row.party or units.get(str(facts.get("object") or ""), ""),
        matter=row.number,
    )


def _position(written: Any) -> tuple[float, float] | None:
    """``longitude,latitude`` as a patrol writes it; None where it is not there or no position.

    >>> _position("102.71,25.03")
    (102.71, 25.03)
    """
    try:
        x, y = (float(part) for part in str(written).replace("，", ",").split(","))
    except ValueError:
        return None
    return (x, y) if -180 <= x <= 180 and -90 <= y <= 90 else None


def _source(procedure: str, words: Text) -> EventSource:
    return EventSource(procedure, words, _reader(procedure), lambda kind: words)


SOURCES = (
    _source("grid_event", KINDS["patrol"]),
    _source("hidden_hazard", KINDS["hazard"]),
)
