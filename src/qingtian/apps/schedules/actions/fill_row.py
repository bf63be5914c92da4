"""Fill in a row (填报): the act of progress in the case, and its row, in one transaction."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction

from qingtian.apps.proceedings.actions.perform import perform_within
from qingtian.apps.proceedings.models import Proceeding
from qingtian.apps.schedules.actions.take_in import take_in
from qingtian.apps.schedules.models import Schedule, ScheduleRow
from qingtian.errors import Refused
from qingtian.language import Text
from qingtian.procedures.decide import FieldsRefused
from qingtian.procedures.who import Actor

MERGED = Text("这个月已经汇总，不能再填；进展记在案件里。", "The month is merged; record the progress in the case.")
FILLED = Text("这一行 {on} 已经填过。", "This row was filled in on {on}.")
PACE = Text("请选“是否达到序时进度”。", "Choose whether it is on pace.")
CORRECT = Text("填错的，到案件里作废那一次，再填。", "If it is wrong, void that act in the case and fill in again.")


@transaction.atomic
def fill_row(
    row: ScheduleRow, fields: Mapping[str, str], *, by: Actor, on: date, now: datetime, once: str | None = None
) -> ScheduleRow:
    """Perform ``progress`` in the row's case and take it in. The table wants the pace, so here it must be said.

    The same ``once`` fills once. Raises Refused ``schedule.merged``, ``schedule.filled`` and what ``perform`` raises
    (FieldsRefused, who may, which state).
    """
    schedule = Schedule.objects.select_for_update().select_related("proceeding").get(pk=row.schedule_id)
    if schedule.merged_on is not None or not schedule.standing:
        raise Refused("schedule.merged", MERGED)
    standing = ScheduleRow.objects.select_related("case").get(pk=row.pk)
    case = Proceeding.objects.get(pk=standing.case_id)
    repeated = once is not None and case.acts.filter(once=once).exists()
    if standing.filled_on and not repeated:
        raise Refused("schedule.filled", FILLED.format(on=standing.filled_on), remedy=CORRECT)
    if not fields.get("pace"):
        raise FieldsRefused({"pace": PACE})
    perform_within(case, "progress", by=by, on=on, now=now, fields=fields, expected_seq=case.seq, once=once)
    take_in(schedule, case)
    return ScheduleRow.objects.select_related("case", "area").get(pk=row.pk)
