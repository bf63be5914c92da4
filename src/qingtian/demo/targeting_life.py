"""Plans of targeted visits of the invented city over its year: two carried out and judged, one under way.

Each is proposed from the ranking of its day, drawn up with a random share by its seed, approved by the head, carried
out visit by visit by the city's detachment. What lies behind a unit is invented: those with more that points at them
are worse, as they might be, and some nobody pointed at are bad all the same.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from typing import Any

from qingtian.apps.inspections.caps import line_of, lines_of
from qingtian.apps.parties.models import Party
from qingtian.apps.petition_figures.actions.count import catch_up as count_petitions
from qingtian.apps.proceedings.actions.open_proceeding import open_proceeding
from qingtian.apps.proceedings.models import Proceeding
from qingtian.apps.targeting.actions.rank import rank_units
from qingtian.apps.targeting.actions.refresh import refresh
from qingtian.apps.targeting.actions.tell_plan import catch_up
from qingtian.apps.targeting.choosing import Choosing
from qingtian.apps.targeting.models import PlannedVisit
from qingtian.demo.stage import Life, Stage, moment, office_moment

Steps = Generator[datetime, None, datetime]
OFFICE, AREA = "yunping-enforcement", "yunping"
OFFICERS = ("yunping-enforcement-officer", "yunping-enforcement-officer-2")
HEAD = "yunping-enforcement-head"
NOTED = "两证当面核对过，证号见执法证台账；纸质照片另附卷。"
#: units whose visits of the year other lives need (``visit_life``)
KEPT = ("大坪机砖厂", "三纬表面处理中心")
NOT_TWICE = "本年度频次留给专项和复查，同一家不去第二次。"
#: visits started in one day, so that the two officers get there
A_DAY = 2
#: of ten units found bad, chosen ones and random ones
CHOSEN_BAD, RANDOM_BAD = 6, 2
#: days a mended unit is looked at again after
VERIFIED = 12
FOUND = {
    "nothing_found": "设施正常运行，台账与现场一致，没有发现问题。",
    "told_to_correct": "治理设施有缺口，运行记录不全。",
    "penalty_clue": "生产时治理设施没有开，废气直接排放。",
}
CHECKLISTS = {"livestock": "livestock", "construction": "construction", "sewage": "wastewater"}


@dataclass(frozen=True)
class Planned:
    """One plan: days before today it is proposed, how long it lasts, how many visits, how many of them are made."""

    before: int
    days: int
    visits: int
    subject: str
    why: str
    made: int
    learnt: str = ""


PLANS = (
    Planned(
        230,
        60,
        16,
        "春季靶向检查",
        "开春以来异味、扬尘投诉多，先看线索集中的单位。",
        16,
        "按排序选的发现问题多于随机抽的，但次数少，区间重叠；下一次随机的一份不减。",
    ),
    Planned(
        120,
        55,
        16,
        "秋季靶向检查",
        "入秋后夜间烟尘投诉增加，按新排序再看一轮。",
        16,
        "随机抽到的也有问题，有的单位没有人投诉过；继续留随机的一份。",
    ),
    Planned(17, 45, 8, "冬季靶向检查", "不利扩散季节前，先看排在前面的单位。", 3),
)


def targeting_lives(stage: Stage) -> Iterator[Life]:
    """A life a plan, and the ranking of the morning of loading."""
    yield from (_life(_Walk(stage, planned)) for planned in PLANS)
    yield _last_ranking(stage)


def _last_ranking(stage: Stage) -> Life:
    """The job of the last night of the year."""
    at = moment(stage.day(1), 23, 30)
    yield at
    _rank(stage, at)


def _rank(stage: Stage, at: datetime) -> None:
    """As the nightly job does: what the figures missed is counted, every source is read, the units are ranked."""
    count_petitions()
    refresh(at, moment(stage.day(365)))
    rank_units(at)


@dataclass
class _Walk:
    """One plan on its way; ``at`` is the moment of its last act."""

    stage: Stage
    planned: Planned
    rng: Random = field(init=False)
    matter: Proceeding = field(init=False)
    at: datetime = field(init=False)

    def __post_init__(self) -> None:
        self.rng = self.stage.rng(f"targeting/{self.planned.before}")
        self.at = office_moment(self.rng, moment(self.stage.day(self.planned.before), 8), 0)

    def do(self, act: str, by: str, days: int = 0, **fields: Any) -> Steps:
        """One act on the plan at an office's moment."""
        self.at = office_moment(self.rng, self.at, days)
        yield self.at
        self.stage.act(self.matter, act, by, self.at, **fields)
        return self.at


def _life(walk: _Walk) -> Life:
    planned, stage = walk.planned, walk.stage
    yield walk.at
    _rank(stage, walk.at)
    last = walk.at.date() + timedelta(days=planned.days)
    walk.matter = open_proceeding(
        "visit_plan",
        by=stage.actor(OFFICERS[0], walk.at.date()),
        on=walk.at.date(),
        now=walk.at,
        title=planned.subject,
        fields={
            "subject": planned.subject,
            "office": OFFICE,
            "area": AREA,
            "starts_on": walk.at.date().isoformat(),
            "ends_on": last.isoformat(),
            "visits": str(planned.visits),
            "why": planned.why,
        },
        generated=True,
    )
    stage.counted()
    walk.at = office_moment(walk.rng, walk.at, 1)
    yield walk.at
    stage.act(walk.matter, "draw_up", OFFICERS[0], walk.at, **_list(walk))
    yield from walk.do("approve", HEAD, 1, opinion="同意，按名单检查，随机的一份不换。")
    yield from _carried_out(walk)
    if planned.learnt:
        yield walk.at
        catch_up(walk.at.date(), walk.at, Proceeding.objects.filter(pk=walk.matter.pk))
        walk.matter.refresh_from_db()
        yield from walk.do("close", OFFICERS[0], 1, learnt=planned.learnt)


def _list(walk: _Walk) -> dict[str, str]:
    """As the form offers it; units the detachment has been to this year give way to the next."""
    choosing = Choosing(walk.matter, walk.at.date())
    offered = choosing.offered()
    wanted = len(offered["targeted"].splitlines())
    kept = set(Party.objects.filter(name__in=KEPT).values_list("number", flat=True))
    been = lines_of(choosing.units, walk.at.year)
    fresh = [
        number
        for number in choosing.first(len(choosing.pool))
        if number not in kept and not any(line.level == "city" and line.counted for line in been[number])
    ]
    targeted = fresh[:wanted]
    random = choosing.drawn(targeted, len(offered["random"].splitlines()))
    changes = {"changes": NOT_TWICE} if targeted != choosing.first(wanted) else {}
    return {**offered, "targeted": choosing.lines(targeted), "random": choosing.lines(random), **changes}


def _carried_out(walk: _Walk) -> Life:
    """The visits that are made, a few a day; what is told to be corrected is looked at again while others go on."""
    rows = list(PlannedVisit.objects.filter(proceeding=walk.matter).order_by("place"))
    # not in the order of the list, or the random ones would all come last
    walk.rng.shuffle(rows)
    mending: list[tuple[datetime, Proceeding]] = []
    for number, row in enumerate(rows[: walk.planned.made]):
        walk.at = office_moment(walk.rng, walk.at, 0 if number % A_DAY else 2)
        yield walk.at
        visit = yield from _visited(walk, row)
        if visit is not None and visit.state == "correcting":
            mending.append((walk.at + timedelta(days=VERIFIED), visit))
        while mending and mending[0][0] < walk.at:
            yield from _verified(walk, mending.pop(0)[1])
    for due, visit in mending:
        walk.at = max(walk.at, due)
        yield from _verified(walk, visit)


def _visited(walk: _Walk, row: PlannedVisit) -> Generator[datetime, None, Proceeding | None]:
    """One visit from its entry to its result; a unit whose cap was used up meanwhile is left out with the reason."""
    stage, unit = walk.stage, Party.objects.select_related("area").get(number=row.party)
    day = walk.at.date()
    line = line_of(unit.number, OFFICE, day.year)
    if unit.name in KEPT or (line is not None and line.counted):
        stage.act(walk.matter, "leave_out", OFFICERS[0], walk.at, unit=row.party, why_not=NOT_TWICE)
        return None
    matter = open_proceeding(
        "inspection_visit",
        by=stage.actor(OFFICERS[0], day),
        on=day,
        now=walk.at,
        title=f"{walk.planned.subject}：{unit.name}",
        fields={
            "subject": walk.planned.subject,
            "party": unit.number,
            "area": unit.area.code if unit.area else AREA,
            "kind": "daily",
            "ground": "plan",
            "about": walk.matter.number,
            "planned_on": day.isoformat(),
            "officer_1": OFFICERS[0],
            "officer_2": OFFICERS[1],
            "checklist": CHECKLISTS.get(unit.industry, "general"),
        },
        generated=True,
        reason=NOTED,
    )
    stage.counted()
    for officer in OFFICERS:
        stage.act(matter, "declare", officer, walk.at, interest="none")
    stage.act(matter, "arrive", OFFICERS[0], walk.at, reason=NOTED, arrived_at="当天上午", shown="1")
    result = _result(walk, row)
    found = FOUND[result]
    site = {"visit_time": "当天一个半小时", "findings": found, "checked": "逐项查过，见检查表。", "present": "signed"}
    stage.act(matter, "record", OFFICERS[0], walk.at, reason=NOTED, **site)
    told: dict[str, Any] = {"result": result, "found": found}
    if result == "told_to_correct":
        told["correct_by"] = (day + timedelta(days=VERIFIED + 8)).isoformat()
    walk.at += timedelta(minutes=25)
    yield walk.at
    stage.act(matter, "conclude", OFFICERS[0], walk.at, **told)
    walk.matter.refresh_from_db()
    return matter


def _result(walk: _Walk, row: PlannedVisit) -> str:
    bad = walk.rng.randrange(10) < (RANDOM_BAD if row.random else CHOSEN_BAD)
    if not bad:
        return "nothing_found"
    return "penalty_clue" if walk.rng.randrange(4) == 0 else "told_to_correct"


def _verified(walk: _Walk, visit: Proceeding) -> Life:
    walk.at = office_moment(walk.rng, walk.at, 0)
    yield walk.at
    visit.refresh_from_db()
    if visit.state == "correcting":
        stage = walk.stage
        stage.act(visit, "verify_correction", OFFICERS[0], walk.at, correction="yes", how="再到现场看过，照片入卷。")
