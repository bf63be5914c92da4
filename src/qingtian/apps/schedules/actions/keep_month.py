"""Keep the months going (每月自动调度): open the new month for the office that ran the last one, remind who owes late.

Nothing begins by itself: a first month is opened by an officer, one that was dropped stays dropped, and an office that
left out a month is not carried on. A reminder comes once a month and organ, and not where a person has chased already.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from qingtian.apps.proceedings.actions.open_proceeding import open_proceeding
from qingtian.apps.proceedings.actions.perform import perform
from qingtian.apps.proceedings.actions.sweep import SYSTEM
from qingtian.apps.proceedings.models import Proceeding
from qingtian.apps.proceedings.queries import projection_of
from qingtian.apps.schedules.actions.chase import listed
from qingtian.apps.schedules.models import Schedule, ScheduleRow
from qingtian.apps.schedules.owing import owing_rows
from qingtian.errors import Refused


@dataclass(frozen=True, slots=True)
class Kept:
    """How many months were opened, organs reminded, and acts refused, which come again tomorrow."""

    opened: int = 0
    reminded: int = 0
    refused: int = 0

    def __add__(self, other: Kept) -> Kept:
        return Kept(self.opened + other.opened, self.reminded + other.reminded, self.refused + other.refused)


def keep_month(*, on: date, now: datetime) -> Kept:
    """What the day brings to the monthly schedules; doing it again does nothing more."""
    month = on.replace(day=1)
    before = (month - timedelta(days=1)).replace(day=1)
    kept = Kept()
    begun = Schedule.objects.filter(month=month).values("area")
    for last in Schedule.objects.filter(month=before, standing=True).exclude(area__in=begun).select_related("area"):
        kept += _opened(last, month, on, now)
    late = Schedule.objects.filter(standing=True, fill_by__lt=on, proceeding__state="filling")
    for schedule in late.order_by("pk"):
        chased = set(schedule.urgings.values_list("unit", flat=True))
        for unit, rows in owing_rows(schedule).items():
            if unit not in chased:
                kept += _reminded(schedule, unit, rows, on, now)
    return kept


def _opened(last: Schedule, month: date, on: date, now: datetime) -> Kept:
    """The month by the system, for the office of the last one."""
    before = Proceeding.objects.get(pk=last.proceeding_id)
    written = f"{month:%Y-%m}"
    subject = f"{written} 整改调度"
    office = projection_of(before).organ("office")
    fields = {"subject": subject, "month": written, "area": last.area.code, "office": office}
    once = f"month {last.area.code} {written}"
    try:
        open_proceeding(
            "monthly_schedule",
            by=SYSTEM,
            on=on,
            now=now,
            title=subject,
            fields=fields,
            once=once,
            generated=before.generated,
        )
    except Refused:
        return Kept(refused=1)
    return Kept(opened=1)


def _reminded(schedule: Schedule, unit: str, rows: list[ScheduleRow], on: date, now: datetime) -> Kept:
    matter = Proceeding.objects.get(pk=schedule.proceeding_id)
    fields = {"unit": unit, "owing": listed(rows)}
    try:
        perform(matter, "remind", by=SYSTEM, on=on, now=now, fields=fields, expected_seq=matter.seq)
    except Refused:
        return Kept(refused=1)
    return Kept(reminded=1)
