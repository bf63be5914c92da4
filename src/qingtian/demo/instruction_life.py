"""Leaders' instructions of the invented city: in every state, one overdue, one returned, some linked with cases."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from qingtian.apps.proceedings.actions.open_proceeding import open_proceeding
from qingtian.apps.proceedings.models import Proceeding
from qingtian.demo.stage import Life, Stage, moment, office_moment

INSPECTOR, HEAD = "yunping-inspector", "yunping-inspection-head"


@dataclass(frozen=True, slots=True)
class Told:
    """One instruction and how far it came: the acts after its entry, in order."""

    before: int
    leader: str
    document: str
    text: str
    handler: str
    days: int
    steps: tuple[str, ...]


REPORT, PETITIONS = "市督察办专报第 7 期", "信访月报（九月）"
INSTRUCTIONS = (
    Told(96, "yunping-mayor", REPORT, "请住建局牵头，一个月内把夜间施工管住，结果报我。", "yunping-housing", 30,
         ("link", "assign", "reply", "accept", "close")),
    Told(71, "yunping-vice-mayor", PETITIONS, "一条街一个月十几件，请城管局到现场看，别只回函。", "yunping-urban", 20,
         ("assign", "urge", "reply", "return", "reply", "accept", "close")),
    Told(40, "yunping-secretary", "督察反馈问题进展", "截污管剩的一段要有时间表，请水务局报。", "yunping-water", 15,
         ("link", "assign", "extend", "reply", "accept")),
    Told(26, "yunping-vice-mayor", "舆情专报第 3 期", "请核实，属实的当天停下来。", "yunping-enforcement", 10,
         ("assign", "reply")),
    Told(23, "yunping-mayor", "市督察办专报第 9 期", "粪污的事请农业农村局半月内拿办法。", "yunping-agriculture", 12,
         ("assign", "urge")),
    Told(8, "yunping-vice-mayor", "湿地巡查情况", "请林草局看，提意见。", "yunping-forestry", 14, ("assign",)),
    Told(6, "yunping-mayor", "来信摘报", "请督察办阅研。", "yunping-eeb", 10, ()),
    Told(55, "yunping-vice-mayor", "简报第 21 期", "已阅。", "yunping-eeb", 10, ("withdraw",)),
)  # fmt: skip
REPLY = "到现场看了两次，问题属实；已经约谈责任单位，停了夜间作业，照片和监测报告附后。"
#: entered within a day or two
DELAY = 1


def instruction_lives(stage: Stage) -> list[Life]:
    """A life for each instruction."""
    return [_life(stage, place, told) for place, told in enumerate(INSTRUCTIONS)]


def _life(stage: Stage, place: int, told: Told) -> Life:
    rng = stage.rng(f"instruction/{place}")
    at = office_moment(rng, moment(stage.day(told.before), 9), DELAY)
    yield at
    matter = open_proceeding(
        "leader_instruction",
        by=stage.actor(INSPECTOR, at.date()),
        on=at.date(),
        now=at,
        title=f"领导批示 {stage.day(told.before)}",
        fields={
            "leader": told.leader,
            "instructed_on": stage.day(told.before).isoformat(),
            "document": told.document,
            "text": told.text,
        },
        generated=True,
    )
    stage.counted()
    for step in told.steps:
        at = office_moment(rng, at, 3 if step in ("reply", "close") else 1)
        yield at
        _step(stage, matter, told, step, at)


def _step(stage: Stage, matter: Proceeding, told: Told, step: str, at: datetime) -> None:
    day = at.date() + timedelta(days=told.days)
    if step == "link":
        cases = Proceeding.objects.filter(procedure="five_ones_case", ended_on=None).order_by("number")
        if case := cases.first():
            stage.act(matter, "link_matter", INSPECTOR, at, about=case.number, how="evidence_for")
    elif step == "assign":
        stage.act(matter, "assign_instruction", HEAD, at, handler=told.handler, deadline=day.isoformat())
    elif step == "urge":
        stage.act(matter, "urge_instruction", INSPECTOR, at, words="请按时报，先报一个进度也行。")
    elif step == "extend":
        agreed = {"agreed": "市委书记当天口头同意，联络员记录", "why": "一户院子还在谈。"}
        stage.act(matter, "extend_instruction", HEAD, at, deadline=(day + timedelta(days=10)).isoformat(), **agreed)
    elif step == "reply":
        stage.act(matter, "reply_instruction", f"{told.handler}-officer", at, reply=REPLY)
    elif step == "return":
        said = {"result": "returned", "opinion": "没有说清夜里谁在管。", "deadline": day.isoformat()}
        stage.act(matter, "review_instruction", INSPECTOR, at, **said)
    elif step == "accept":
        stage.act(matter, "review_instruction", INSPECTOR, at, result="accepted", opinion="与现场一致。")
    elif step == "close":
        stage.act(matter, "close_instruction", HEAD, at, reported_on=at.date().isoformat(), said="好。")
    else:
        stage.act(matter, "withdraw_instruction", INSPECTOR, at, ground="只是传阅，没有要求办理。")
