"""The life of one five-ones case, step by step as ``data/cases.yaml`` tells it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from qingtian.apps.identities.photos import sterilise
from qingtian.apps.proceedings.actions.open_proceeding import open_proceeding
from qingtian.apps.proceedings.actions.store_file import store_file
from qingtian.apps.proceedings.chapters import cleared
from qingtian.apps.proceedings.models import Proceeding
from qingtian.apps.proceedings.papers import chinese_date
from qingtian.demo.case_words import WORDS
from qingtian.demo.declared import declared
from qingtian.demo.pictures import photo, scan
from qingtian.demo.positions import degrees, point_in
from qingtian.demo.stage import Life, Stage, moment, office_moment
from qingtian.procedures import Actor, load_procedures
from qingtian.secrecy import Declaration

OFFICE, INSPECTOR = "yunping-inspection", "yunping-inspector"
PERSONAL = ("inquire", "coordinate", "inspect", "handle")
PLAIN = Declaration.INTERNAL
#: what a scan of each act is called in the file
SCANS = {
    "inquire": "过问批示",
    "coordinate": "协调会纪要",
    "inspect": "现场督查记录",
    "handle": "处理决定",
    "hand_over": "交接签字页",
    "self_check": "监测报告",
    "county_check": "核查现场照片",
}
#: what is said where a rule stands against the act in principle
REASONS = {
    "close": "相连的信访已当面答复，书面答复随后送达。",
    "self_check": "一张照片的手机没有定位，核查时到现场补拍。",
}
#: of each so many self-checks one has a photo without its position
ONE_IN = 4
ANYONE = Actor(kind="anyone")
#: who accepts for which unit; the named units have an accepting officer of their own
ACCEPTORS = {"yunping-eeb": "yunping-acceptor", "province-eeb": "province-acceptor"}


@dataclass(frozen=True)
class Step:
    """One act on a day so many days before the day of loading."""

    act: str
    before: int
    option: str


#: by the unit that accepts: the number of the duty in the list in force (organs.yaml)
DUTIES = {
    "yunping-eeb": 3,
    "province-eeb": 3,
    "yunping-housing": 5,
    "yunping-urban": 6,
    "yunping-water": 7,
    "yunping-forestry": 8,
    "yunping-agriculture": 9,
}
#: cases whose duty is in no line of the list
NOT_LISTED = {
    "yaowan-quay": "码头归口住建、水务都写了一半，谁管不清楚。",
    "heishan-tailings": "责任清单没有写尾矿库。",
}


def steps_of(written: str) -> list[Step]:
    """``list@14 county_check@8=passed`` as steps."""
    found = []
    for word in written.split():
        act, _, rest = word.partition("@")
        before, _, option = rest.partition("=")
        found.append(Step(act, int(before), option))
    return found


def _duty(case: dict[str, Any]) -> str:
    """The line of the duty list; that none was found, and why; or nothing, where nobody has looked yet."""
    if why := NOT_LISTED.get(case["key"]):
        return f"none:{why}"
    return "" if case["source"] == "hot_issue" else f"3.2#{DUTIES[case['accepting']]}"


class CaseLife:
    """One case on the stage."""

    def __init__(self, stage: Stage, declaration: dict[str, Any]):
        self.stage, self.case = stage, declaration
        self.rng: Random = stage.rng(f"case/{declaration['key']}")
        self.at: datetime = moment(stage.day(400))
        self.matter: Proceeding

    def live(self) -> Life:
        for step in steps_of(self.case["steps"]):
            self.at = self._when(step)
            yield self.at
            while step.act == "announce" and cleared(self.matter) is None:
                self.at = office_moment(self.rng, self.at, 1)  # its notice is still being read or reviewed
                yield self.at
            if step.act == "identify":
                self._identify()
            else:
                fields = {**self._fields(step), **self._files(step)}
                reason = REASONS.get(step.act, "")
                self.stage.act(self.matter, step.act, self._by(step), self.at, reason=reason, **fields)

    def _when(self, step: Step) -> datetime:
        """The day of the step, after the one before; acceptance waits for the notice to run out."""
        day = self.stage.day(step.before)
        if step.act == "accept":
            due = self.matter.clocks.get(key="cases.public_notice").due
            day = max(day, due + timedelta(days=1))
        on_the_day = office_moment(self.rng, moment(day - timedelta(days=1), 12), 1)
        return on_the_day if on_the_day > self.at else office_moment(self.rng, self.at, 0)

    def _identify(self) -> None:
        case = self.case
        fields = {
            "subject": case["subject"],
            "problem": case["problem"],
            "source": case["source"],
            "source_level": case["level"],
            "year": self.at.year,
            "area": case["area"],
            "county": f"{case['area']}-government",
            "office": OFFICE,
            "duty": _duty(case),
        }
        by = self.stage.actor(INSPECTOR, self.at.date())
        self.matter = open_proceeding(
            "five_ones_case",
            by=by,
            on=self.at.date(),
            now=self.at,
            title=case["subject"],
            fields=fields,
            generated=True,
        )
        self.stage.cases[case["key"]] = self.matter
        self.stage.counted()

    def _by(self, step: Step) -> str | Actor:
        """Who performs the step."""
        act, case = step.act, self.case
        if act in PERSONAL:
            return f"{case['leader']}-liaison" if step.option == "liaison" else str(case["leader"])
        if act in ("start", "progress", "self_check"):
            return f"{case['implementing']}-officer"
        if act == "accept":
            return ACCEPTORS.get(case["accepting"], f"{case['accepting']}-officer")
        if act in ("close", "reopen"):
            return "yunping-inspection-head" if case["level"] == "city" else "province-inspector"
        return {
            "list": f"{case['area']}-head",
            "county_check": f"{case['area']}-officer",
            "contract": "yunping-inspection-head",
            "object": ANYONE,
        }.get(act, INSPECTOR)

    def _deadline(self, days: int) -> str:
        return self.stage.day(-days).isoformat()

    def _fields(self, step: Step) -> dict[str, Any]:
        """What the step enters: the words of its act, and what only this case knows."""
        case = self.case
        words = {"subject": case["subject"], "on": chinese_date(self.at.date()), "goal": case["goal"]}
        fields = {name: value.format(**words) for name, value in WORDS.get(step.act, {}).items()}
        if step.act in ("contract", "hand_over"):
            fields["leader"] = case["leader"]
        if step.act in ("plan", "replan"):
            fields |= {"goal": case["goal"], "milestones": self._milestones()}
        if step.act == "plan":
            fields |= self._units() | {"deadline": self._deadline(case["deadline"])}
        if step.act == "name_duty":
            fields["duty"] = f"3.2#{DUTIES[case['accepting']]}"
        if step.act == "extend":
            fields["deadline"] = self._deadline(case["extended"])
        if step.act == "reopen" and self._asks("reopen", "deadline"):
            fields["deadline"] = self._deadline(case["reopened"])
        if step.act == "announce" and (passed := cleared(self.matter)):
            fields["notice"] = passed.text
        option = {"answer_objection": "upheld", "look_back": "relapse", "withdraw": "ground"}.get(step.act, "result")
        if step.option and step.act not in PERSONAL:
            fields[option] = step.option
        return fields

    def _asks(self, act: str, field: str) -> bool:
        """Whether the edition this case keeps asks for that field: a reopened case has a new deadline in some only."""
        procedure = load_procedures().edition(self.matter.procedure, self.matter.edition)
        transition = procedure.find(act, self.matter.state)
        return transition is not None and transition.field(field) is not None

    def _units(self) -> dict[str, Any]:
        case = self.case
        team = [case["implementing"], f"{case['area']}-branch", f"{case['area']}-urban"]
        return {
            "lead_unit": f"{case['area']}-government",
            "team": team,
            "implementing": case["implementing"],
            "accepting": case["accepting"],
        }

    def _milestones(self) -> str:
        """Three days on the way, at a third, two thirds and the end of the time set."""
        end = self.stage.day(-self.case["deadline"])
        length = (end - self.at.date()).days
        days: list[date] = [self.at.date() + timedelta(days=length * part // 3) for part in (1, 2, 3)]
        titles = ("清查和设计", "施工和改造", "自查和监测")
        return "\n".join(f"{day} {title}" for day, title in zip(days, titles, strict=True))

    def _files(self, step: Step) -> dict[str, Any]:
        """Evidence: a drawn scan where the act wants a paper."""
        name = {"hand_over": "signed", "self_check": "evidence"}.get(step.act, "evidence")
        if step.act not in (*PERSONAL, "hand_over", "self_check", "county_check"):
            return {}
        if step.act in PERSONAL and step.option != "liaison" and self.rng.random() < 0.4:
            return {}
        drawn, what = scan(self.rng, step.act), f"{SCANS[step.act]}.png"
        stored = store_file(
            drawn, name=what, media_type="image/png", now=self.at, proceeding=self.matter, declared=PLAIN
        )
        return {name: [stored.pk]} | (self._before_and_after() if step.act == "self_check" else {})

    def _before_and_after(self) -> dict[str, Any]:
        """Two views before and after, a few metres apart; some phone did not know where it was."""
        rng, found = self.stage.rng(f"case/{self.case['key']}/photos"), {}
        longitude, latitude = degrees(point_in(self.case["area"], 0, 1, rng.random(), rng.random()))
        lost = rng.randrange(ONE_IN) == 0
        for name, days in (("before", 60), ("after", 1)):
            stored, lines = [], []
            for number in (1, 2):
                taken = self.at - timedelta(days=days, minutes=rng.randrange(200))
                shift = Decimal(rng.randrange(-60, 60)) / 1_000_000
                place = f"{longitude + shift:.6f},{latitude + shift:.6f}"
                unknown = lost and name == "after" and number == 2
                lines.append(f"{'-' if unknown else place} {taken:%Y-%m-%d %H:%M}")
                what = f"{'整改前' if name == 'before' else '整改后'}{number}.jpg"
                clean = sterilise(photo(rng)).jpeg
                kept = store_file(
                    clean, name=what, media_type="image/jpeg", now=self.at, proceeding=self.matter, declared=PLAIN
                )
                stored.append(kept.pk)
            found |= {name: stored, f"{name}_placed": "\n".join(lines)}
        return found


def schedule_cases(stage: Stage) -> None:
    """Queue every declared case."""
    for declaration in declared("cases")["cases"]:
        stage.begin(CaseLife(stage, declaration).live())
