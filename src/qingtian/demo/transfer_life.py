"""Transfers in the invented city: one judged, one refused and filed in the end, one for detention; a joint meeting."""

from __future__ import annotations

from collections.abc import Generator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from random import Random
from typing import Any

from qingtian.apps.proceedings.actions.open_proceeding import open_proceeding
from qingtian.apps.proceedings.models import Proceeding
from qingtian.apps.proceedings.queries import procedure_of
from qingtian.apps.transfers.actions.enter_facts import enter_facts
from qingtian.apps.transfers.offers import offers
from qingtian.demo.penalty_life import Walk as PenaltyCase
from qingtian.demo.stage import GATEWAY, Life, Stage, moment, office_moment
from qingtian.demo.transfer_words import DETENTION, WORDS
from qingtian.enforcement.crime_facts import CrimeFacts, amount_of

Steps = Generator[datetime, None, None]
DETACHMENT = "yunping-enforcement"
HEADS = ("form_team", "decide_transfer", "decide_detention_transfer")
#: answers that came as signed files from the other side's system; the rest is entered by hand with the paper
BY_FILE = ("police_receipt",)
#: fields that hold the day of the act
DAYS = {
    "police_receipt": "received_on",
    "ask_supplement": "told_on",
    "file_case": "filed_on",
    "not_file": "notice_on",
    "answer_reconsideration": "answer_on",
    "answer_supervision": "answer_on",
    "enter_platform": "entered_on",
    "note_receipt": "receipt_on",
    "prosecute": "indicted_on",
    "judge": "in_force_on",
    "note_detention": "decided_on",
    "hold_meeting": "held_on",
}


@dataclass
class Walk:
    """One transfer and the organ that transfers; ``at`` is the moment of its last act."""

    stage: Stage
    key: str
    organ: str
    at: datetime
    words: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    rng: Random = field(init=False)
    matter: Proceeding = field(init=False)

    def __post_init__(self) -> None:
        self.rng = self.stage.rng(f"transfer/{self.key}")

    def opened(self, procedure: str, **fields: Any) -> Steps:
        self.at = office_moment(self.rng, self.at, 0)
        yield self.at
        by = self.stage.actor(f"{self.organ}-officer", self.at.date())
        day, title = self.at.date(), fields["subject"]
        self.matter = open_proceeding(procedure, by=by, on=day, now=self.at, title=title, fields=fields, generated=True)
        self.stage.counted()

    def do(self, act: str, days: int = 0, **chosen: Any) -> Steps:
        """One act so many days later, with the words of the house, what its form offers and what this one adds."""
        self.at = office_moment(self.rng, self.at, days)
        yield self.at
        fields = {**offers(self.matter, act), **self.words.get(act, {}), **chosen}
        declared = procedure_of(self.matter).named(act)
        if act in DAYS and declared and declared.field(DAYS[act]):
            fields.setdefault(DAYS[act], self.at.date().isoformat())
        head = f"{self.organ}-head" if act in HEADS else f"{self.organ}-officer"
        self.stage.act(self.matter, act, GATEWAY if act in BY_FILE else head, self.at, **fields)


def transfer_lives(stage: Stage) -> tuple[Life, ...]:
    """Each begins some time before the day of loading and goes as far as police and court have come."""
    return (_judged(stage), _refused(stage), _detention(stage), _meeting(stage), _finding(stage))


def _dumping(stage: Stage, key: str, before: int, subject: str, tonnes: str, words: Mapping[str, Any]) -> Steps:
    """A case of dumped hazardous waste, its facts entered; gives the transfer opened from it."""
    case = PenaltyCase(stage, key, "wangxi", DETACHMENT)
    yield from case.opened(before, 1, subject=subject, what="空地倾倒黑色油泥，疑似危险废物。")
    yield from case.filed("hazardous_waste")
    yield from case.evidence("site_record", "现场勘查笔录", f"油泥称重 {tonnes} 吨。")
    day = case.at.date()
    facts = CrimeFacts(day, {"hazardous_waste": amount_of("hazardous_waste", tonnes)}, {"toxic": True}, penalties=())
    enter_facts(case.matter, facts, by=stage.actor(f"{DETACHMENT}-officer", day), now=case.at)
    walk = Walk(stage, key, DETACHMENT, case.at, words)
    yield from walk.opened("criminal_transfer", subject=subject, about=case.matter.number, origin="found")
    yield from walk.do("form_team", 1)
    yield from walk.do("confirm_limb", 2)
    yield from walk.do("report", 1)
    yield from walk.do("decide_transfer", 2)
    yield from walk.do("hand_over", 0)
    yield from walk.do("police_receipt", 0)
    return walk


def _receipt_of_the_copy(walk: Walk) -> Steps:
    copy = walk.matter.judicial_messages.get(kind="letter_copy")
    yield from walk.do("note_receipt", 1, message=copy.number)


def _judged(stage: Stage) -> Life:
    walk = yield from _dumping(stage, "judged", 220, "倾倒废矿物油泥", "5.2", WORDS)
    yield from _receipt_of_the_copy(walk)
    yield from walk.do("enter_platform", 1)
    yield from walk.do("file_case", 1)
    yield from walk.do("hand_goods", 1)
    yield from walk.do("enter_platform", 2, entered="立案告知")
    yield from walk.do("prosecute", 75)
    yield from walk.do("judge", 70)
    yield from walk.do("enter_platform", 3, entered="判决结果")
    yield from walk.do("conclude_transfer", 2)


def _refused(stage: Stage) -> Life:
    """Not filed, upheld, and filed after the procuratorate told the police to; the goods are due now."""
    walk = yield from _dumping(stage, "refused", 46, "非法处置废酸液", "3", WORDS)
    yield from walk.do("ask_supplement", 1, told_on=walk.at.date().isoformat())
    yield from walk.do("supplement", 1)
    yield from walk.do("enter_platform", 0)
    yield from walk.do("not_file", 1)
    yield from walk.do("ask_reconsideration", 1)
    yield from walk.do("answer_reconsideration", 2)
    yield from walk.do("enter_platform", 1, entered="不予立案和复议决定")
    yield from walk.do("ask_supervision", 2)
    yield from walk.do("answer_supervision", 12)
    walk.at = office_moment(walk.rng, max(walk.at, moment(stage.day(2), 8)), 0)
    yield from walk.do("file_case", 0)


def _detention(stage: Stage) -> Life:
    """The case with the hearing has its decision: the manager in charge goes to the police."""
    at = moment(stage.day(50), 8)
    yield at
    case = stage.penalties["hearing"]
    if case.state not in ("decided", "served", "closed"):
        return
    walk = Walk(stage, "detention", "wangxi-branch", at, DETENTION)
    told = {"ground": "evasion", "whom": "in_charge", "reason": "停运处理设施，经总排口直接外排。"}
    yield from walk.opened("detention_transfer", subject=case.title, about=case.number, **told)
    yield from walk.do("decide_detention_transfer", 1)
    yield from walk.do("hand_over", 1)
    yield from walk.do("ask_supplement", 2)
    yield from walk.do("supplement", 1)
    yield from walk.do("note_detention", 3)
    yield from walk.do("receive_copy", 2)
    yield from walk.do("close_detention", 1)


def _meeting(stage: Stage) -> Life:
    walk = Walk(stage, "meeting", DETACHMENT, moment(stage.day(40), 8), WORDS)
    planned = office_moment(walk.rng, walk.at, 5).date()
    organs = ["yunping-police", "yunping-procuratorate", "yunping-court"]
    subject = "第三季度涉危险废物线索会商"
    yield from walk.opened("joint_meeting", subject=subject, organs=organs, planned_on=planned.isoformat())
    agreed = f"{stage.day(20)} 公安机关反馈两件线索的核查情况\n{stage.today} 检察院反馈立案监督情况"
    yield from walk.do("hold_meeting", 5, agreed=agreed)
    yield from walk.do("give_feedback", 12)


def _finding(stage: Stage) -> Life:
    """Of the case of falsified data the facts are entered: it reaches a limb, was fined, and nobody transferred it."""
    at = moment(stage.day(3), 9)
    yield at
    case = stage.penalties["city"]
    told = (case.projection.get("facts") or {}).get("act_on")
    flags = dict.fromkeys(("key_unit", "automatic_data", "controlled_pollutant"), True)
    facts = CrimeFacts(date.fromisoformat(told) if told else at.date(), flags=flags)
    if case.ended_on is None:
        enter_facts(case, facts, by=stage.actor(f"{DETACHMENT}-officer", at.date()), now=at)
