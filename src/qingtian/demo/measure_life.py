"""Measures of the invented city: a daily penalty of thirty-nine days, seals kept and released on their last day, a
suspension lifted by filing, a limit in force, a closure by the government, an unpaid fine before the court."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from qingtian.apps.measures.offering import DECISIONS
from qingtian.apps.parties.models import Party
from qingtian.apps.proceedings.actions.open_proceeding import open_proceeding
from qingtian.apps.proceedings.calendars import calendar
from qingtian.apps.proceedings.chapters import offered
from qingtian.apps.proceedings.models import Proceeding
from qingtian.demo.measure_words import CLOSURE, DECISION, LIMITED, LOOK, ORDER, SEALED, STOPPED, UNPAID
from qingtian.demo.penalty_life import Walk, reported
from qingtian.demo.stage import Life, Stage, moment, office_moment
from qingtian.enforcement.court_window import court_window
from qingtian.law import load_law

Steps = Generator[datetime, None, None]
CITY, BRANCH = "yunping-enforcement", "wangxi-branch"
#: from service to the first finding, and from there to the second: thirty-nine days in all
FIRST, SECOND = timedelta(days=18), timedelta(days=21)


@dataclass
class Measure:
    """One measure and the organ that takes it; ``at`` is the moment of its last act."""

    stage: Stage
    key: str
    organ: str
    rng: Random = field(init=False)
    matter: Proceeding = field(init=False)
    at: datetime = field(init=False)

    def __post_init__(self) -> None:
        self.rng = self.stage.rng(f"measure/{self.key}")

    @property
    def officer(self) -> str:
        return f"{self.organ}-officer"

    @property
    def head(self) -> str:
        return f"{self.organ}-head"

    def opened(self, procedure: str, day: date, **told: Any) -> Steps:
        """The measure opened on that day or the next working day."""
        self.at = office_moment(self.rng, moment(day, 8), 0)
        yield self.at
        by = self.stage.actor(self.officer, self.at.date())
        given = {"by": by, "on": self.at.date(), "now": self.at, "fields": told, "generated": True}
        self.matter = open_proceeding(procedure, title=told["subject"], **given)
        self.stage.counted()

    def do(self, act: str, later: int = 0, by: str = "", **told: Any) -> Steps:
        """One act so many days later, in office hours."""
        self.at = office_moment(self.rng, self.at, later)
        yield self.at
        self.now(act, by, **told)

    def on(self, day: date, act: str, by: str = "", **told: Any) -> Steps:
        """One act on that very day, a rest day or not."""
        self.at = max(moment(day, 16), self.at + timedelta(minutes=20))
        yield self.at
        self.now(act, by, **told)

    def now(self, act: str, by: str = "", **told: Any) -> None:
        if "remedy" in (written := offered(self.matter, act) if act in DECISIONS else {}):
            told = {"remedy": written["remedy"], **told}
        self.stage.act(self.matter, act, by or self.officer, self.at, **told)


def about(case: Proceeding) -> dict[str, str]:
    """A measure about that case and its party."""
    return {"about": case.number, "party": case.party, "area": case.area.code if case.area else "wangxi"}


def measure_lives(stage: Stage) -> tuple[Life, ...]:
    """Each begins some time before the day of loading and goes as far as its offices have come."""
    return (
        _unpaid(stage),
        _daily(stage),
        _before_the_court(stage),
        _released_at_expiry(stage),
        _on_the_spot(stage),
        _suspended(stage),
        _limited(stage),
        _closed(stage),
    )


def _unpaid(stage: Stage) -> Life:
    """The case behind the daily penalty and the court: a fine of a hundred thousand, decided, served, never paid."""
    walk = Walk(stage, "unpaid", "shiwan", CITY)
    yield from walk.opened(345, 3, **UNPAID["clue"])
    yield from walk.filed("废水超标排放")
    yield from walk.evidence("monitoring", "监测报告", "总排口化学需氧量为限值的一点四倍。")
    yield from reported(walk, **UNPAID["report"])
    yield from walk.do("notify", 2, **UNPAID["notice"])
    yield from walk.do("serve_notice", 1)
    yield from walk.do("discuss", 20)
    yield from walk.do("decide", 1)
    yield from walk.do("serve_decision", 2)


def _daily(stage: Stage) -> Life:
    """Found again after eighteen days and after twenty-one more: 3,900,000 yuan; corrected at the third look."""
    daily, served = Measure(stage, "daily", CITY), stage.day(336)
    yield moment(served, 9)
    first, second = served + FIRST, served + FIRST + SECOND
    told = about(stage.penalties["unpaid"]) | ORDER | {"subject": "责令改正后继续超标排放", "violation": "over_limit"}
    yield from daily.opened("daily_penalty", served, order_dated=str(served), order_served_on=str(served), **told)
    for day in (first, second):
        yield from daily.on(day, "re_inspect", found_on=str(day), result="still", **LOOK)
        daily.at += timedelta(minutes=30)
        yield daily.at
        daily.now("order_again", order_dated=str(day), order_served_on=str(day), **ORDER)
    third = second + timedelta(days=20)
    yield from daily.on(third, "re_inspect", found_on=str(third), result="corrected", **LOOK)
    # the original fine has been served by now; the notice and the decision follow it
    yield moment(stage.day(262), 9)
    daily.at = moment(stage.day(262), 9)
    yield from daily.do("notify", 0, reasons=DECISION["reasons"], **offered(daily.matter, "notify"))
    yield from daily.do(
        "record_defence", 2, defence="stated", said="生产不能停，请求减轻。答复：按规定逐日计罚，不能减。"
    )
    daily.at = office_moment(daily.rng, daily.at, 5)
    yield daily.at
    told = offered(daily.matter, "decide") | DECISION
    daily.now("decide", daily.head, decided_on=str(daily.at.date()), **told)
    daily.at = office_moment(daily.rng, daily.at, 1)
    yield daily.at
    daily.now("serve", served_on=str(daily.at.date()), receipt="当面送达，厂长签收。")
    yield from daily.do("close", 12, note="复查已经改正；罚款未缴，另行申请法院强制执行。")


def _before_the_court(stage: Stage) -> Life:
    """The fine neither challenged nor paid: demanded, applied for in the window, accepted, its execution ordered."""
    court = Measure(stage, "court", CITY)
    yield moment(stage.day(100), 9)
    unpaid = stage.penalties["unpaid"]
    served = date.fromisoformat(unpaid.projection["facts"]["served_on"])
    ends = court_window(served, load_law(), calendar()).litigation.due
    told = about(unpaid) | {"subject": "罚款到期未缴", "served_on": str(served), "litigation_ends": str(ends)}
    told |= {"amount": unpaid.projection["facts"]["fine"], "object": "罚款本金和加处罚款；基本账户一个，厂房一处。"}
    yield from court.opened("court_enforcement", stage.day(100), **told)
    yield from court.do("demand", 1, how_to_perform="缴入市财政非税收入专户。", receipt="邮寄送达，单位收发室签收。")
    yield from court.do("record_views", 14, party_view="当事人没有陈述，也没有缴款。催告书已送达。")
    court.at = moment(stage.day(70), 9)
    pack = ["application", "decision", "views", "object"]
    yield from court.do("apply", 0, court.head, court="石湾区人民法院", pack=pack)
    yield from court.do("record_acceptance", 4, acceptance="accepted", court_number="（2026）演0103行审18号")
    yield from court.do("record_ruling", 6, ruling="execute", ruling_number="（2026）演0103行审18号裁定")


def _seal(seal: Measure, before: int, party: str, way: str) -> Steps:
    told = SEALED["proposal"] | {"party": party, "area": "wangxi", "way": way}
    yield from seal.opened("seizure", seal.stage.day(before), **told)


def _execute(seal: Measure) -> Steps:
    seal.at = office_moment(seal.rng, seal.at, 0)
    yield seal.at
    seal.now("execute", executed_at=f"{seal.at:%Y-%m-%d %H:%M}", **SEALED["execution"])


def _unit(area: str, place: int) -> str:
    """The number of a unit of the area."""
    return list(Party.objects.filter(area__code=area, kind="unit").order_by("number")[: place + 1])[-1].number


def _released_at_expiry(stage: Stage) -> Life:
    """Sealed for its thirty days and released on the last of them, a rest day or not."""
    seal = Measure(stage, "expired", BRANCH)
    yield moment(stage.day(82), 8)
    yield from _seal(seal, 82, _unit("wangxi", 2), "ordinary")
    yield from seal.do("approve", 0, seal.head, opinion="暗管排放，同意查封，期满前评估。")
    yield from _execute(seal)
    last = date.fromisoformat(seal.matter.projection["clocks"]["seizure.term"]["due"])
    yield from seal.on(last, "release", seal.head, release_ground="expired", opinion="期限届满，立即解除。")
    yield from seal.do("serve_release", 1, receipt="当面送达，负责人签收。", things="returned")


def _on_the_spot(stage: Stage) -> Life:
    """Sealed at once, approved within its hours; the party has asked for the release and waits for the answer."""
    seal = Measure(stage, "spot", BRANCH)
    yield moment(stage.day(14), 8)
    yield from _seal(seal, 14, _unit("wangxi", 4), "on_the_spot")
    yield from _execute(seal)
    done, seal.at = seal.at, seal.at + timedelta(hours=2)
    yield seal.at
    seal.now("approve_afterwards", seal.head, approved_at=f"{seal.at:%Y-%m-%d %H:%M}", opinion="情况紧急，同意补办。")
    seal.at = office_moment(seal.rng, done, 10)
    yield seal.at
    seal.now("ask_release", asked_on=str(seal.at.date()), request="暗管已拆除并封堵，请求解除。")


def _decided(measure: Measure, words: dict[str, Any], decision: str) -> Steps:
    yield from measure.do("notify", 1, reasons=words["reasons"])
    yield from measure.do("record_defence", 2, defence="waived", said="书面放弃陈述、申辩和听证。")
    measure.at = office_moment(measure.rng, measure.at, 2)
    yield measure.at
    told = {"decision": decision, "demands": words["demands"], "reasons": words["reasons"]}
    measure.now("decide", measure.head, decided_on=str(measure.at.date()), **told)
    measure.at = office_moment(measure.rng, measure.at, 1)
    yield measure.at


def _suspended(stage: Stage) -> Life:
    """Production suspended, the plan filed; completion filed a fortnight ago ended it: the follow-up check is due."""
    stop = Measure(stage, "stop", BRANCH)
    yield moment(stage.day(70), 9)
    told = about(stage.penalties["hearing"]) | STOPPED["proposal"]
    yield from stop.opened("production_limit", stage.day(70), **told)
    yield from _decided(stop, STOPPED, "stop")
    stop.now("serve_stop", served_on=str(stop.at.date()), receipt="当面送达，厂长签收。")
    stop.at = office_moment(stop.rng, stop.at, 9)
    yield stop.at
    stop.now("file_plan", filed_on=str(stop.at.date()), published_at="企业网站和厂门公示栏", plan=STOPPED["plan"])
    stop.at = office_moment(stop.rng, moment(stage.day(16), 8), 0)
    yield stop.at
    completed = stop.at.date() - timedelta(days=4)
    days = {"completed_on": str(completed), "filed_on": str(stop.at.date())}
    stop.now("file_completion", **days, **STOPPED["completion"])


def _limited(stage: Stage) -> Life:
    """Production limited for two months, in force on the day of loading."""
    limit = Measure(stage, "limit", BRANCH)
    yield moment(stage.day(16), 9)
    told = about(stage.penalties["waiting"]) | LIMITED["proposal"]
    yield from limit.opened("production_limit", stage.day(16), **told)
    yield from _decided(limit, LIMITED, "limit")
    served = limit.at.date()
    until = served + timedelta(days=60)
    limit.now("serve_limit", served_on=str(served), until=str(until), receipt="当面送达，厂长签收。")


def _closed(stage: Stage) -> Life:
    """Punished twice within two years and at it again: proposed to the city government, which ordered the closure."""
    close = Measure(stage, "closure", CITY)
    yield moment(stage.day(34), 9)
    found, earlier = stage.day(40), (stage.day(410), stage.day(220))
    penalties = "\n".join(
        f"{day} 演环罚〔{day.year}〕{number}号" for day, number in zip(earlier, (11, 27), strict=True)
    )
    told = about(stage.penalties["city"]) | CLOSURE["proposal"]
    told |= {"penalties": penalties, "found_on": str(found), "government": "yunping-government"}
    yield from close.opened("closure", stage.day(34), **told)
    yield from close.do("send_up", 2, close.head, demands=CLOSURE["demands"])
    close.at = office_moment(close.rng, close.at, 12)
    yield close.at
    decision = {"decision": "closed", "decision_number": f"演政决〔{close.at.year}〕6号"}
    close.now("government_decides", "yunping-mayor", decided_on=str(close.at.date()), **decision)
    close.at = office_moment(close.rng, close.at, 5)
    yield close.at
    close.now("carry_out", closed_on=str(close.at.date()), findings=CLOSURE["findings"])
