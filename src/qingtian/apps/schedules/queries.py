"""Named questions about monthly schedules and leaders' instructions; indicators and walls ask these and no others."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from django.db.models import Count, F, Q, QuerySet

from qingtian.apps.places.models import Area
from qingtian.apps.proceedings.models import Proceeding
from qingtian.apps.proceedings.policy import visible
from qingtian.apps.schedules.models import Instruction, Schedule, ScheduleRow
from qingtian.procedures.who import Actor


@dataclass(frozen=True, slots=True)
class Share:
    """How many rows were filled in by the day, of how many that had to be; no share where none had to be."""

    on_time: int
    of: int

    @property
    def value(self) -> Fraction | None:
        """The exact share; none of nothing."""
        return Fraction(self.on_time, self.of) if self.of else None


@dataclass(frozen=True, slots=True)
class AreaCounts:
    """One area in one month: rows, those to be filled in, filled in, of these late, still owed."""

    area: Area | None
    rows: int
    asked: int
    filled: int
    late: int
    owed: int


def on_time_share(area: Area, since: date, until: date) -> Share:
    """Of the rows of an area whose day to fill in by lies in that time (both days included): filled in by that day."""
    rows = ScheduleRow.objects.filter(
        owed=True,
        schedule__standing=True,
        schedule__fill_by__gte=since,
        schedule__fill_by__lte=until,
        area__path__startswith=area.path,
    )
    found = rows.aggregate(of=Count("pk"), on_time=Count("pk", filter=Q(late=False)))
    return Share(found["on_time"], found["of"])


def owed(month: date, on: date) -> list[ScheduleRow]:
    """Rows of a month that are not filled in by that day, whoever it is who owes them; by area, then by case."""
    rows = ScheduleRow.objects.filter(schedule__month=month.replace(day=1), schedule__standing=True, owed=True)
    rows = rows.filter(schedule__proceeding__opened_on__lte=on).filter(Q(filled_on=None) | Q(filled_on__gt=on))
    return list(rows.select_related("schedule", "case", "area"))


def by_area(rows: Iterable[ScheduleRow]) -> list[AreaCounts]:
    """The counts of each area of these rows, in the order of the areas' codes."""
    grouped: dict[int | None, list[ScheduleRow]] = {}
    for row in sorted(rows, key=lambda each: each.area.code if each.area else ""):
        grouped.setdefault(row.area_id, []).append(row)
    return [
        AreaCounts(
            area=of_area[0].area,
            rows=len(of_area),
            asked=sum(row.owed for row in of_area),
            filled=sum(row.filled_on is not None for row in of_area),
            late=sum(bool(row.late) for row in of_area),
            owed=sum(row.owing for row in of_area),
        )
        for of_area in grouped.values()
    ]


def rows_seen(actor: Actor, schedule: Schedule) -> QuerySet[ScheduleRow]:
    """Rows of the cases the actor may see: an area's own, or all of them for the office of the city."""
    rows = schedule.rows.filter(case__in=visible(actor).filter(procedure="five_ones_case"))
    return rows.select_related("case", "area", "schedule")


def months_seen(actor: Actor) -> QuerySet[Schedule]:
    """Months the actor may open: those in sight, and those with a row of a case in sight."""
    own = Q(proceeding__in=visible(actor).filter(procedure="monthly_schedule"))
    rows = Q(rows__case__in=visible(actor).filter(procedure="five_ones_case"), standing=True)
    return Schedule.objects.filter(own | rows).distinct().select_related("proceeding", "area")


def instructions_seen(actor: Actor) -> QuerySet[Instruction]:
    """The ledger as far as the actor takes part; nobody else learns that a line exists."""
    seen = visible(actor).filter(procedure="leader_instruction")
    return Instruction.objects.filter(proceeding__in=seen).select_related("proceeding", "leader_post__organ")


def instructions_about(actor: Actor, matter: Proceeding) -> QuerySet[Instruction]:
    """Instructions linked with a matter, for somebody who may see both."""
    linked = Q(proceeding__links_out__target=matter, proceeding__links_out__undone_by=None)
    return instructions_seen(actor).filter(linked).distinct()


def overdue_instructions(on: date) -> QuerySet[Instruction]:
    """Instructions under way whose day to reply by is over on that day."""
    return Instruction.objects.filter(proceeding__state="assigned", due__lt=on).order_by(F("due"), "pk")
