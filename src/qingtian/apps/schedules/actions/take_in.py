"""Take what was said in a case into its row of the month (进展入表): once, from the case's own trail."""

from __future__ import annotations

from datetime import date
from typing import Any

from qingtian.apps.cases.models import PlanVersion
from qingtian.apps.proceedings.models import ActContent, Proceeding
from qingtian.apps.proceedings.queries import projection_of
from qingtian.apps.schedules.models import Schedule, ScheduleRow
from qingtian.language import Text

#: the state in which a case is put right, and must be reported on
OWES = "rectifying"
SAID = ("planned", "actual", "difficulty", "next_step")
TAKEN = ["owed", "filled_on", "late", "filled_by", "said_in", *SAID, "percent", "pace"]
REPEATED = ["unit", "county", "subject", "unit_name", "state", "goal", "deadline"]


def said_since(case: Proceeding, since: date) -> list[dict[str, Any]]:
    """Standing acts of progress of the case from that day on, the oldest first."""
    acts = ActContent.objects.filter(act__proceeding=case, act__on__gte=since, act__act__in=("progress", "correct"))
    records = [row.content for row in acts.order_by("act__seq")]
    gone = {record["voids"] for record in records if record.get("voids")}
    return [record for record in records if record["act"] == "progress" and record["seq"] not in gone]


def read_row(row: ScheduleRow, schedule: Schedule) -> ScheduleRow:
    """``row`` with what the case says now; nothing is saved.

    The first act of the month decides whether it was in time, the last what the table says.
    """
    case = row.case
    found = said_since(case, schedule.proceeding.opened_on or schedule.month)
    row.owed = bool(found) or case.state == OWES
    row.filled_on, row.late, row.said_in, row.filled_by, row.percent, row.pace = None, None, None, "", None, ""
    for name in SAID:
        setattr(row, name, "")
    if found:
        first, last = found[0], found[-1]
        row.filled_on = date.fromisoformat(first["on"])
        row.late = row.filled_on > schedule.fill_by
        row.filled_by, row.said_in = first["by"].get("organ") or "", last["seq"]
        for name in SAID:
            setattr(row, name, last["fields"].get(name, ""))
        row.percent, row.pace = last["fields"].get("percent"), last["fields"].get("pace", "")
    return _repeat(row)


def _repeat(row: ScheduleRow) -> ScheduleRow:
    """What the row repeats of its case: subject, unit, state, and the plan in force."""
    case = row.case
    projection = projection_of(case)
    unit, county = projection.relations.get("implementing"), projection.relations.get("county")
    row.unit = unit["chain"][-1] if unit else ""
    row.county = county["chain"][-1] if county else ""
    row.unit_name = Text.of((unit or county)["name"]).zh if unit or county else ""
    row.subject, row.state = str(projection.facts.get("subject") or case.title)[:200], case.state
    plan = PlanVersion.objects.filter(case__proceeding=case, voided_by=None).order_by("-version").first()
    row.goal, row.deadline = (plan.goal, plan.deadline) if plan else ("", None)
    return row


def take_in(schedule: Schedule, case: Proceeding | None = None) -> None:
    """Bring the rows of a month that is not merged up to what the cases say; one case, or all of them."""
    if schedule.merged_on is not None or not schedule.standing:
        return
    rows = schedule.rows.select_related("case")
    if case is not None:
        rows = rows.filter(case=case)
    read = [read_row(row, schedule) for row in rows]
    ScheduleRow.objects.bulk_update(read, [*TAKEN, *REPEATED], batch_size=200)
