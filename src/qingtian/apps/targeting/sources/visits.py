"""What visits found (检查发现): a violation is an event of its unit; a visit where nothing was found is none."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, time
from zoneinfo import ZoneInfo

from qingtian.apps.parties.models import Party
from qingtian.apps.targeting.registry import KINDS, EventSource, Told
from qingtian.apps.targeting.results import visits_with_results

SHANGHAI = ZoneInfo("Asia/Shanghai")
STRENGTH = {"told_to_correct": 2, "penalty_clue": 3}


def read(since: datetime, until: datetime) -> Iterator[Told]:
    """One event a visit that found something, at the beginning of the day of the visit: known the same day."""
    first, last = since.astimezone(SHANGHAI).date(), until.astimezone(SHANGHAI).date()
    found = [one for one in visits_with_results(last) if one.violation and first <= one.on <= last]
    units = {row.number: row for row in Party.objects.filter(number__in={one.party for one in found})}
    for one in found:
        unit, began = units.get(one.party), datetime.combine(one.on, time.min, SHANGHAI)
        if unit is None or unit.is_person or not since <= began < until:
            continue
        yield Told(
            key=one.number,
            began=began,
            kind="violation",
            strength=STRENGTH.get(one.result, 2),
            certainty="confirmed",
            longitude=float(unit.longitude) if unit.longitude is not None else None,
            latitude=float(unit.latitude) if unit.latitude is not None else None,
            area=unit.area.code if unit.area else "",
            party=one.party,
            matter=one.number,
        )


SOURCE = EventSource("visit", KINDS["violation"], read, lambda detail: KINDS["violation"])
