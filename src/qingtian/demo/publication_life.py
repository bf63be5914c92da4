"""The life of one publication, step by step as ``data/publications.yaml`` tells it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from random import Random
from typing import Any

from qingtian.apps.proceedings.actions.open_proceeding import open_proceeding
from qingtian.apps.proceedings.models import Proceeding
from qingtian.demo.case_life import Step, steps_of
from qingtian.demo.declared import declared
from qingtian.demo.stage import Life, Stage, moment, office_moment

OFFICE = "yunping-eeb"
#: who does which step; nobody reads what they drafted or read before
BY = {
    "read_1": "yunping-publicity-head",
    "read_2": "yunping-eeb-reviewer",
    "read_3": "yunping-eeb-deputy",
    "review": "yunping-secrecy",
    "approve": "yunping-eeb-head",
    "put_in_force": "yunping-eeb-head",
    "resume": "yunping-eeb-head",
    "withhold": "yunping-eeb-head",
}
DRAFTER = "yunping-publicity"
RESULTS = {"read_1": "result", "read_2": "result", "read_3": "result", "review": "conclusion", "approve": "approved"}
WORDS: dict[str, dict[str, str]] = {
    "read_1": {"opinion": "事实和数据对过底稿。"},
    "read_2": {"opinion": "文字、格式、依据对过。"},
    "read_3": {"opinion": "同意，请保密审查。"},
    "review": {"opinion": "对照公开目录和保密事项范围看过。"},
    "publish": {"place": "市局网站"},
    "revise": {"why": "第二段改短。"},
    "amend": {"why": "按期答复的件数原先多计 2 件。"},
    "suspend": {"why": "数据接口检修，先停一天。"},
    "resume": {"why": "检修完了。"},
    "take_down": {"why": "夏季办公时间已经过了。"},
    "withhold": {"why": "讨论过程，不是结论。"},
}
#: the road of a text from the draft to the public pages
ROAD = (
    "draft@{}",
    "read_1@{}=passed",
    "read_2@{}=passed",
    "read_3@{}=passed",
    "review@{}=open",
    "approve@{}=yes",
    "publish@{}",
)


class PublicationLife:
    """One publication on the stage."""

    def __init__(self, stage: Stage, declaration: dict[str, Any]):
        self.stage, self.told = stage, declaration
        self.rng: Random = stage.rng(f"publication/{declaration['key']}")
        self.at: datetime = moment(stage.day(400))
        self.matter: Proceeding

    def live(self) -> Life:
        for step in steps_of(self.told["steps"]):
            self.at = self._when(step)
            yield self.at
            if step.act == "draft":
                self._draft()
            else:
                self.stage.act(self.matter, step.act, BY.get(step.act, DRAFTER), self.at, **self._fields(step))

    def _when(self, step: Step) -> datetime:
        """The day of the step, after the one before."""
        day = self.stage.day(step.before)
        on_the_day = office_moment(self.rng, moment(day - timedelta(days=1), 12), 1)
        return on_the_day if on_the_day > self.at else office_moment(self.rng, self.at, 0)

    def _draft(self) -> None:
        fields = {
            name: self.told[name] for name in ("kind", "subject", "text", "kinds", "formed_on") if name in self.told
        }
        if source := self.stage.cases.get(self.told.get("about", "")):
            fields["source"] = source.number
        by = self.stage.actor(DRAFTER, self.at.date())
        self.matter = open_proceeding(
            "publication",
            by=by,
            on=self.at.date(),
            now=self.at,
            title=self.told["subject"],
            fields={**fields, "reviewing": OFFICE},
            generated=True,
        )
        self.stage.publications[self.told["key"]] = self.matter
        self.stage.counted()

    def _fields(self, step: Step) -> dict[str, Any]:
        fields: dict[str, Any] = dict(WORDS.get(step.act, {}))
        if step.option:
            fields[RESULTS[step.act]] = step.option
        if step.option in ("masked", "withheld") or step.act == "withhold":
            fields["ground"] = self.told["ground"]
        if step.option == "masked":
            fields["masks"] = self.told["masks"]
        if step.act in ("revise", "amend"):
            fields["text"] = self.told.get("corrected", self.told["text"])
        return fields


def _notice_of(case: dict[str, Any], announced: int) -> dict[str, Any]:
    """The notice of a case, taken through the gate in the days before it is put up."""
    days = zip(ROAD, (4, 3, 3, 2, 2, 1, 0), strict=True)
    return {
        "key": f"notice-{case['key']}",
        "kind": "case_notice",
        "about": case["key"],
        "subject": f"{case['subject']}整改结果公示",
        "text": f"{case['subject']}的整改措施已全部完成，属地政府到现场核查过。整改目标：{case['goal']}",
        "steps": " ".join(step.format(announced + before) for step, before in days),
    }


def _notices(told: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """A notice for every case that is put on public notice, unless one is told that is in time for it."""
    own = {one.get("about") for one in told if any(step.act == "publish" for step in steps_of(one["steps"]))}
    for case in declared("cases")["cases"]:
        announced = [step.before for step in steps_of(case["steps"]) if step.act == "announce"]
        if announced and case["key"] not in own:
            yield _notice_of(case, announced[0])


def schedule_publications(stage: Stage) -> None:
    """Queue every declared publication, and the notices of the cases."""
    told = declared("publications")["publications"]
    for declaration in [*told, *_notices(told)]:
        stage.begin(PublicationLife(stage, declaration).live())
