"""Whether data loggers are heard (数采仪静默), as a source of alerts.

The hour in which a logger was last heard and those before count as heard, the hours after it as silent.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from qingtian.alerts.values import Item, Subject, Value
from qingtian.apps.alerts.registry import Series, Source
from qingtian.apps.alerts.sources.hours import HOUR, whole_hour
from qingtian.apps.monitors.models import DataLogger
from qingtian.gateways.hj212.place import frames_folder
from qingtian.gateways.hj212.store.standing import standings
from qingtian.language import Text

HEARD = Item("heard", Text("收到报文", "Heard"), "", 1)


def subjects(item: str) -> Sequence[Subject]:
    """Every logger in use; one query."""
    rows = DataLogger.objects.filter(active=True).select_related("organ", "outlet__area", "outlet__party")
    return [
        Subject(
            row.mn,
            Text(row.name, row.name),
            area=row.outlet.area.code if row.outlet else "",
            party=row.outlet.party.number if row.outlet else "",
            organ=row.organ.code,
        )
        for row in rows.order_by("mn")
    ]


def series(item: str, codes: Sequence[str], since: datetime, until: datetime) -> Series:
    """From what the fold of frames knows: a logger never heard is silent all the time."""
    known, found = standings(frames_folder()), dict[str, list[Value]]()
    for code in codes:
        standing, start, values = known.get(code), since, list[Value]()
        while standing is not None and start < min(until, standing.last):
            values.append(Value(start, 1))
            start += HOUR
        found[code] = values
    return found


SOURCE = Source("logger", lambda: (HEARD,), subjects, series, whole_hour)
