"""Penalty cases of the invented city: one with a hearing to its end, one on the spot, one without a penalty, one that
stands still, one of the city's detachment, one that waits after its notice."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from qingtian.apps.parties.models import Party
from qingtian.apps.penalties.numbers import earliest_hearing
from qingtian.apps.penalties.offering import offers
from qingtian.apps.proceedings.actions.open_proceeding import open_proceeding
from qingtian.apps.proceedings.actions.store_file import store_file
from qingtian.apps.proceedings.calendars import calendar
from qingtian.apps.proceedings.models import Proceeding
from qingtian.apps.proceedings.queries import projection_of
from qingtian.demo.penalty_weighing import weighed
from qingtian.demo.penalty_words import WORDS
from qingtian.demo.pictures import photo
from qingtian.demo.stage import Life, Stage, moment, office_moment
from qingtian.enforcement.violations.reading import load_catalogue
from qingtian.law import load_law
from qingtian.secrecy import Declaration

Steps = Generator[datetime, None, None]
#: what a form offers and the lives take over as it stands
TAKEN = ("rights", "remedy", "warning", "how_to_perform", "to_pay", "facts_found", "reasons", "law_basis", "kinds")
TAKEN += ("fine", "mitigation", "violation", "act_on", "harm")
#: acts that wait until the party's days are over, however many holidays lie in them
AFTER_THE_DEFENCE = ("legal_review", "discuss", "decide")


#: places of the articles in an edition that has one a medium
WATER, AIR = 0, 1


@dataclass
class Walk:
    """One case and the people of its organ; ``at`` is the moment of its last act."""

    stage: Stage
    key: str
    area: str
    organ: str = ""
    rng: Random = field(init=False)
    matter: Proceeding = field(init=False)
    at: datetime = field(init=False)

    def __post_init__(self) -> None:
        self.rng = self.stage.rng(f"penalty/{self.key}")
        self.organ = self.organ or f"{self.area}-branch"

    @property
    def team(self) -> tuple[str, str]:
        return f"{self.organ}-officer", f"{self.organ}-officer-2"

    def who(self, act: str) -> str:
        city = self.organ == "yunping-enforcement"
        reviewer = "yunping-case-reviewer" if city else f"{self.area}-case-reviewer"
        if act in ("review_case", "answer_defence"):
            return reviewer
        if act in ("legal_review", "hold_hearing"):
            return "yunping-eeb-reviewer"
        heads = ("file_case", "notify", "call_hearing", "discuss", "decide", "decide_no_penalty", "close_case")
        heads += ("suspend_investigation", "order_correction", "enter_spot_decision")
        return ("yunping-eeb-head" if city else f"{self.area}-branch-head") if act in heads else self.team[0]

    def opened(self, before: int, number: int, **told: Any) -> Steps:
        """A clue about one of the units of the area, found the day before."""
        self.at = office_moment(self.rng, moment(self.stage.day(before), 8), 0)
        yield self.at
        found = (self.at.date() - timedelta(days=1)).isoformat()
        party = list(Party.objects.filter(area__code=self.area, kind="unit").order_by("number")[: number + 1])[-1]
        fields = {"area": self.area, "party": party.number, "source": "inspection", "discovered_on": found, **told}
        self.matter = open_proceeding(
            "penalty_case",
            by=self.stage.actor(self.team[0], self.at.date()),
            on=self.at.date(),
            now=self.at,
            title=told["subject"],
            fields=fields,
            generated=True,
        )
        self.stage.counted()
        self.stage.penalties[self.key] = self.matter

    def do(self, act: str, days: int = 0, **chosen: Any) -> Steps:
        """One act so many days later, with the words of the house, what its form offers and what this case adds."""
        if act in AFTER_THE_DEFENCE:
            self.past("penalty.statement_and_defence")
        self.at = office_moment(self.rng, self.at, days)
        yield self.at
        self.now(act, **chosen)

    def now(self, act: str, **chosen: Any) -> None:
        declared = {name: value for name, value in offers(self.matter, act).items() if name in TAKEN}
        fields = declared | WORDS.get(act, {}) | self._team(act) | chosen
        if act in ("serve_notice", "serve_decision", "serve_correction"):
            fields.setdefault("served_on", self.at.date().isoformat())
        self.stage.act(self.matter, act, self.who(act), self.at, **fields)

    def _team(self, act: str) -> dict[str, str]:
        lead, second = self.team
        if act == "begin_investigation":
            return {"lead_officer": lead, "second_officer": second}
        return {"with_officer": second, "holder": lead} if act == "add_evidence" else {}

    def past(self, clock: str, of: Proceeding | None = None) -> None:
        """Let the last day of a clock go by, of the case or of a matter about it, whatever holidays lie in it."""
        if running := projection_of(of or self.matter).clocks.get(clock):
            self.at = max(self.at, moment(date.fromisoformat(running.due), 17, 30))

    def evidence(self, kind: str, name: str, proves: str, days: int = 0) -> Steps:
        """An item with a drawn photo as its file."""
        self.at = office_moment(self.rng, self.at, days)
        yield self.at
        stored = store_file(
            photo(self.rng), name=f"{name}.jpg", media_type="image/jpeg", now=self.at, declared=Declaration.EXEMPT
        )
        told = {"kind": kind, "name": name, "proves": proves, "taken_at": "厂区现场", "signed": "signed"}
        self.now("add_evidence", taken_on=self.at.date().isoformat(), files=[stored.pk], **told)

    def filed(self, violation: str, harm: str = "consequences") -> Steps:
        """Checked and filed within its days; the act ended on the day it was found."""
        act_on = (self.at.date() - timedelta(days=1)).isoformat()
        yield from self.do("check_clue", 1, violation=violation, act_on=act_on, harm=harm)
        yield from self.do("file_case", 1)
        yield from self.do("begin_investigation", 1)

    def law_of_the_act(self, violation: str, medium: int = WATER) -> str:
        """The article of the law of the day of the act; before the Code there was one a medium."""
        act_on = date.fromisoformat(self.matter.projection["facts"]["act_on"])
        bases = load_catalogue()[violation].on(act_on).bases
        return load_law().cite(bases[min(medium, len(bases) - 1)]).zh


def penalty_lives(stage: Stage) -> tuple[Life, ...]:
    """Each begins some time before the day of loading and goes as far as its organ has come."""
    return (_heard(stage), _on_the_spot(stage), _without(stage), _standing_still(stage), _waiting(stage), _city(stage))


def reported(walk: Walk, facts: str, **told: Any) -> Steps:
    """The report of the investigation and its review by another person."""
    report = {"malicious": "none", "proposed": "penalise", "discretion": "两年内首次，积极整改。"}
    report |= {"facts_found": facts, "evidence_list": "现场检查笔录、监测报告、照片。"}
    yield from walk.do("report_investigation", 6, **report | told)
    yield from walk.do("review_case", 3)


def _heard(stage: Stage) -> Life:
    walk = Walk(stage, "hearing", "wangxi")
    yield from walk.opened(128, 0, subject="废水处理设施停运，总排口超标", what="处理设施停运，总排口水样发黑。")
    yield from walk.filed("idle_facility")
    yield from walk.evidence("site_record", "现场检查笔录", "处理设施停运，污水经总排口外排。")
    yield from walk.evidence("monitoring", "监测报告", "化学需氧量为限值的一点六倍。", 3)
    walk.at = office_moment(walk.rng, walk.at, 0)
    yield walk.at
    order = {"correction_facts": "处理设施停运，总排口超标排放。", "correction_basis": "行政处罚法第二十八条"}
    until = (walk.at.date() + timedelta(days=15)).isoformat()
    walk.now(
        "order_correction",
        correction_demands="立即恢复处理设施，达标排放。",
        correction_by=until,
        found_by="on_site",
        **order,
    )
    yield from walk.do("serve_correction", 0, mode="direct", received_by="单位负责人签收")
    yield from weighed(walk, "idle_facility")
    law = walk.law_of_the_act("idle_facility")
    yield from reported(walk, "处理设施停运两天，总排口超标一点六倍。", malicious="abnormal_operation", law_basis=law)
    yield from walk.do(
        "notify",
        2,
        reasons="违法事实清楚，没有从轻减轻情形。",
        kinds=["fine"],
        fine="310000",
        fine_minimum="100000",
        fine_maximum="1000000",
        hearing_offered="1",
    )
    yield from walk.do("serve_notice", 1)
    yield from walk.do("request_hearing", 1, asked_on=walk.at.date().isoformat())
    yield from walk.do("record_defence", 1)
    yield from walk.do("answer_defence", 2)
    walk.at = office_moment(walk.rng, walk.at, 0)
    yield walk.at
    planned = earliest_hearing(walk.at.date(), calendar())
    walk.now("call_hearing", planned_on=planned.isoformat(), chair="yunping-eeb-reviewer")
    walk.at = moment(planned, 10)
    yield walk.at
    walk.now("hold_hearing")
    yield from walk.do("legal_review", 4)
    yield from walk.do("discuss", 3)
    yield from walk.do("decide", 1)
    yield from walk.do("serve_decision", 2)
    yield from walk.do("record_performance", 9, performed_on=walk.at.date().isoformat())
    yield from walk.do("close_case", 3)


def _on_the_spot(stage: Stage) -> Life:
    walk = Walk(stage, "spot", "nandu")
    yield from walk.opened(33, 0, subject="未按规定记录环境管理台账", what="连续五天没有记录台账。")
    act_on = (walk.at.date() - timedelta(days=1)).isoformat()
    second = {"second_officer": walk.team[1], "cards": "云屏执法 0511、云屏执法 0512", "shown_id": "1"}
    facts = {"facts_found": "台账连续五天空白，当事人承认。", "law_basis": "排污许可管理条例关于台账的规定"}
    told = {"violation": "未按规定记录台账", "act_on": act_on, "kinds": ["fine"], "fine": "3000", "to_pay": "yes"}
    yield from walk.do("punish_on_the_spot", 0, **second, **facts, **told)
    yield from walk.do("enter_spot_decision", 1)
    yield from walk.do("record_performance", 4, performed_on=walk.at.date().isoformat())
    yield from walk.do("close_case", 2)


def _without(stage: Stage) -> Life:
    walk = Walk(stage, "without", "wangxi")
    yield from walk.opened(75, 1, subject="物料堆场局部未覆盖", what="堆场一角约十平方米没有覆盖。")
    yield from walk.filed("堆场未覆盖", harm="none")
    yield from walk.evidence("site_record", "现场检查笔录", "当场覆盖，没有扬尘外逸。")
    law = "行政处罚法第三十三条"
    yield from reported(walk, "堆场一角没有覆盖，当场改正，没有造成后果。", law_basis=law, proposed="no_penalty")
    told = {"outcome": "no_penalty_minor", "harm": "none", "corrected": "1", "why": "轻微，及时改正，没有危害后果。"}
    yield from walk.do("decide_no_penalty", 3, education="已当面教育，签收告诫书。", **told)


def _standing_still(stage: Stage) -> Life:
    walk = Walk(stage, "still", "baitang")
    yield from walk.opened(52, 0, subject="倾倒含油废渣", what="林地边倾倒黑色油渣，疑似危险废物。")
    yield from walk.filed("hazardous_waste")
    yield from walk.evidence("site_record", "现场勘查笔录", "油渣约两吨，没有防渗。")
    ground = {"suspension_ground": "whereabouts", "why": "实际经营人下落不明，已请公安机关协查。"}
    yield from walk.do("suspend_investigation", 8, **ground)


def _waiting(stage: Stage) -> Life:
    """The notice was served a few days ago: nothing can be decided before the party's days are over."""
    walk = Walk(stage, "waiting", "wangxi")
    yield from walk.opened(30, 1, subject="喷漆废气未经处理直接排放", what="喷漆房风机旁通，废气直接排放。")
    yield from walk.filed("secret_discharge")
    yield from walk.evidence("audio_visual", "现场录像", "旁通阀打开，废气未经活性炭直接排放。")
    law = walk.law_of_the_act("secret_discharge", AIR)
    yield from reported(walk, "旁通排放三天，有录像和笔录为证。", malicious="secret_discharge", law_basis=law)
    yield from walk.do(
        "notify",
        2,
        reasons="逃避监管，事实清楚。",
        kinds=["fine"],
        fine="200000",
        fine_minimum="100000",
        fine_maximum="1000000",
        hearing_offered="1",
    )
    walk.at = office_moment(walk.rng, max(walk.at, moment(stage.day(3), 8)), 0)
    yield walk.at
    walk.now("serve_notice")


def _city(stage: Stage) -> Life:
    """A case of the city's detachment, decided in the bureau's name and not yet served."""
    walk = Walk(stage, "city", "wangxi", "yunping-enforcement")
    yield from walk.opened(44, 2, subject="自动监测数据造假", what="采样管插入自来水瓶。", source="monitoring")
    yield from walk.filed("false_data")
    yield from walk.evidence("electronic", "自动监测数据", "数据平直，与人工采样相差三倍。")
    yield from walk.evidence("site_record", "现场检查笔录", "采样管插入自来水瓶。", 1)
    law = walk.law_of_the_act("false_data")
    yield from reported(walk, "篡改采样管路，数据失真六天。", malicious="false_data", law_basis=law)
    yield from walk.do(
        "notify",
        3,
        reasons="主观故意，事实清楚。",
        kinds=["fine"],
        fine="560000",
        fine_minimum="100000",
        fine_maximum="1000000",
        hearing_offered="1",
    )
    yield from walk.do("serve_notice", 1)
    yield from walk.do("discuss", 2)
    yield from walk.do("decide", 1)
