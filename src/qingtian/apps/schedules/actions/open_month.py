"""Open a month (开始当月调度): every open case becomes a row; drop it again."""

from __future__ import annotations

from datetime import date

from qingtian.apps.cases.models import Case
from qingtian.apps.places.models import Area
from qingtian.apps.proceedings.chapters import Performed
from qingtian.apps.proceedings.models import Proceeding
from qingtian.apps.schedules.actions.take_in import read_row
from qingtian.apps.schedules.models import Schedule, ScheduleRow
from qingtian.errors import Refused
from qingtian.language import Text
from qingtian.procedures.guards.schedules import first_of

TAKEN = Text("{month} 已经开始调度：{number}。", "{month} has its schedule already: {number}.")
#: a case nobody has taken on yet is in no schedule
BEFORE = ("identified", "listed")


def open_cases(area: Area) -> list[Proceeding]:
    """Contracted cases below an area that are not ended."""
    found = Proceeding.objects.filter(procedure="five_ones_case", ended_on__isnull=True, erased_on__isnull=True)
    found = found.filter(area__path__startswith=area.path).exclude(state__in=BEFORE)
    return list(found.select_related("area").order_by("pk"))


def write_rows(performed: Performed) -> None:
    """The effect of ``open_month``. Raises Refused ``schedule.month_taken``."""
    values = performed.values
    area = Area.objects.get(code=values["area"]["code"])
    month = first_of(values["month"])
    assert month is not None
    if other := Schedule.objects.select_related("proceeding").filter(area=area, month=month, standing=True).first():
        words = TAKEN.format(month=values["month"], number=other.proceeding.number)
        raise Refused("schedule.month_taken", words, where="month")
    due = date.fromisoformat(performed.after.clocks["schedules.filling"].due)
    schedule = Schedule.objects.create(proceeding=performed.proceeding, month=month, area=area, fill_by=due)
    cases = open_cases(area)
    levels = dict(Case.objects.filter(proceeding__in=cases).values_list("proceeding", "source_level"))
    rows = [
        read_row(
            ScheduleRow(schedule=schedule, case=case, area=case.area, source_level=levels.get(case.pk, "")), schedule
        )
        for case in cases
    ]
    ScheduleRow.objects.bulk_create(rows)


def drop(performed: Performed) -> None:
    """The effect of ``drop_month``: another may be opened; what was said stays in the cases."""
    Schedule.objects.filter(proceeding=performed.proceeding).update(standing=False)


def undrop(performed: Performed) -> None:
    """Undo of ``drop_month``. Raises Refused ``schedule.month_taken`` where another took its place."""
    schedule = Schedule.objects.get(proceeding=performed.proceeding)
    others = Schedule.objects.filter(area=schedule.area, month=schedule.month, standing=True)
    if other := others.select_related("proceeding").first():
        words = TAKEN.format(month=f"{schedule.month:%Y-%m}", number=other.proceeding.number)
        raise Refused("schedule.month_taken", words)
    schedule.standing = True
    schedule.save(update_fields=["standing"])
