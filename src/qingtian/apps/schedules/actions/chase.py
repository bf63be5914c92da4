"""Chase who owes (催办): one notice to each organ, by one click of an officer.

The system reminds once (``keep_month``); a notice is always a person's."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from qingtian.apps.proceedings.actions.perform import perform_within
from qingtian.apps.proceedings.chapters import Performed
from qingtian.apps.proceedings.models import Act, Proceeding
from qingtian.apps.schedules.models import Schedule, ScheduleRow, Urging
from qingtian.apps.schedules.owing import owing_rows
from qingtian.procedures.who import Actor


def listed(rows: Sequence[ScheduleRow]) -> str:
    """What the notice lists: a line a case."""
    return "\n".join(f"{row.case.number} {row.subject}" for row in rows)


@transaction.atomic
def chase(
    schedule: Schedule,
    units: Sequence[str],
    *,
    words: str = "",
    by: Actor,
    on: date,
    now: datetime,
    reason: str = "",
    expected_seq: int,
) -> list[Act]:
    """An act and a notice for each of these organs, or for none. Raises Refused as ``perform``."""
    made = []
    matter = Proceeding.objects.get(pk=schedule.proceeding_id)
    owing = owing_rows(schedule)
    for number, unit in enumerate(units):
        made.append(
            perform_within(
                matter,
                "chase",
                by=by,
                on=on,
                now=now,
                fields={"unit": unit, "owing": listed(owing.get(unit, [])) or "—", "words": words},
                reason=reason,
                expected_seq=expected_seq + number,
            )
        )
    return made


def note_urging(performed: Performed) -> None:
    """The effect of ``chase`` and of ``remind``."""
    schedule = Schedule.objects.get(proceeding=performed.proceeding)
    unit = performed.values["unit"]["chain"][-1]
    Urging.objects.create(
        schedule=schedule,
        unit=unit,
        on=performed.act.on,
        rows=len(owing_rows(schedule).get(unit, [])),
        words=performed.values.get("words", ""),
        act_seq=performed.act.seq,
    )


def forget_urging(performed: Performed) -> None:
    """Undo of ``chase`` and of ``remind``."""
    seq = performed.extra["voided"]["seq"]
    Urging.objects.filter(schedule__proceeding=performed.proceeding, act_seq=seq).delete()
