"""Notices of the invented city: a stack above its limit that became a clue, a start-up explained, hours missing."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from typing import Any

from qingtian.apps.monitors.models import Outlet
from qingtian.apps.monitors.story import series_of
from qingtian.apps.proceedings.actions.open_proceeding import open_proceeding
from qingtian.apps.proceedings.models import Proceeding
from qingtian.demo.outlets import number_of
from qingtian.demo.stage import Life, Stage, moment, office_moment
from qingtian.standards.sources.factors import factor_title, shown
from qingtian.standards.sources.hours import STATES

Steps = Generator[datetime, None, None]
DEMANDS = "请说明这一时段的工况、治理设施和监测设备运行情况，异常的原因和已经采取的措施，并附有关记录。"


def notice_lives(stage: Stage) -> tuple[Life, ...]:
    """One that stood, one that was explained, one that waits for the unit."""
    return (_stood(stage), _explained(stage), _waits(stage))


@dataclass
class Walk:
    """One notice and the branch that issued it; ``at`` is the moment of its last act."""

    stage: Stage
    key: str
    rng: Random = field(init=False)
    outlet: Outlet = field(init=False)
    matter: Proceeding = field(init=False)
    at: datetime = field(init=False)

    def __post_init__(self) -> None:
        self.rng = self.stage.rng(f"notice/{self.key}")

    @property
    def officer(self) -> str:
        return f"{self.outlet.organ.code}-officer"

    def issued(self, before: int, hour: int, hours: int, factor: str, kind: str, subject: str) -> Steps:
        """About hours so many days ago, the working day after them."""
        begins = moment(self.stage.day(before), hour)
        self.at = office_moment(self.rng, begins, 1)
        yield self.at
        self.outlet = Outlet.objects.select_related("organ", "party", "area").get(number=number_of(self.key))
        ends = begins + timedelta(hours=hours)
        fields = {
            "party": self.outlet.party.number,
            "area": self.outlet.area.code,
            "outlet": self.outlet.number,
            "anomaly": kind,
            "factor": factor,
            "from_hour": f"{begins:%Y-%m-%d %H:%M}",
            "to_hour": f"{ends:%Y-%m-%d %H:%M}",
            "figures": self._figures(factor, begins, ends),
            "demands": DEMANDS,
        }
        self.matter = self.opened("monitor_notice", subject, fields)
        yield from self.do("serve", 0, receipt="通过企业端送达，环保负责人签收。")

    def _figures(self, factor: str, begins: datetime, ends: datetime) -> str:
        every, _ = series_of(self.outlet, begins.date(), ends.date(), self.at)
        lines = [
            f"{hour.start.astimezone(begins.tzinfo):%m-%d %H:%M} {factor_title(one.factor).zh} "
            f"{'—' if hour.judged.value is None else shown(one.factor, hour.judged.value)} {one.unit}，"
            f"{STATES[hour.judged.state].zh}"
            for one in every
            if factor in ("", one.factor)
            for hour in one.hours
            if begins <= hour.start < ends
        ]
        return "\n".join(lines)

    def opened(self, procedure: str, subject: str, fields: dict[str, Any]) -> Proceeding:
        by, day = self.stage.actor(self.officer, self.at.date()), self.at.date()
        told = {"subject": subject, **fields}
        opened = open_proceeding(procedure, by=by, on=day, now=self.at, title=subject, fields=told, generated=True)
        self.stage.counted()
        return opened

    def do(self, act: str, days: int, **told: Any) -> Steps:
        self.at = office_moment(self.rng, self.at, days)
        yield self.at
        self.stage.act(self.matter, act, self.officer, self.at, **told)

    def answered(self, days: int, cause: str, words: str) -> Steps:
        self.at = office_moment(self.rng, self.at, days)
        yield self.at
        told = {"received_on": self.at.date().isoformat(), "cause": cause, "words": words}
        self.stage.act(self.matter, "enter_answer", self.officer, self.at, **told)


def _stood(stage: Stage) -> Life:
    walk = Walk(stage, "boiler")
    yield from walk.issued(12, 2, 4, "a21026", "exceedance", "1 号锅炉烟囱二氧化硫夜间超标")
    yield from walk.answered(2, "treatment", "脱硫循环泵跳闸，夜班没有发现，六点恢复。")
    grounds = "四个小时的折算值都高于限值，没有申报标记，企业承认脱硫停运。"
    yield from walk.do("judge", 1, verdict="stands", ground="exceeds", findings=grounds)
    walk.at = office_moment(walk.rng, walk.at, 0)
    yield walk.at
    clue = {
        "party": walk.outlet.party.number,
        "area": walk.outlet.area.code,
        "source": "monitoring",
        "about": walk.matter.number,
        "discovered_on": walk.at.date().isoformat(),
        "what": "自动监测数据显示二氧化硫连续四个小时超过许可限值，企业说明脱硫设施停运。",
    }
    case = walk.opened("penalty_case", "锅炉烟气二氧化硫超标排放", clue)
    yield from walk.do("refer", 0, became=case.number)


def _explained(stage: Stage) -> Life:
    walk = Walk(stage, "kiln")
    yield from walk.issued(9, 8, 3, "a34013", "exceedance", "隧道窑烟囱颗粒物超标")
    yield from walk.answered(1, "start_up", "检修后点火，七点起已经申报启炉标记。")
    grounds = "这一时段在企业申报的启炉标记之内，升温曲线相符。"
    yield from walk.do("judge", 1, verdict="explained", ground="declared_start", findings=grounds)


def _waits(stage: Stage) -> Life:
    walk = Walk(stage, "works")
    yield from walk.issued(5, 10, 8, "", "missing", "总排口八个小时没有数据")
