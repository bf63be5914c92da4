"""Take in a patrol from a phone (收巡查): the row, and of each finding an event that is dissuaded and reported.

All of it or nothing: what was refused stays on the phone. The same token again is the patrol taken before; with other
content it is refused and nothing is written over.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction

from qingtian.apps.grid.models import GridAssignment, GridEvent, Patrol
from qingtian.apps.identities.photos import sterilise
from qingtian.apps.places.models import GridCell
from qingtian.apps.proceedings.actions.open_proceeding import open_proceeding
from qingtian.apps.proceedings.actions.perform import perform
from qingtian.apps.proceedings.actions.store_file import store_file
from qingtian.apps.proceedings.models import Proceeding
from qingtian.errors import Refused
from qingtian.language import Text
from qingtian.procedures import Actor
from qingtian.secrecy import Declaration

OTHER = Text("同一编号的巡查已经收到，内容不同，没有改。", "A patrol of that number came with other content.")
NOT_YOURS = Text("当天您不在这个网格上。", "You were not on this cell on that day.")
NO_CELL = Text("没有这个网格。", "There is no such cell.")
TIMES = Text("开始、结束的时间不对。", "Beginning and end do not fit.")
#: a phone whose clock is a little fast is still believed
AHEAD = timedelta(minutes=10)
#: positions kept of one patrol
TRACK = 500


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found: the fields of ``find``, how the dissuasion went, how grave, and photos as bytes."""

    what: str
    kind: str
    dissuasion: str
    severity: str
    found_at: datetime
    position: str = ""
    address: str = ""
    photos: Sequence[bytes] = ()


@dataclass(frozen=True, slots=True)
class Walked:
    """A patrol as the phone tells it. Moments bear a zone; ``track`` is longitude, latitude, minutes."""

    token: str
    cell: str
    started_at: datetime
    finished_at: datetime
    note: str = ""
    track: Sequence[Sequence[float]] = ()
    findings: Sequence[Finding] = field(default_factory=tuple)

    def digest(self) -> str:
        """SHA-256 of what was told, photos by theirs."""
        told: dict[str, Any] = {
            "cell": self.cell,
            "times": [self.started_at.isoformat(), self.finished_at.isoformat()],
            "note": self.note,
            "track": [list(one) for one in self.track],
            "findings": [
                [f.what, f.kind, f.dissuasion, f.severity, f.found_at.isoformat(), f.position, f.address]
                + [hashlib.sha256(photo).hexdigest() for photo in f.photos]
                for f in self.findings
            ],
        }
        return hashlib.sha256(json.dumps(told, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def take_patrol(walked: Walked, *, by: Actor, on: date, now: datetime, generated: bool = False) -> Patrol:
    """Raises Refused ``grid.no_cell``, ``grid.not_on_the_cell``, ``grid.patrol_times``, ``grid.patrol_other``, and what
    photos and acts raise."""
    if earlier := _taken(walked):
        return earlier
    try:
        with transaction.atomic():
            patrol = _row(walked, by, now)
            for place, finding in enumerate(walked.findings, 1):
                _event(patrol, finding, place, by, on, now, generated)
    except IntegrityError:  # the same sent twice at the same moment
        if earlier := _taken(walked):
            return earlier
        raise
    return patrol


def _taken(walked: Walked) -> Patrol | None:
    earlier = Patrol.objects.filter(token=walked.token).first()
    if earlier and earlier.digest != walked.digest():
        raise Refused("grid.patrol_other", OTHER)
    return earlier


def _row(walked: Walked, by: Actor, now: datetime) -> Patrol:
    day = walked.started_at.astimezone(now.tzinfo).date()
    cell = GridCell.objects.leaves(day).select_related("area").filter(code=walked.cell).first()
    if cell is None:
        raise Refused("grid.no_cell", NO_CELL)
    post = by.for_post or by.post or ""
    mine = GridAssignment.objects.on(day).filter(cell=cell, post__code=post)
    if not mine.exists():
        raise Refused("grid.not_on_the_cell", NOT_YOURS)
    if walked.finished_at < walked.started_at or walked.finished_at > now + AHEAD:
        raise Refused("grid.patrol_times", TIMES)
    return Patrol.objects.create(
        cell=cell,
        on=day,
        post=post,
        token=walked.token,
        digest=walked.digest(),
        started_at=walked.started_at,
        finished_at=walked.finished_at,
        track=[list(one) for one in walked.track[:TRACK]],
        findings=len(walked.findings),
        note=walked.note[:500],
        received_at=now,
    )


def _event(
    patrol: Patrol, finding: Finding, place: int, by: Actor, on: date, now: datetime, generated: bool
) -> Proceeding:
    photos = [_photo(data, f"{patrol.token}-{place}-{n}", now) for n, data in enumerate(finding.photos, 1)]
    matter = open_proceeding(
        "grid_event",
        by=by,
        on=on,
        now=now,
        title=finding.what[:60],
        once=f"patrol-{hashlib.sha256(patrol.token.encode()).hexdigest()[:40]}-{place}",
        generated=generated,
        fields=_fields(patrol, finding, now) | ({"photos": photos} if photos else {}),
    )
    GridEvent.objects.filter(proceeding=matter).update(patrol=patrol)
    steps: Sequence[tuple[str, Mapping[str, Any]]] = (
        ("dissuade", {"dissuasion": finding.dissuasion}),
        ("report", {"severity": finding.severity}),
    )
    for act, fields in steps:
        perform(matter, act, by=by, on=on, now=now, fields=fields, expected_seq=matter.seq)
        matter.refresh_from_db()
    return matter


def _fields(patrol: Patrol, finding: Finding, now: datetime) -> dict[str, Any]:
    return {
        "subject": finding.what[:60],
        "what": finding.what,
        "cell": patrol.cell.code,
        "area": patrol.cell.area.code,
        "kind": finding.kind,
        "address": finding.address,
        "position": finding.position,
        "found_at": finding.found_at.astimezone(now.tzinfo).strftime("%Y-%m-%d %H:%M"),
    }


def _photo(data: bytes, name: str, now: datetime) -> int:
    """Without what the camera wrote into it: a member's phone stays their own."""
    clean = sterilise(data).jpeg
    stored = store_file(
        clean, name=f"{name[-40:]}.jpg", media_type="image/jpeg", now=now, declared=Declaration.INTERNAL
    )
    return stored.pk
