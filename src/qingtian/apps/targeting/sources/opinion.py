"""Public opinion (网络舆情): items that look like pollution and name a place the city knows; nobody's name is there."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.db.models.functions import Coalesce

from qingtian.apps.opinion.models import OpinionItem
from qingtian.apps.parties.models import Party
from qingtian.apps.places.models import Area
from qingtian.apps.targeting.registry import EventSource, Told
from qingtian.language import Text

WORDS = Text("网络舆情", "public opinion")


def read(since: datetime, until: datetime) -> Iterator[Told]:
    """One event an item: of the unit it names, else of the first area it names; an item that names neither is none."""
    units = {
        row.name: row for row in Party.objects.filter(kind=Party.Kind.UNIT).select_related("area").order_by("-number")
    }
    areas = {area.name_zh: area.code for area in Area.objects.order_by("-pk")}
    rows = OpinionItem.objects.filter(environmental=True).annotate(at=Coalesce("said_at", "came_at"))
    for row in rows.filter(at__gte=since, at__lt=until).only("key", "places", "alarm", "said_at", "came_at").iterator():
        unit = next((units[name] for name in row.places if name in units), None)
        area = next((areas[name] for name in row.places if name in areas), "")
        if unit is None and not area:
            continue
        yield Told(
            key=row.key,
            began=row.said_at or row.came_at,
            kind="opinion",
            strength=2 if row.alarm else 1,
            certainty="reported",
            area=unit.area.code if unit and unit.area else area,
            longitude=float(unit.longitude) if unit and unit.longitude is not None else None,
            latitude=float(unit.latitude) if unit and unit.latitude is not None else None,
            party=unit.number if unit else "",
        )


SOURCE = EventSource("opinion", WORDS, read, lambda kind: WORDS)
