"""One suggestion or proposal on its way in the small city: the Wangxi branch leads, the other branch co-handles."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from qingtian.apps.proceedings.actions.open_proceeding import open_proceeding
from qingtian.apps.proceedings.actions.perform import perform
from qingtian.apps.proceedings.models import Proceeding
from qingtian.apps.proceedings.queries import projection_of
from qingtian.procedures.who import Actor
from tests.days import at
from tests.small_city import SmallCity

#: Monday, the day of assignment that the worked example counts from
ASSIGNED = date(2026, 3, 16)
NAMES = "欧阳提案、司徒建议"
GATEWAY = Actor(kind="gateway")

REGISTER = {
    "subject": "加快治理河西路喷涂车间异味",
    "session": "十五届六次会议",
    "reg_number": "127",
    "text": "河西路十二家喷涂车间夜间异味，建议限期治理。",
    "delegation": "望溪代表团",
    "proposers": NAMES,
    "lead": "branch",
    "assigner": "wangxi-government",
}
FIELDS: dict[str, dict[str, Any]] = {
    "accept": {},
    "return_wrong": {"why": "属住建部门", "proposed_lead": "housing"},
    "reassign": {"lead": "branch"},
    "declare_difficult": {"why": "涉及三个部门", "told": "函告政府办和代表"},
    "talk": {"form": "visit", "attitude": "agrees", "said": "说明了治理方案"},
    "draft_answer": {
        "answer": "已完成十二家改造。",
        "class": "A",
        "evidence": "验收意见 3 份",
        "publicity": "open",
        "contact": "分局综合科 12345",
    },
    "return_draft": {"why": "写清时限"},
    "sign_answer": {},
    "answer": {"way": "in_person"},
    "feedback": {"satisfaction": "satisfied", "feedback_form": "sheet"},
    "close": {},
    "withdraw": {"why": "代表来函撤回"},
}
BY = {
    "return_wrong": "branch-head",
    "declare_difficult": "branch-head",
    "return_draft": "branch-head",
    "sign_answer": "branch-head",
    "reassign": "clerk",
    "withdraw": "clerk",
}


class Walk:
    """``do`` performs an act with sensible fields by whoever does it; ``day`` is its legal and recording day."""

    def __init__(self, city: SmallCity, kind: str = "suggestion", day: date = ASSIGNED, **more: Any) -> None:
        self.city, self.day = city, day
        fields = {**REGISTER, **more}
        self.matter = open_proceeding(
            kind, by=GATEWAY, on=day, now=at(day), title=str(fields["subject"]), fields=fields, generated=True
        )

    @property
    def clocks(self) -> dict[str, tuple[date, str]]:
        found = projection_of(self.matter).clocks
        return {key: (date.fromisoformat(clock.due), clock.status) for key, clock in found.items()}

    def on(self, day: date) -> Walk:
        self.day = day
        return self

    def later(self, days: int = 1) -> Walk:
        return self.on(self.day + timedelta(days=days))

    def do(self, act: str, by: str = "", reason: str = "", **fields: Any) -> Walk:
        values = {**FIELDS[act], **fields}
        if act == "talk":
            values.setdefault("held_on", self.day.isoformat())
        act_on(self.city, self.matter, act, by or BY.get(act, "handler"), self.day, reason, **values)
        return self

    def to_answered(self, **answer: Any) -> Walk:
        self.do("accept").do("talk").do("draft_answer", **answer)
        return self.do("sign_answer").do("answer")


def act_on(
    city: SmallCity, matter: Proceeding, act: str, post: str, day: date, reason: str = "", **fields: Any
) -> None:
    matter.refresh_from_db()
    by = city.actor(post, day)
    perform(matter, act, by=by, on=day, now=at(day), fields=fields, expected_seq=matter.seq, reason=reason)
    matter.refresh_from_db()
