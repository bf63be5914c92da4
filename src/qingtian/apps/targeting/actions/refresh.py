"""Refresh the events (更新事件): what every source says of a stretch of time, kept once, revised, withdrawn.

Doing it twice changes nothing. A source that fails leaves its events as they were.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import islice
from typing import Any

from django.db import transaction

from qingtian.apps.places.models import Area
from qingtian.apps.targeting.models import TargetEvent
from qingtian.apps.targeting.registry import SOURCES, EventSource, Told
from qingtian.errors import QingtianError

logger = logging.getLogger(__name__)
#: what comes late or is revised: so many days are read again every night
LOOK_BACK = timedelta(days=60)
BATCH = 2000
#: columns a source tells; a change in any of them is a revision
TOLD = (
    *("began", "until", "area_id", "longitude", "latitude", "party", "kind", "detail"),
    *("strength", "certainty", "matter", "restricted"),
)


@dataclass(slots=True)
class Refreshed:
    """Counts of one run. ``failed`` names the sources that could not be read."""

    new: int = 0
    revised: int = 0
    withdrawn: int = 0
    failed: list[str] = field(default_factory=list)


def refresh(now: datetime, since: datetime | None = None) -> Refreshed:
    """Read every source from ``since`` (else the last sixty days) up to ``now``."""
    done, areas = Refreshed(), dict(Area.objects.values_list("code", "pk"))
    for source in SOURCES.values():
        try:
            with transaction.atomic():
                _one(source, since or now - LOOK_BACK, now, areas, done)
        except QingtianError as refused:
            logger.warning("events of %s: %s", source.code, refused.sentence("en"))
            done.failed.append(source.code)
    return done


def _one(source: EventSource, since: datetime, now: datetime, areas: dict[str, int], done: Refreshed) -> None:
    held = _held(source.code, since, now)
    seen: set[str] = set()
    for told in _batches(source.read(since, now)):
        new, revised = [], []
        for one in told:
            if one.key in seen:
                continue
            seen.add(one.key)
            values = _values(one, areas)
            if one.key not in held:
                new.append(TargetEvent(source=source.code, key=one.key[:80], **values))
            elif held[one.key][1:] != (*(values[name] for name in TOLD), False):
                revised.append(TargetEvent(pk=held[one.key][0], source=source.code, key=one.key, **values))
        done.new += _taken_in(source.code, new, done)
        done.revised += _revise(revised)
    gone = [row[0] for key, row in held.items() if key not in seen and not row[-1]]
    for some in _batches(iter(gone)):
        done.withdrawn += TargetEvent.objects.filter(pk__in=some).update(withdrawn=True)


def _held(source: str, since: datetime, until: datetime) -> dict[str, tuple[Any, ...]]:
    """By key: the row's id, what was told, whether it is withdrawn."""
    rows = TargetEvent.objects.filter(source=source, began__gte=since, began__lt=until)
    return {row[0]: row[1:] for row in rows.values_list("key", "pk", *TOLD, "withdrawn").iterator(5000)}


def _values(one: Told, areas: dict[str, int]) -> dict[str, Any]:
    return {
        "began": one.began,
        "until": one.until,
        "area_id": areas.get(one.area),
        "longitude": one.longitude,
        "latitude": one.latitude,
        "party": one.party,
        "kind": one.kind,
        "detail": one.detail[:60],
        "strength": one.strength,
        "certainty": one.certainty,
        "matter": one.matter,
        "restricted": one.restricted,
    }


def _taken_in(source: str, rows: list[TargetEvent], done: Refreshed) -> int:
    """New ones; an event whose beginning was revised from before the window is the row it was."""
    known = dict(TargetEvent.objects.filter(source=source, key__in=[row.key for row in rows]).values_list("key", "pk"))
    moved = [row for row in rows if row.key in known]
    for row in moved:
        row.pk = known[row.key]
    done.revised += _revise(moved)
    return len(TargetEvent.objects.bulk_create(row for row in rows if row.key not in known))


def _revise(rows: list[TargetEvent]) -> int:
    if not rows:
        return 0
    revisions = dict(TargetEvent.objects.filter(pk__in=[row.pk for row in rows]).values_list("pk", "revision"))
    for row in rows:
        row.revision = revisions[row.pk] + 1
    columns = [name.removesuffix("_id") for name in TOLD]
    return TargetEvent.objects.bulk_update(rows, [*columns, "withdrawn", "revision"], batch_size=500)


def _batches(rows: Iterable[Any]) -> Iterator[list[Any]]:
    there = iter(rows)
    while batch := list(islice(there, BATCH)):
        yield batch
