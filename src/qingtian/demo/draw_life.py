"""Random inspection of the invented city: four quarters of the detachment and of one branch, one draw set aside."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random

from qingtian.apps.draws.actions.freeze_pools import freeze_pools
from qingtian.apps.draws.models import DrawnObject, RandomDraw
from qingtian.apps.draws.results import counted_words
from qingtian.apps.draws.visiting import visits_of
from qingtian.apps.inspections.caps import line_of
from qingtian.apps.parties.models import Party
from qingtian.apps.proceedings.actions.open_proceeding import open_proceeding
from qingtian.apps.proceedings.calendars import calendar
from qingtian.apps.proceedings.models import Proceeding
from qingtian.demo.stage import Life, Stage, moment, office_moment

Steps = Generator[datetime, None, datetime]
#: who draws: post prefix of the office; the detachment for the city, one branch for its area
OFFICES = ("yunping-enforcement", "nandu-branch")
QUARTERS = 4
#: in which of the quarters (the first is 0) the branch's first draw is set aside
ASIDE = 2
SOURCE = "冻结名单后第一期双色球开奖号（演示）"
NOTED = "两证当面核对过，证号见执法证台账。"
LEAKED = "名单打印后放在了大厅取号处，有照片；还没有去看过任何一家。"
SUMMARY = "抽到的对象都按时检查，问题已经责令改正或者转办。"
CHECKLIST = {"sewage": "wastewater", "hazardous_waste": "hazardous_waste", "livestock": "livestock"}
FOUND = {
    "nothing_found": "设施正常运行，台账与现场一致。",
    "told_to_correct": "危险废物标识不全，台账缺三天记录。",
}


def draws(stage: Stage) -> Iterator[Life]:
    """A life an office."""
    return (_life(_Office(stage, code)) for code in OFFICES)


def quarters(today: date) -> list[date]:
    """First days of the last four quarters, this one included.

    >>> [str(one) for one in quarters(date(2026, 2, 3))]
    ['2025-04-01', '2025-07-01', '2025-10-01', '2026-01-01']
    """
    number = today.year * 4 + (today.month - 1) // 3
    return [date(one // 4, one % 4 * 3 + 1, 1) for one in range(number - QUARTERS + 1, number + 1)]


@dataclass
class _Office:
    stage: Stage
    code: str

    @property
    def officer(self) -> str:
        return f"{self.code}-officer"

    @property
    def head(self) -> str:
        return f"{self.code}-head"

    @property
    def rng(self) -> Random:
        return self.stage.rng(f"draws/{self.code}")


def _life(office: _Office) -> Life:
    rng = office.rng
    for place, first in enumerate(quarters(office.stage.today)):
        at = office_moment(rng, moment(first, 8), 4)
        yield at
        matter = _frozen(office, rng, at, first)
        at = yield from _seed(office, rng, matter, at)
        if place == ASIDE and office.code != OFFICES[0]:
            at = office_moment(rng, at, 1)
            yield at
            office.stage.act(matter, "set_aside", office.head, at, ground="leaked", why=LEAKED)
            at = office_moment(rng, at, 2)
            yield at
            matter = _frozen(office, rng, at, first, replaces=matter.number)
            at = yield from _seed(office, rng, matter, at)
        at = yield from _visited(office, rng, matter, at)
        at = office_moment(rng, at, 2)
        yield at
        office.stage.act(matter, "state_results", office.officer, at, summary=SUMMARY)
        at = office_moment(rng, at, 2)
        yield at
        counted = counted_words(RandomDraw.objects.get(proceeding=matter)).zh
        office.stage.act(matter, "publish_results", office.head, at, counted=counted)


def _frozen(office: _Office, rng: Random, at: datetime, first: date, replaces: str = "") -> Proceeding:
    quarter = (first.month - 1) // 3 + 1
    made = freeze_pools(
        by=office.stage.actor(office.officer, at.date()),
        on=at.date(),
        now=at,
        subject=f"{first.year}年第{quarter}季度双随机抽查",
        year=str(first.year),
        quarter=str(quarter),
        seed_source=SOURCE,
        draw_by=(at.date() + timedelta(days=10)).isoformat(),
        replaces=replaces,
        generated=True,
        nonce=f"{rng.getrandbits(128):032x}",
    )
    office.stage.counted()
    return made


def _seed(office: _Office, rng: Random, matter: Proceeding, at: datetime) -> Steps:
    """Drawn two days later; gives the moment."""
    balls = " ".join(f"{ball:02d}" for ball in sorted(rng.sample(range(1, 34), 6)))
    at = office_moment(rng, at, 2)
    yield at
    last = (at.date() + timedelta(days=60)).isoformat()
    office.stage.act(matter, "draw_objects", office.officer, at, seed=balls, last_day=last)
    return at


def _visited(office: _Office, rng: Random, matter: Proceeding, at: datetime) -> Steps:
    """Every drawn object, two a day at most; one whose cap was used up since is excused by the head."""
    day = at.date()
    for row in DrawnObject.objects.filter(draw__proceeding=matter).select_related("draw").order_by("place"):
        day = _working(day + timedelta(days=rng.choice((1, 1, 2, 3))))
        at = moment(day, 9)
        yield at
        line = line_of(row.party, office.code, day.year)
        if line is not None and line.used_up:
            given = {"party": row.party, "ground": "cap", "why": "冻结以后因专项检查用完了年度频次。"}
            office.stage.act(matter, "excuse_object", office.head, at, **given)
            continue
        result = "told_to_correct" if rng.random() < 0.25 else "nothing_found"
        at = yield from _one(office, matter, row, at, result)
    return at


def _working(day: date) -> date:
    while not calendar().is_working(day):
        day += timedelta(days=1)
    return day


def _one(office: _Office, matter: Proceeding, row: DrawnObject, at: datetime, result: str) -> Steps:
    """One visit on one day, from its entry to its result; a told correction is verified three weeks later."""
    stage, party = office.stage, Party.objects.select_related("area").get(number=row.party)
    fields = {
        "subject": "双随机抽查",
        "party": party.number,
        "area": party.area.code if party.area else "",
        "kind": "daily",
        "ground": "random_draw",
        "about": matter.number,
        "planned_on": at.date().isoformat(),
        "officer_1": row.posts[0],
        "officer_2": row.posts[1],
        "checklist": CHECKLIST.get(party.industry, "general"),
    }
    by = stage.actor(row.posts[0], at.date())
    visit = open_proceeding(
        "inspection_visit", by=by, on=at.date(), now=at, title="双随机抽查", fields=fields, generated=True, reason=NOTED
    )
    stage.counted()
    for minutes, act, post, more in (
        (10, "declare", row.posts[0], {"interest": "none"}),
        (15, "declare", row.posts[1], {"interest": "none"}),
        (60, "arrive", row.posts[0], {"arrived_at": "10时", "shown": "1"}),
        (150, "record", row.posts[0], _record(result)),
        (330, "conclude", row.posts[0], _result(result, at.date())),
    ):
        then = at + timedelta(minutes=minutes)
        yield then
        stage.act(visit, act, post, then, reason=NOTED if act == "record" else "", **more)
    if result == "told_to_correct":
        stage.begin(_verified(office, visit, row.posts[0], at))
    assert visits_of(row.draw)[row.party].proceeding_id == visit.pk
    return then


def _record(result: str) -> dict[str, str]:
    return {"visit_time": "10时至11时", "findings": FOUND[result], "checked": "按检查表逐项看过。", "present": "signed"}


def _result(result: str, on: date) -> dict[str, str]:
    due = {"correct_by": (on + timedelta(days=20)).isoformat()} if result == "told_to_correct" else {}
    return {"result": result, "found": FOUND[result], **due}


def _verified(office: _Office, visit: Proceeding, post: str, at: datetime) -> Life:
    later = office_moment(office.rng, at, 18)
    yield later
    office.stage.act(visit, "verify_correction", post, later, correction="yes", how="再到现场看过，照片入卷。")
