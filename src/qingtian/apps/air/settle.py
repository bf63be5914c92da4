"""Put what acts decided into the lake (决定入湖): after the act is committed, in order, and never twice."""

from __future__ import annotations

import logging
from datetime import datetime

from django.db import transaction

from qingtian.apps.air.lake_mark import writable_lake
from qingtian.apps.air.models import LakeDecision
from qingtian.apps.proceedings.chapters import Performed
from qingtian.errors import QingtianError
from qingtian.measurements.lake import Decision

log = logging.getLogger(__name__)
PROCEDURES = ("air_review", "dust_deduction")
Key = tuple[str, str, str, object, int, int, str, str | None]


def owed() -> int:
    """How many decisions are not in the lake yet."""
    return LakeDecision.objects.filter(lake_id="").count()


def settle(now: datetime) -> int:
    """Write every owed decision, those that undo after those they undo; how many were written.

    A process killed between the lake and the row finds its decisions in the lake and takes their place from there.
    Raises Refused ``lake.busy``, ``lake.other_kind``; nothing is lost by it, they stay owed.
    """
    with transaction.atomic():
        rows = list(LakeDecision.objects.select_for_update().filter(lake_id="").order_by("pk"))
        done = 0
        for undoing in (False, True):
            done += _write([row for row in rows if (row.undoes_id is not None) == undoing], now)
    return done


def _write(rows: list[LakeDecision], now: datetime) -> int:
    if not rows:
        return 0
    lake = writable_lake()
    undone = LakeDecision.objects.in_bulk([row.undoes_id for row in rows if row.undoes_id])
    wanted = {row.pk: _decision(row, undone) for row in rows}
    there = {_key(one.decision): one.id for one in lake.decisions()}
    fresh = [decision for decision in wanted.values() if _key(decision) not in there]
    if fresh:
        lake.decide(fresh, made_at=max(now, lake.snapshot().made_at))  # no snapshot is older than the one before it
        there = {_key(one.decision): one.id for one in lake.decisions()}
    for row in rows:
        row.lake_id = there[_key(wanted[row.pk])]
    LakeDecision.objects.bulk_update(rows, ["lake_id"])
    return len(fresh)


def _decision(row: LakeDecision, undone: dict[int, LakeDecision]) -> Decision:
    return Decision(
        station=row.station,
        item=row.item,
        day=row.day,
        first_hour=row.first_hour,
        last_hour=row.last_hour,
        effect=row.effect,  # type: ignore[arg-type]
        reason=row.reason,
        by=row.token,
        at=row.at,
        undoes=undone[row.undoes_id].lake_id if row.undoes_id else None,
    )


def _key(one: Decision) -> Key:
    return (one.by, one.station, one.item, one.day, one.first_hour, one.last_hour, one.effect, one.undoes)


def settle_after(performed: Performed) -> None:
    """After a committed act of ours. The lake may be busy or away: what is owed is written by the next look."""
    if performed.proceeding.procedure not in PROCEDURES or not owed():
        return
    try:
        settle(performed.act.recorded_at)
    except (QingtianError, OSError) as error:
        log.warning("decisions are owed to the lake", extra={"data": {"error": getattr(error, "code", "os")}})
