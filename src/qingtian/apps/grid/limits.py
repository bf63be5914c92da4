"""Times of the grid as the law room has them on the day: when an event is passed up, how long a grade allows."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from qingtian.apps.grid.models import GridEvent
from qingtian.apps.proceedings.calendars import calendar
from qingtian.law import load_law
from qingtian.procedures import Projection

SHANGHAI = ZoneInfo("Asia/Shanghai")
URGENT, ORDINARY = "grid.escalation_urgent", "grid.escalation"
OF_GRADE: Mapping[str, str] = {
    "general": "hazards.at_once",
    "larger": "hazards.by_deadline",
    "major": "hazards.listed",
}


def assigned_by(event: GridEvent, projection: Projection) -> datetime | None:
    """The moment from which the event is passed up. An urgent one counts in hours from the minute of its report; any
    other, and one passed up already, runs to the end of the due day of its clock."""
    running = {clock.key: clock for clock in projection.running()}
    if URGENT in running and event.reported_at:
        day = event.reported_at.astimezone(SHANGHAI).date()
        hours = load_law().limit(URGENT, on=day).value
        return event.reported_at.astimezone(SHANGHAI) + timedelta(hours=float(hours))
    if ORDINARY in running:
        due = date.fromisoformat(running[ORDINARY].due)
        return datetime.combine(due + timedelta(days=1), time(), tzinfo=SHANGHAI)
    return None


def longest_by_grade(on: date) -> dict[str, str]:
    """By grade the last day its limit allows when graded on ``on``."""
    law, working = load_law(), calendar()
    return {grade: law.derive(id_, start=on, calendar=working).due.isoformat() for grade, id_ in OF_GRADE.items()}


def months_of_recurrence(on: date) -> int:
    """The window in which the same hazard at the same object has come back."""
    return int(load_law().limit("hazards.recurrence", on=on).value)


def patrols_a_month(on: date) -> int:
    """What a leaf owes where neither it nor a cell above has terms of its own."""
    return int(load_law().figure("grid.patrols", on=on).value)
