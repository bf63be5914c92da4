"""Half a year of monthly schedules in the invented city: filled in in time, late or not at all, chased and sent up.

The present month is still being filled in: one area keeps the city waiting, as it does.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator
from datetime import date, datetime, timedelta

from qingtian.apps.proceedings.actions.open_proceeding import open_proceeding
from qingtian.apps.proceedings.calendars import calendar
from qingtian.apps.schedules.actions.chase import chase
from qingtian.apps.schedules.actions.fill_row import fill_row
from qingtian.apps.schedules.actions.merge_table import merge_table
from qingtian.apps.schedules.models import Schedule, ScheduleRow
from qingtian.apps.schedules.owing import owing_rows
from qingtian.demo.stage import Life, Stage, moment, office_moment

CITY, INSPECTOR, HEAD = "yunping", "yunping-inspector", "yunping-inspection-head"
MONTHS = 5
#: what follows comes no earlier than so long after
APART = timedelta(minutes=20)
#: of so many rows one is filled in late, one by the area's government, one never
LATE, BY_COUNTY, NEVER = 6, 5, 11
#: planned, actual, difficulty, next step; percent and pace
SAID = (
    ("完成设计和招标。", "设计已定稿，招标公告已挂。", "", "签合同，进场。", 20, "on_pace"),
    ("设备进场安装。", "设备到货一半，另一半在路上。", "厂家排产晚了十天。", "催到货，夜里加一个班。", 45, "behind"),
    ("完成主体改造。", "主体改造完成，正在接电。", "", "单机调试。", 70, "on_pace"),
    ("调试并做一次监测。", "调试完成，监测报告一项超标。", "活性炭装填量不够。", "补装后重测。", 85, "behind"),
    ("监测达标，准备自查。", "两次监测都达标，资料在整理。", "", "填自查表，拍整改后照片。", 95, "on_pace"),
    ("完成清淤和截污。", "清淤完成，截污管剩 60 米。", "要过一户院子，还没谈拢。", "街道再上门一次。", 60, "behind"),
)


def firsts(today: date) -> list[date]:
    """The first days of the last months, the oldest first, the present one last."""
    found = [today.replace(day=1)]
    while len(found) < MONTHS:
        found.append((found[-1] - timedelta(days=1)).replace(day=1))
    return found[::-1]


def first_working(day: date) -> date:
    """That day or the next working one."""
    working = calendar()
    while not working.is_working(day):
        day += timedelta(days=1)
    return day


def monthly_schedules(stage: Stage) -> Life:
    """Month after month; nothing of a month that has not begun."""
    for first in firsts(stage.today):
        at = moment(first_working(first), 9, 10)
        yield at
        held = _open(stage, first, at)
        present = first == stage.today.replace(day=1)
        last = yield from _filled(stage, held, at, present=present)
        if not present:
            yield from _merged(stage, held, last + APART)


def _open(stage: Stage, first: date, at: datetime) -> Schedule:
    month = f"{first:%Y-%m}"
    subject = f"{month} 整改调度"
    matter = open_proceeding(
        "monthly_schedule",
        by=stage.actor(INSPECTOR, at.date()),
        on=at.date(),
        now=at,
        title=subject,
        fields={"subject": subject, "month": month, "area": CITY},
        generated=True,
    )
    stage.counted()
    return Schedule.objects.select_related("proceeding").get(proceeding=matter)


def _filled(stage: Stage, held: Schedule, at: datetime, *, present: bool) -> Generator[datetime, None, datetime]:
    """Most rows in time, some after the chase, a few never; of the present month every third waits. The last moment."""
    rng = stage.rng(f"schedule/{held.month}")
    after = moment(held.fill_by + timedelta(days=1), 9)
    planned = []
    for place, row in enumerate(held.rows.filter(owed=True).order_by("case__number")):
        if (place + held.month.month) % NEVER == 0 or (present and place % 3 == 0):
            continue
        late = (place + held.month.month) % LATE == 0
        when = office_moment(rng, after, rng.randrange(1, 3)) if late else office_moment(rng, at, rng.randrange(0, 5))
        planned.append((min(when, moment(held.fill_by, 17)) if not late else when, place, row.pk))
    chase_at = office_moment(rng, after, 0)
    early = [one for one in sorted(planned) if one[0] <= after]
    for when, place, pk in early:
        yield when
        _fill(stage, held, pk, place, when)
    yield from _chased(stage, held, chase_at)
    last = chase_at
    for when, place, pk in sorted(planned)[len(early) :]:
        last = max(when, last + APART)
        yield last
        _fill(stage, held, pk, place, last)
    return last


def _fill(stage: Stage, held: Schedule, pk: int, place: int, at: datetime) -> None:
    row = ScheduleRow.objects.select_related("case").get(pk=pk)
    if not row.owing or row.case.state != "rectifying":
        return
    planned, actual, difficulty, next_step, percent, pace = SAID[(place + held.month.month) % len(SAID)]
    words = {"planned": planned, "actual": actual, "difficulty": difficulty, "next_step": next_step}
    post = row.county.removesuffix("-government") + "-officer" if place % BY_COUNTY == 0 else f"{row.unit}-officer"
    by = stage.actor(post, at.date())
    fill_row(row, {**words, "percent": str(percent), "pace": pace}, by=by, on=at.date(), now=at)
    stage.counted()


def _chased(stage: Stage, held: Schedule, at: datetime) -> Iterator[datetime]:
    yield at
    if units := list(owing_rows(held)):
        held.proceeding.refresh_from_db()
        by, seq = stage.actor(INSPECTOR, at.date()), held.proceeding.seq
        words = "请今天下班前补填；确有困难的，电话说明。"
        for _ in chase(held, units, words=words, by=by, on=at.date(), now=at, expected_seq=seq):
            stage.counted()


def _merged(stage: Stage, held: Schedule, earliest: datetime) -> Iterator[datetime]:
    """Merged three working days after the day to fill in by, sent up the next day, closed when the answer came."""
    rng = stage.rng(f"schedule/{held.month}/merged")
    at = max(office_moment(rng, moment(held.fill_by, 17), 3), earliest)
    yield at
    matter = held.proceeding
    matter.refresh_from_db()
    merge_table(held, by=stage.actor(INSPECTOR, at.date()), on=at.date(), now=at, expected_seq=matter.seq)
    stage.counted()
    at = office_moment(rng, at, 1)
    yield at
    sent = {"to_whom": "省生态环境保护督察办公室", "columns": "provincial", "way": "公文系统"}
    stage.act(matter, "send_up", HEAD, at, **sent)
    at = office_moment(rng, at, 6)
    yield at
    stage.act(matter, "close_month", INSPECTOR, at, answer="省里收到，没有退回。")
