"""Pass up events nobody assigned in time (升级). Doing it twice passes nothing up twice."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import datetime

from qingtian.apps.grid.limits import SHANGHAI, assigned_by
from qingtian.apps.grid.models import GridEvent
from qingtian.apps.people.models import Organ
from qingtian.apps.proceedings.actions.perform import perform
from qingtian.apps.proceedings.queries import projection_of
from qingtian.errors import QingtianError
from qingtian.procedures import Actor

logger = logging.getLogger(__name__)
SYSTEM = Actor(kind="system")
WAITING = ("reported", "verified")


@dataclass(slots=True)
class Done:
    """Counts of one run. ``refused``: events that could not be passed up."""

    passed_up: int = 0
    refused: int = 0


def escalate(now: datetime) -> Done:
    """Every event whose time to be assigned is over at ``now`` goes to the organ above the one that last had it."""
    done = Done()
    waiting = GridEvent.objects.filter(proceeding__state__in=WAITING).select_related("proceeding").order_by("pk")
    for event in waiting:
        try:
            done.passed_up += _one(event, now.astimezone(SHANGHAI))
        except QingtianError as refused:
            logger.warning("grid event %s: %s", event.proceeding.number, refused.sentence("en"))
            done.refused += 1
    return done


def _one(event: GridEvent, now: datetime) -> bool:
    matter = event.proceeding
    projection = projection_of(matter)
    limit = assigned_by(event, projection)
    if limit is None or now < limit:
        return False
    had = projection.organ("superior") or projection.organ("office")
    organ = Organ.objects.select_related("parent").get(code=had)
    above = organ.parent or organ
    fields = {"superior": above.code, "moment": now.isoformat(timespec="minutes")}
    perform(matter, "escalate", by=SYSTEM, on=now.date(), now=now, fields=fields, expected_seq=matter.seq)
    return True
