"""Who is on the grid of the invented city: two members a town, its head as leader, the branch as contact; and a year of
patrols, as rows. Names are invented."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

from qingtian.apps.grid.actions.place_objects import place_objects
from qingtian.apps.grid.actions.set_terms import set_terms
from qingtian.apps.grid.models import GridAssignment, HandOver, Patrol
from qingtian.apps.people.actions.absences import enter_absence
from qingtian.apps.people.models import Organ, Person, Post, Tenure
from qingtian.apps.people.queries import holder
from qingtian.apps.places.models import GridCell
from qingtian.demo.people import invented_names
from qingtian.language import Text

SHANGHAI = ZoneInfo("Asia/Shanghai")
Duty = GridAssignment.Duty
#: days before the day of loading since which the grid runs, and on which two members of a town changed places
RUNS, CHANGED = 400, 150
#: of a town's five cells the first three are walked by its first member
FIRST = 3
#: towns whose cells are walked more often, by what their terms say: old works, chemicals
OFTEN = {"wangxi-yaowan": 4, "hechuan-chuankou": 3}
#: the town whose members changed places, the one whose second member is away today with nobody in the place
SWAPPED, AWAY = "nandu-laojie", "tongpu-pudong"
#: towns that fell behind in the last two months
BEHIND = ("songping-heishan", "luming-shimen", "yunxiu-shangdu")
DUTIES = Text(
    "每月巡查，发现、劝阻、报告、跟踪；没有处罚权。",
    "Patrols every month; finds, dissuades, reports, follows up; has no power to punish.",
)
#: months in which they did, and the share of months in which any cell is walked once less
LATELY, FORGOTTEN = 2, 0.04
NOTES = ("沿河和沿路看过，没有发现问题。", "工地裸土已覆盖。", "排口没有水。", "餐饮店净化器开着。", "")


def create_grid_staff(rng: Random, today: date) -> int:
    """Posts, people and assignments of every leaf; returns how many posts of members there are."""
    names = invented_names(rng)
    taken = set(Person.objects.values_list("name_zh", flat=True))
    free = (pair for pair in names if pair[0] not in taken)
    members: dict[str, tuple[Post, Post]] = {}
    for town in Organ.objects.filter(level=Organ.Level.TOWNSHIP).order_by("path"):
        first, second = (_member(town, number, next(free), today) for number in (1, 2))
        members[town.code] = (first, second)
    _assign(members, today)
    for cell, often in OFTEN.items():
        row = GridCell.objects.get(code=cell)
        set_terms(
            row, often, valid_from=today - timedelta(days=RUNS), source="云屏市网格化监管方案（演示）", duties=DUTIES
        )
    _away(today)
    return 2 * len(members)


def _member(town: Organ, number: int, name: tuple[str, str], today: date) -> Post:
    post = Post.objects.create(
        code=f"{town.code}-grid-{number}",
        organ=town,
        title_zh=f"网格员{number}",
        title_en=f"Member {number} of the Grid",
        roles=["grid_member"],
    )
    person = Person.objects.create(code=f"p-{post.code}"[:60], name_zh=name[0], name_en=name[1])
    Tenure.objects.create(person=person, post=post, starts=today - timedelta(days=RUNS))
    return post


def _assign(members: dict[str, tuple[Post, Post]], today: date) -> None:
    since = today - timedelta(days=RUNS)
    contacts = {post.organ.area_id: post for post in Post.objects.filter(code__endswith="-branch-officer")}
    rows: list[GridAssignment] = []
    for cell in GridCell.objects.filter(level=3).select_related("parent__leader_post").order_by("code"):
        assert cell.parent is not None
        number = int(cell.code[-2:])
        post, other = members[cell.parent.code] if number <= FIRST else members[cell.parent.code][::-1]
        if cell.parent.code == SWAPPED:
            rows += _swapped(cell, other, post, since, today - timedelta(days=CHANGED))
        else:
            rows.append(GridAssignment(cell=cell, duty=Duty.MEMBER, post=post, starts=since))
        if cell.parent.leader_post:
            rows.append(GridAssignment(cell=cell, duty=Duty.LEADER, post=cell.parent.leader_post, starts=since))
        if contact := contacts.get(cell.area_id):
            rows.append(GridAssignment(cell=cell, duty=Duty.CONTACT, post=contact, starts=since))
    GridAssignment.objects.bulk_create(rows)


def _swapped(cell: GridCell, before: Post, after: Post, since: date, on: date) -> list[GridAssignment]:
    """The two members changed places, with a line in the log."""
    HandOver.objects.create(
        cell=cell,
        duty=Duty.MEMBER,
        from_post=before,
        to_post=after,
        on=on,
        note="巡查记录、对象名单、未结事件。",
        entered_by=f"{SWAPPED}-officer",
        entered_at=datetime.combine(on - timedelta(days=1), time(16), SHANGHAI),
    )
    last = on - timedelta(days=1)
    return [
        GridAssignment(cell=cell, duty=Duty.MEMBER, post=before, starts=since, ends=last),
        GridAssignment(cell=cell, duty=Duty.MEMBER, post=after, starts=on),
    ]


def _away(today: date) -> None:
    """One member is ill this week and nobody stands in: two cells have nobody, and the page of gaps says so."""
    post, before = Post.objects.select_related("organ").get(code=f"{AWAY}-grid-2"), today - timedelta(days=1)
    person = holder(post, before)
    assert person is not None
    enter_absence(
        post, person, starts=today - timedelta(days=1), ends=today + timedelta(days=5), substitute=None,
        decision="病假（演示）", by=person, today=before, now=datetime.combine(before, time(8), SHANGHAI),
    )  # fmt: skip


def place_grid_objects(today: date) -> int:
    """Sources and stations into their leaves; returns how many."""
    return place_objects(today, datetime.combine(today, time(0, 30), SHANGHAI)).objects


def create_patrols(rng: Random, today: date) -> int:
    """A year of patrols, as often as asked and here and there once less; returns how many."""
    rows: list[Patrol] = []
    months = [_month(today, back) for back in range(12)]
    posts: dict[int, list[Any]] = {}
    for row in GridAssignment.objects.filter(duty=Duty.MEMBER).select_related("post"):
        posts.setdefault(row.cell_id, []).append(row)
    for cell in GridCell.objects.filter(level=3).select_related("parent").order_by("code"):
        assert cell.parent is not None
        often = OFTEN.get(cell.parent.code, 2)
        for back, first in enumerate(months):
            late = cell.parent.code in BEHIND and back < LATELY
            made = often - 1 if late or rng.random() < FORGOTTEN else often
            for n in range(made):
                rows += _patrol(cell, posts[cell.pk], rng, first, n, often, today)
    Patrol.objects.bulk_create(rows, batch_size=500)
    return len(rows)


def _month(today: date, back: int) -> date:
    """The first day of the month so many months ago."""
    year, month = divmod(today.year * 12 + today.month - 1 - back, 12)
    return date(year, month + 1, 1)


def _patrol(
    cell: GridCell, held: list[Any], rng: Random, first: date, n: int, often: int, today: date
) -> Iterator[Patrol]:
    """One patrol in its part of the month, before the owed one falls due; none of today or later."""
    part = 28 // often
    on = first + timedelta(days=n * part + rng.randrange(part))
    start = datetime.combine(on, time(8, 30), SHANGHAI) + timedelta(minutes=rng.randrange(420))
    if on >= today:
        return
    post = next((row.post.code for row in held if row.starts <= on and (row.ends is None or on <= row.ends)), "")
    yield Patrol(
        cell=cell,
        on=on,
        post=post,
        token=f"demo-{cell.code}-{first:%Y%m}-{n}",
        started_at=start,
        finished_at=start + timedelta(minutes=rng.randrange(25, 95)),
        note=rng.choice(NOTES),
        received_at=start + timedelta(hours=2),
    )
