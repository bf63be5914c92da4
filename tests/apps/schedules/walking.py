"""A month of the small city, and an instruction, walked by the right people."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from qingtian.apps.proceedings.actions.open_proceeding import open_proceeding
from qingtian.apps.proceedings.actions.perform import perform
from qingtian.apps.schedules.actions.fill_row import fill_row
from qingtian.apps.schedules.actions.merge_table import merge_table
from qingtian.apps.schedules.models import Schedule, ScheduleRow
from tests.apps.proceedings.driving import Drive, case
from tests.days import at

#: a Wednesday, the first of its month; the day to fill in by is Wednesday 8 July, the fifth working day after it
FIRST = date(2026, 7, 1)
FILL_BY = date(2026, 7, 8)
SAID = {
    "planned": "完成收集管道。",
    "actual": "管道已装好。",
    "next_step": "调试风机。",
    "percent": "60",
    "pace": "on_pace",
}


def rectifying(city: Any, day: date = date(2026, 6, 1), **fields: Any) -> Drive:
    """A case that is being put right."""
    return case(city, day, **fields).to("rectifying")


def open_month(city: Any, on: date = FIRST, month: str = "2026-07", by: str = "inspector") -> Schedule:
    fields = {"subject": f"{month} 整改调度", "month": month, "area": "city"}
    opened = open_proceeding(
        "monthly_schedule", by=city.actor(by, on), on=on, now=at(on), title=fields["subject"], fields=fields
    )
    return Schedule.objects.select_related("proceeding").get(proceeding=opened)


def row_of(schedule: Schedule, drive: Drive) -> ScheduleRow:
    return ScheduleRow.objects.get(schedule=schedule, case=drive.matter)


def fill(city: Any, row: ScheduleRow, on: date, by: str = "town", **more: Any) -> ScheduleRow:
    options = {name: more.pop(name) for name in ("once",) if name in more}
    return fill_row(row, {**SAID, **more}, by=city.actor(by, on), on=on, now=at(on), **options)


def merge(city: Any, schedule: Schedule, on: date = FILL_BY + timedelta(days=1)) -> Schedule:
    matter = schedule.proceeding
    matter.refresh_from_db()
    merge_table(schedule, by=city.actor("inspector", on), on=on, now=at(on), expected_seq=matter.seq)
    schedule.refresh_from_db()
    return schedule


INSTRUCTION = {
    "leader": "vice-mayor",
    "instructed_on": "2026-06-30",
    "document": "关于河西路异味问题的专报",
    "text": "请望溪区政府限期解决，月底前报结果。",
}


def instruct(city: Any, on: date = FIRST, **fields: Any) -> Drive:
    """An instruction entered by the inspection office."""
    opened = open_proceeding(
        "leader_instruction",
        by=city.actor("inspector", on),
        on=on,
        now=at(on),
        title="领导批示",
        fields={**INSTRUCTION, **fields},
    )
    return Drive(city, opened, on)


def act(city: Any, matter: Any, name: str, by: str, on: date, **options: Any) -> Any:
    fields = options.pop("fields", {})
    matter.refresh_from_db()
    made = perform(
        matter,
        name,
        by=city.actor(by, on),
        on=on,
        now=at(on),
        fields=fields,
        expected_seq=matter.seq,
        **options,
    )
    matter.refresh_from_db()
    return made
