"""Events and hidden hazards of the grid of the invented city over a year: every end there is, and one recurrence."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import Any

from qingtian.apps.grid.actions.escalate import escalate
from qingtian.apps.grid.actions.take_patrol import Finding, Walked, take_patrol
from qingtian.apps.grid.limits import assigned_by
from qingtian.apps.grid.models import GridAssignment, GridEvent
from qingtian.apps.proceedings.actions.open_proceeding import open_proceeding
from qingtian.apps.proceedings.models import Proceeding
from qingtian.apps.proceedings.queries import projection_of
from qingtian.demo.declared import area_of
from qingtian.demo.pictures import photo
from qingtian.demo.positions import point_in
from qingtian.demo.stage import Life, Stage, moment, office_moment


@dataclass(frozen=True, slots=True)
class Seen:
    """One event: days before today, area, town by its number, cell by its number, what, how it ends. ``handler`` is
    ``branch`` or ``urban`` of the area."""

    before: int
    area: str
    town: int
    cell: int
    kind: str
    what: str
    fate: str
    handler: str = "branch"
    severity: str = "ordinary"
    dissuasion: str = "stopped"


EVENTS = (
    Seen(340, "wangxi", 0, 1, "fumes", "夜市烧烤摊没有油烟净化，烟很大。", "closed", "urban"),
    Seen(322, "shiwan", 1, 4, "dust", "工地裸土没有覆盖，车轮带泥上路。", "closed", "urban", dissuasion="went_on"),
    Seen(301, "hechuan", 0, 2, "odour", "化工园东侧有酸味，一会儿就散了。", "false", dissuasion="nobody"),
    Seen(283, "luting", 0, 3, "water", "雨水口晴天流出灰白色的水。", "passed_on", dissuasion="nobody"),
    Seen(266, "nandu", 1, 2, "waste", "码头边倒了两车建筑垃圾。", "closed", "urban", dissuasion="nobody"),
    Seen(247, "qinggang", 0, 5, "burning", "地里烧秸秆，火头有好几处。", "closed", severity="urgent"),
    Seen(229, "tongpu", 1, 1, "livestock", "养猪场粪污流进水沟。", "back", dissuasion="went_on"),
    Seen(211, "yunlu", 0, 2, "noise", "早上六点打桩。", "closed", "urban"),
    Seen(198, "songping", 1, 3, "burning", "山脚烧垃圾，已经灭了。", "late", severity="urgent"),
    Seen(180, "dongping", 0, 4, "dust", "渣土车没有密闭，一路遗撒。", "closed", "urban"),
    Seen(166, "gaoxin", 1, 2, "smoke", "看到一股白烟，近看是冷却塔的水汽。", "false", dissuasion="nobody"),
    Seen(149, "cangpu", 0, 1, "water", "河边漂着油花，找不到来处。", "late", dissuasion="nobody"),
    Seen(131, "wangxi", 1, 3, "odour", "旧厂区夜里有焦糊味，门关着。", "case", dissuasion="nobody"),
    Seen(112, "jingkai", 0, 2, "livestock", "粪污池满了，快溢到雨水沟。", "hazard", dissuasion="went_on"),
    Seen(93, "baitang", 1, 4, "ecology", "有人在水库边挖沙。", "closed", severity="urgent"),
    Seen(74, "pinghu", 0, 3, "water", "湖边有泡沫，是藻类。", "false", dissuasion="nobody"),
    Seen(55, "konggang", 1, 2, "dust", "物流园道路积尘，车一过就扬起来。", "closed", "urban", dissuasion="nobody"),
    Seen(33, "shiwan", 0, 2, "fumes", "餐馆净化器没有开。", "disposed", "urban"),
    Seen(16, "wangxi", 2, 5, "dust", "拆迁地块没有洒水。", "assigned", "urban", dissuasion="went_on"),
    Seen(9, "yunxiu", 1, 2, "burning", "路边烧落叶。", "left", dissuasion="stopped"),
    Seen(5, "nandu", 0, 1, "noise", "商铺门口用音箱揽客。", "reported"),
)
DONE = "到现场看过，已责令停止并清理，当天整改完。"
CHECKED = "第二天到现场看，已经清理干净，没有再发生。"


def grid_lives(stage: Stage) -> Iterator[Life]:
    """A life an event, and one a hazard."""
    for number, seen in enumerate(EVENTS):
        yield _event(stage, seen, number)
    for number, hazard in enumerate(HAZARDS):
        yield _hazard(stage, hazard, number)


def _event(stage: Stage, seen: Seen, number: int) -> Life:
    rng = stage.rng(f"grid/event/{number}")
    town = f"{seen.area}-{area_of(seen.area)['towns'][seen.town][0]}"
    at = office_moment(rng, moment(stage.day(seen.before), 8), 0)
    yield at
    member = _member_of(f"{town}-{seen.cell:02d}", at)
    matter = _found(stage, seen, town, member, at, rng)
    if seen.fate in ("late", "left"):
        at = yield from _passed_up(matter)
    if seen.fate in ("left", "reported"):
        return
    # before the time to assign it is over; of what was passed up, by the organ above
    leader = f"{seen.area}-officer" if seen.fate == "late" else f"{town}-officer"
    at += timedelta(hours=2, minutes=rng.randrange(60))
    yield at
    not_so = seen.fate == "false"
    words = "看过周围，问过值班的人，不是污染。" if not_so else "到现场看过，情况属实。"
    stage.act(matter, "verify", leader, at, result="not_so" if not_so else "real", seen=words)
    if not_so:
        return
    at += timedelta(hours=1)
    yield at
    organ = f"{seen.area}-{seen.handler}"
    stage.act(matter, "assign", leader, at, handler=organ, demands="两天内到现场处置，报结果。")
    yield from _disposed(stage, seen, matter, f"{organ}-officer", leader, member, at, rng)


def _member_of(cell: str, at: datetime) -> str:
    row = GridAssignment.objects.on(at.date()).filter(cell__code=cell, duty="member").select_related("post").first()
    assert row is not None
    return row.post.code


def _found(stage: Stage, seen: Seen, town: str, member: str, at: datetime, rng: Random) -> Proceeding:
    """On a patrol, as the phone sends it."""
    x, y = point_in(seen.area, seen.town, seen.cell - 1, 0.2 + rng.random() * 0.6, 0.2 + rng.random() * 0.6)
    finding = Finding(
        what=seen.what,
        kind=seen.kind,
        dissuasion=seen.dissuasion,
        severity=seen.severity,
        found_at=at - timedelta(minutes=12),
        position=f"{x:.6f},{y:.6f}",
        photos=(photo(rng),),
    )
    walked = Walked(
        token=f"demo-event-{seen.before}-{town}",
        cell=f"{town}-{seen.cell:02d}",
        started_at=at - timedelta(minutes=40),
        finished_at=at - timedelta(minutes=3),
        findings=(finding,),
    )
    patrol = take_patrol(walked, by=stage.actor(member, at.date()), on=at.date(), now=at, generated=True)
    for _ in range(3):
        stage.counted()
    return Proceeding.objects.get(grid_event__patrol=patrol)


def _passed_up(matter: Proceeding) -> Generator[datetime, None, datetime]:
    """Nobody assigned it in time; gives the moment it was passed up."""
    limit = assigned_by(GridEvent.objects.get(proceeding=matter), projection_of(matter))
    assert limit is not None
    at = limit + timedelta(minutes=7)
    yield at
    escalate(at)
    matter.refresh_from_db()
    return at


def _disposed(
    stage: Stage, seen: Seen, matter: Proceeding, officer: str, leader: str, member: str, at: datetime, rng: Random
) -> Life:
    if seen.fate == "assigned":
        return
    if seen.fate in ("case", "passed_on", "hazard"):
        yield from _became(stage, seen, matter, officer, at, rng)
        return
    at = yield from stage.step(matter, rng, at, 1, "dispose", officer, done=DONE)
    if seen.fate == "disposed":
        return
    if seen.fate == "back":
        words = "水沟里还有粪水。"
        at = yield from stage.step(matter, rng, at, 1, "check", member, outcome="not_solved", checked_on_site=words)
        at = yield from stage.step(matter, rng, at, 2, "dispose", officer, done="已砌围堰，粪污拉走还田。")
    # of what was passed up the organ above checks
    checker = leader if seen.fate == "late" else member
    at = yield from stage.step(matter, rng, at, 1, "check", checker, outcome="solved", checked_on_site=CHECKED)
    yield from stage.step(matter, rng, at, 1, "close", leader, opinion="同意结案。")


def _became(stage: Stage, seen: Seen, matter: Proceeding, officer: str, at: datetime, rng: Random) -> Life:
    """A penalty case or a visit of that branch, or a hazard opened about it."""
    at = office_moment(rng, at, 1)
    yield at
    came_of = None
    hazard = Hazard(0, seen.area, 0, "livestock", "drainage", "general", "closed", seen.what)
    if seen.fate != "hazard":
        grave = Proceeding.objects.filter(procedure__in=("penalty_case", "inspection_visit"))
        came_of = grave.filter(parties__organ=f"{seen.area}-branch").order_by("-procedure", "-pk").first()
    if came_of is None:
        came_of = _open_hazard(stage, hazard, at, matter)
    stage.act(matter, "link_result", officer, at, came_of=came_of.number)
    at += timedelta(minutes=5)
    yield at
    stage.act(matter, "pass_on", officer, at, why="在那一件里接着办。")
    if came_of.procedure == "hidden_hazard":
        yield from _graded(stage, came_of, hazard, at, rng)


@dataclass(frozen=True, slots=True)
class Hazard:
    """One hazard: days before today, area, town, kind of source, kind of hazard, grade, how far it comes, what."""

    before: int
    area: str
    town: int
    source: str
    kind: str
    grade: str
    fate: str
    what: str


HAZARDS = (
    Hazard(300, "jingkai", 1, "industry", "hazardous_waste", "larger", "closed", "危废间没有防渗，标签缺失。"),
    Hazard(255, "luting", 0, "construction", "dust", "general", "closed", "围挡喷淋损坏。"),
    Hazard(190, "gaoxin", 0, "industry", "facility", "general", "closed", "活性炭箱压差异常，没有更换记录。"),
    Hazard(160, "songping", 1, "industry", "emergency", "major", "closed", "罐区没有围堰，事故池是满的。"),
    Hazard(120, "shiwan", 0, "industry", "drainage", "larger", "refused", "车间地沟接到雨水管。"),
    Hazard(60, "jingkai", 1, "industry", "hazardous_waste", "larger", "rectifying", "危废间又有没有标签的桶。"),
    Hazard(45, "hechuan", 0, "industry", "leak", "major", "rectifying", "管廊阀门滴漏，下面是雨水沟。"),
    Hazard(25, "wangxi", 1, "construction", "dust", "general", "overdue", "出入口没有冲洗设施。"),
    Hazard(3, "yunlu", 0, "industry", "records", "", "registered", "自行监测台账缺三个月。"),
)
WORDS = "按方案整改，附照片。"
#: days from the grading to the deadline
DAYS = {"general": 3, "larger": 25, "major": 80}


def _open_hazard(stage: Stage, hazard: Hazard, at: datetime, about: Proceeding | None = None) -> Proceeding:
    fields: dict[str, Any] = {
        "subject": hazard.what[:40],
        "object": f"{hazard.area}-{hazard.source}",
        "area": hazard.area,
        "kind": hazard.kind,
        "found_by": "patrol" if about else "visit",
        "found_on": at.date().isoformat(),
        "what": hazard.what,
    }
    if about:
        fields["about"] = about.number
    matter = open_proceeding(
        "hidden_hazard",
        by=stage.actor(f"{hazard.area}-branch-officer", at.date()),
        on=at.date(),
        now=at,
        title=hazard.what[:40],
        generated=True,
        fields=fields,
    )
    stage.counted()
    return matter


def _hazard(stage: Stage, hazard: Hazard, number: int) -> Life:
    rng = stage.rng(f"grid/hazard/{number}")
    at = office_moment(rng, moment(stage.day(hazard.before), 8), 0)
    yield at
    matter = _open_hazard(stage, hazard, at)
    if hazard.fate == "registered":
        return
    yield from _graded(stage, matter, hazard, at, rng)


def _graded(stage: Stage, matter: Proceeding, hazard: Hazard, at: datetime, rng: Random) -> Life:
    """From its grade to the end its fate gives it."""
    # a major one is listed by the city's bureau, which takes it off again
    head = "yunping-eeb-head" if hazard.grade == "major" else f"{hazard.area}-branch-head"
    town = f"{hazard.area}-{area_of(hazard.area)['towns'][hazard.town][0]}"
    at = office_moment(rng, at, 1)
    yield at
    deadline = (at + timedelta(days=DAYS[hazard.grade])).date().isoformat()
    stage.act(
        matter, "grade", head, at, grade=hazard.grade, ground="按隐患分级标准。", measure="限期整改，落实责任人。",
        responsible=town, deadline=deadline,
    )  # fmt: skip
    if hazard.fate in ("rectifying", "overdue"):
        return
    at = yield from stage.step(matter, rng, at, DAYS[hazard.grade] // 2, "rectify", f"{town}-officer", done=WORDS)
    if hazard.fate == "refused":
        at = yield from stage.step(matter, rng, at, 2, "refuse", head, seen="雨水口还有颜色，没有断开。")
        at = yield from stage.step(matter, rng, at, 6, "rectify", f"{town}-officer", done="已断开并封堵，附照片。")
    at = yield from stage.step(matter, rng, at, 2, "verify", head, seen="到现场看过，已整改。")
    yield from stage.step(matter, rng, at, 1, "close", head, opinion="同意销账。")
