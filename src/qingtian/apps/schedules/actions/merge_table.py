"""Merge a month (汇总): the rows are frozen, the act names the table by its digest; undone by a correction."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from qingtian.apps.proceedings.actions.perform import perform_within
from qingtian.apps.proceedings.actions.store_file import store_file
from qingtian.apps.proceedings.chapters import Performed
from qingtian.apps.proceedings.models import Act, Proceeding, StoredFile
from qingtian.apps.schedules.actions.take_in import take_in
from qingtian.apps.schedules.frozen import frozen_rows, frozen_table
from qingtian.apps.schedules.models import Schedule, ScheduleRow
from qingtian.procedures.who import Actor
from qingtian.secrecy import Declaration
from qingtian.trail import sm3


@dataclass(frozen=True, slots=True)
class Preview:
    """What merging now would freeze; ``digest`` is what the officer saw and must still be so."""

    rows: list[ScheduleRow]
    digest: str

    @property
    def counts(self) -> dict[str, Any]:
        """The figures of the act."""
        filled = [row for row in self.rows if row.filled_on]
        late = sum(bool(row.late) for row in filled)
        owed = sum(row.owing for row in self.rows)
        return {"rows": len(self.rows), "filled": len(filled), "late": late, "owed": owed}


def preview(schedule: Schedule) -> Preview:
    """The rows as they stand and the digest of their table."""
    rows = frozen_rows(schedule)
    return Preview(rows, sm3(frozen_table(rows)))


@transaction.atomic
def merge_table(
    schedule: Schedule,
    *,
    by: Actor,
    on: date,
    now: datetime,
    note: str = "",
    reason: str = "",
    once: str | None = None,
    expected_seq: int,
) -> Act:
    """Freeze the month as it stands. Raises Refused as ``perform``."""
    held = Schedule.objects.select_for_update().get(pk=schedule.pk)
    take_in(held)
    seen = preview(held)
    stored = store_file(
        frozen_table(seen.rows),
        name=f"{held.month:%Y-%m}-整改调度.csv",
        media_type="text/csv",
        now=now,
        declared=Declaration.INTERNAL,
    )
    matter = Proceeding.objects.get(pk=held.proceeding_id)
    fields = {**{name: str(value) for name, value in seen.counts.items()}, "table": [stored.pk], "note": note}
    return perform_within(
        matter,
        "merge_table",
        by=by,
        on=on,
        now=now,
        fields=fields,
        reason=reason,
        expected_seq=expected_seq,
        once=once,
    )


def freeze(performed: Performed) -> None:
    """The effect of ``merge_table``: from now on no act in a case reaches the rows."""
    table = StoredFile.objects.get(pk=performed.values["table"][0]["id"])
    Schedule.objects.filter(proceeding=performed.proceeding).update(merged_on=performed.act.on, table=table)


def thaw(performed: Performed) -> None:
    """Undo of ``merge_table``: it may be filled in again, and says what the cases say by now."""
    schedule = Schedule.objects.select_related("proceeding").get(proceeding=performed.proceeding)
    schedule.merged_on, schedule.table = None, None
    schedule.save(update_fields=["merged_on", "table"])
    take_in(schedule)
