"""Suggestions of deputies and proposals of the CPPCC in the invented city: answered and satisfied, difficult, returned
by the wrong addressee, dissatisfied and done once more, co-handled, one late; nobody's name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from qingtian.apps.proceedings.actions.open_proceeding import open_proceeding
from qingtian.apps.proceedings.models import Proceeding
from qingtian.apps.suggestions.models import CoHandling
from qingtian.demo.stage import Life, Stage, moment, office_moment
from qingtian.procedures.who import Actor

GATEWAY = Actor(kind="gateway")
ASSIGNER = "yunping-government"
SESSION = {"suggestion": "十五届六次会议", "proposal": "十四届五次会议"}
TALK = {"form": "visit", "attitude": "agrees", "said": "登门说明了办理方案，对方同意。"}
TO_ANSWER = ("accept", "talk", "draft_answer", "sign_answer", "answer")


@dataclass(frozen=True)
class Item:
    """One item: kind, days before today of its assignment, who leads, its class, and the acts it has come to."""

    kind: str
    before: int
    number: str
    subject: str
    lead: str
    officer: str
    head: str
    acts: tuple[str, ...]
    answer: dict[str, Any] = field(default_factory=dict)
    more: dict[str, Any] = field(default_factory=dict)


FOREST = ("yunping-forestry", "yunping-forestry-officer", "yunping-forestry-head")
FARM = ("yunping-agriculture", "yunping-agriculture-officer", "yunping-agriculture-head")
BRANCH = ("wangxi-branch", "wangxi-branch-officer", "wangxi-branch-head")
A = {"class": "A", "answer": "已经办完：改造完成并通过验收。", "evidence": "验收意见三份"}
B = {"class": "B", "answer": "列入两年计划，分段实施。"}
C = {"class": "C", "answer": "目前条件不具备，留作参考。"}
#: acts of the head of the unit that leads; others are its officer's
HEADS = frozenset({"declare_difficult", "sign_answer", "return_wrong"})
DONE = (*TO_ANSWER, "feedback", "close")
AGAIN = (*TO_ANSWER, "dissatisfied", *TO_ANSWER[1:], "feedback")
DIFFICULT = ("accept", "declare_difficult", *TO_ANSWER[1:])
HEARD = {"co_handlers": ["yunping-forestry"]}
ITEMS = (
    Item("suggestion", 248, "127", "加快治理河西路喷涂车间异味", *BRANCH, DONE, A),
    Item("suggestion", 246, "131", "尽快修复窑湾湿地栖息地", *FOREST, DIFFICULT, B),
    Item("suggestion", 240, "140", "畜禽粪污资源化利用补助", *FARM, AGAIN, C),
    Item("suggestion", 60, "205", "老砖厂片区夜间异味整治", *BRANCH, ("accept", "talk"), B),
    Item("proposal", 236, "058", "望溪河岸线生态修复", *FOREST, DONE, A),
    Item("proposal", 110, "077", "建设秸秆收储点", *FARM, ("accept",), B, HEARD),
    Item("proposal", 12, "090", "保护地周边餐饮油烟治理", *FOREST, ("return_wrong",), C),
)


def suggestions(stage: Stage) -> Iterator[Life]:
    """A life an item."""
    return (_life(stage, item) for item in ITEMS)


def _life(stage: Stage, item: Item) -> Life:
    rng = stage.rng(f"{item.kind}-{item.number}")
    at = office_moment(rng, moment(stage.day(item.before), 9), 0)
    yield at
    matter = _registered(stage, item, at)
    if item.more:
        at = office_moment(rng, at, 9)
        yield at
        _view(stage, matter, at)
    for act in item.acts:
        at = office_moment(rng, at, rng.randrange(2, 9))
        if at.date() >= stage.today:
            return
        yield at
        name, fields = _fields(item, act, at)
        stage.act(matter, name, item.head if name in HEADS else item.officer, at, **fields)


def _registered(stage: Stage, item: Item, at: datetime) -> Proceeding:
    fields = {
        "subject": item.subject,
        "session": SESSION[item.kind],
        "reg_number": item.number,
        "text": f"{item.subject}，请有关部门研究办理并答复。",
        "delegation": "望溪代表团" if item.kind == "suggestion" else "环境资源界",
        "lead": item.lead,
        "assigner": ASSIGNER,
        **item.more,
    }
    matter = open_proceeding(
        item.kind, by=GATEWAY, on=at.date(), now=at, title=item.subject, fields=fields, generated=True
    )
    stage.counted()
    return matter


def _view(stage: Stage, matter: Proceeding, at: datetime) -> None:
    """The co-handler gives its view."""
    for held in CoHandling.objects.filter(suggestion__proceeding=matter):
        stage.act(held.proceeding, "give_view", "yunping-forestry-officer", at, view="同意，林区秸秆一并收储。")


def _fields(item: Item, act: str, at: datetime) -> tuple[str, dict[str, Any]]:
    """The declared act and what is entered with it."""
    day = at.date()
    given: dict[str, dict[str, Any]] = {
        "declare_difficult": {"why": "涉及三个部门和两年资金。", "told": "函告交办机关和代表。"},
        "talk": {**TALK, "held_on": day.isoformat()},
        "draft_answer": {**item.answer, "publicity": "open", "contact": "综合科 0000-6200"},
        "answer": {"way": "in_person", "document_number": f"云建复〔{day.year}〕{item.number}号"},
        "feedback": {"satisfaction": "satisfied", "feedback_form": "sheet"},
        "dissatisfied": {"satisfaction": "not", "feedback_form": "sheet", "opinion": "希望写明补助到哪一年。"},
        "return_wrong": {"why": "餐饮油烟由城管部门负责。"},
    }
    fields = given.get(act, {})
    if act == "draft_answer" and item.answer["class"] == "B":
        later = day + timedelta(days=200)
        fields = {**fields, "commitments": f"{later} 完成第一段修复"}
    return ("feedback" if act == "dissatisfied" else act), fields
