"""A penalty case on its way through the small city: sensible fields, the right people, any day."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from qingtian.apps.parties.models import Party
from qingtian.apps.proceedings.actions.open_proceeding import open_proceeding
from qingtian.apps.proceedings.actions.perform import perform
from qingtian.apps.proceedings.actions.store_file import store_file
from qingtian.apps.proceedings.models import Proceeding
from qingtian.apps.proceedings.queries import projection_of
from qingtian.secrecy import Declaration
from tests.days import at

FOUND = date(2026, 9, 1)
OFFICER, SECOND, REVIEWER, LEGAL, HEAD = "handler", "second-officer", "case-reviewer", "legal-officer", "branch-head"
BY = {
    **dict.fromkeys(
        (
            *("register_clue", "check_clue", "punish_on_the_spot", "begin_investigation", "add_evidence"),
            *("hand_over_evidence", "preserve_evidence", "serve_correction", "report_investigation", "serve_notice"),
            *("deem_notice_served", "record_defence", "waive_defence", "request_hearing", "serve_decision"),
            *("deem_served", "record_performance", "withdraw_request", "end_interval"),
        ),
        OFFICER,
    ),
    "review_case": REVIEWER,
    "answer_defence": REVIEWER,
    "legal_review": LEGAL,
    "hold_hearing": LEGAL,
}
TEAM = {
    "lead_officer": OFFICER,
    "lead_card": "云001",
    "second_officer": SECOND,
    "second_card": "云002",
    "no_interest": "1",
}
POINTS = ["jurisdiction", "facts", "evidence", "procedure", "limitation", "law"]
NOTICE = {
    "facts_found": "总排口超标一点六倍。",
    "reasons": "没有减轻情形。",
    "law_basis": "法典第一千一百零七条",
    "kinds": ["fine"],
    "fine": "310000",
    "fine_minimum": "100000",
    "fine_maximum": "1000000",
    "mitigation": "none",
    "hearing_offered": "1",
    "rights": "有权陈述、申辩，有权要求听证。",
    "contact": "法规科",
}
SERVED = {"mode": "direct", "received_by": "厂办签收"}
FIELDS: dict[str, dict[str, Any]] = {
    "check_clue": {
        "violation": "over_limit",
        "harm": "consequences",
        "initial_evidence": "1",
        "punishable": "1",
        "own_jurisdiction": "1",
        "findings": "四项条件都符合。",
    },
    "extend_filing": {"why": "等监测报告。"},
    "file_case": {"opinion": "同意立案。"},
    "decline_filing": {"ground": "not_established", "why": "监测值没有超标。"},
    "begin_investigation": TEAM,
    "change_officers": {**TEAM, "why": "申请回避。"},
    "add_evidence": {
        "kind": "monitoring",
        "name": "监测报告",
        "proves": "超标一点六倍。",
        "taken_at": "总排口",
        "with_officer": SECOND,
        "shown_id": "1",
        "signed": "not_needed",
        "holder": OFFICER,
    },
    "report_investigation": {
        "violation": "over_limit",
        "harm": "consequences",
        "malicious": "none",
        "facts_found": "总排口超标一点六倍。",
        "evidence_list": "监测报告一份。",
        "law_basis": "法典第一千一百零七条",
        "proposed": "penalise",
        "discretion": "首次，没有影响居民。",
    },
    "review_case": {"checked": POINTS, "result": "passed", "opinion": "同意。"},
    "notify": NOTICE,
    "record_defence": {"said": "已经整改，请求从轻。", "way": "written"},
    "answer_defence": {"adopted": "not_adopted", "answer": "裁量时已经考虑。"},
    "request_hearing": {"said": "要求听证。"},
    "call_hearing": {"where": "分局会议室", "chair": LEGAL, "publicity": "public"},
    "hold_hearing": {
        "present": "调查人员、代理人",
        "agents": 1,
        "record": "双方陈述、质证。",
        "signed": "signed",
        "opinion": "事实清楚。",
    },
    "legal_review": {"qualification": "A1", "result": "passed", "opinion": "同意。"},
    "discuss": {"meeting": "局务会", "participants": "局长、副局长", "views": "一致。", "conclusion": "同意。"},
    "decide": {
        **{name: NOTICE[name] for name in ("facts_found", "reasons", "law_basis", "kinds", "fine", "mitigation")},
        "how_to_perform": "缴至指定银行。",
        "remedy": "可以申请复议或者起诉。",
    },
    "decide_no_penalty": {
        "outcome": "no_penalty_minor",
        "harm": "none",
        "corrected": "1",
        "facts_found": "轻微。",
        "why": "及时改正。",
        "education": "当面教育。",
        "remedy": "可以申请复议或者起诉。",
    },
    "serve_notice": SERVED,
    "serve_decision": {**SERVED, "to_pay": "yes"},
    "deem_served": {"to_pay": "yes"},
    "decide_instalments": {
        "applied_on": "2026-10-20",
        "hardship": "停产整改两个月。",
        "instalments_decision": "refused",
    },
    "record_performance": {"performed": "yes", "note": "缴清。"},
    "close_case": {"closing_ground": "performed", "summary": "执行完毕。"},
    "suspend_investigation": {"suspension_ground": "whereabouts", "why": "找不到负责人。"},
    "resume_investigation": {"why": "人已找到。"},
    "terminate": {"ground": "dissolved", "why": "已注销。"},
    "withdraw_filing": {"ground": "not_established", "why": "复测不超标。"},
    "transfer_case": {"outcome": "transferred_admin", "receiving_organ": "水务局", "why": "不属本机关。"},
    "begin_interval": {"interval_ground": "appraisal", "what": "委托鉴定。"},
    "end_interval": {"result": "收到报告。"},
    "extend_decision": {"why": "案情复杂。"},
    "extend_decision_again": {"why": "特别复杂。", "minutes": "局务会纪要"},
    "reinvestigate": {"why": "补测一次。"},
    "approve_preservation": {"things": "台账三本", "why": "可能灭失。"},
    "preserve_evidence": {"approval": "approved", "things": "台账三本", "kept_at": "原地封存", "with_officer": SECOND},
    "approve_preservation_afterwards": {"opinion": "同意。"},
    "dispose_preserved": {"measure": "recorded", "note": "复印后退还。"},
    "order_correction": {
        "correction_facts": "超标排放。",
        "correction_basis": "处罚法第二十八条",
        "correction_demands": "停止超标。",
        "warning": "三十日内暗查。",
        "found_by": "on_site",
        "remedy": "可以申请复议或者起诉。",
    },
    "serve_correction": SERVED,
    "withdraw_request": {"way": "withdrawn", "note": "书面撤回。"},
    "abandon_hearing": {"way": "absent", "note": "未到场。"},
    "enter_spot_decision": {"opinion": "已备案。"},
    "punish_on_the_spot": {
        "second_officer": SECOND,
        "cards": "云001、云002",
        "shown_id": "1",
        "violation": "no_ledger",
        "facts_found": "未按规定记台账。",
        "law_basis": "条例",
        "kinds": ["fine"],
        "fine": "3000",
        "to_pay": "yes",
        "remedy": "可以申请复议或者起诉。",
    },
}
#: fields that are the day of the act itself unless a test says otherwise
TODAYS = {
    "serve_notice": "served_on",
    "serve_decision": "served_on",
    "serve_correction": "served_on",
    "request_hearing": "asked_on",
    "record_performance": "performed_on",
    "add_evidence": "taken_on",
    "order_correction": "correction_by",
}
#: acts that name the day of the violation: the day it was found unless a test says otherwise
WITH_ACT = ("check_clue", "report_investigation", "punish_on_the_spot")


def a_party(kind: str = "unit") -> Party:
    number = f"DSR-{Party.objects.count() + 1:06d}"
    return Party.objects.create(number=number, kind=kind, name="恒达涂装厂", entered_on=date(2026, 1, 1))


def a_file() -> int:
    stored = store_file(
        b"signed", name="waiver.txt", media_type="text/plain", now=at(FOUND), declared=Declaration.EXEMPT
    )
    return stored.pk


@dataclass
class Case:
    """One case; ``day`` is the legal and the recording day of the next act."""

    city: Any
    day: date = FOUND
    kind: str = "unit"
    found: date | None = None
    party: str = ""
    matter: Proceeding = field(init=False)
    opened: date = field(init=False)

    def __post_init__(self) -> None:
        self.opened = self.day
        self.matter = open_proceeding(
            "penalty_case",
            by=self.city.actor(OFFICER, self.day),
            on=self.day,
            now=at(self.day),
            title="超标排放",
            fields={
                "subject": "超标排放水污染物",
                "party": self.party or a_party(self.kind).number,
                "area": "wangxi",
                "source": "inspection",
                "discovered_on": (self.found or self.day).isoformat(),
                "what": "总排口取样超标。",
            },
        )

    @property
    def state(self) -> str:
        return self.matter.state

    @property
    def projection(self) -> Any:
        return projection_of(self.matter)

    def due(self, key: str) -> date:
        return date.fromisoformat(self.projection.clocks[key].due)

    def do(self, act: str, on: date | None = None, *, by: str = "", reason: str = "", **chosen: Any) -> Case:
        self.day = on or self.day
        values = {**FIELDS.get(act, {}), **chosen}
        if act in TODAYS:
            values.setdefault(TODAYS[act], self.day.isoformat())
        if act in WITH_ACT:
            values.setdefault("act_on", self.opened.isoformat())
        if act == "waive_defence":
            values = {"waiver": [a_file()], "covers": "both", **chosen}
        perform(
            self.matter,
            act,
            by=self.city.actor(by or BY.get(act, HEAD), self.day),
            on=self.day,
            now=at(self.day),
            fields={name: value for name, value in values.items() if value is not None},
            reason=reason,
            expected_seq=self.matter.seq,
        )
        self.matter.refresh_from_db()
        return self

    def filed(self, on: date | None = None) -> Case:
        return self.do("check_clue", on).do("file_case")

    def reviewed(self, on: date | None = None, **report: Any) -> Case:
        self.filed(on).do("begin_investigation").do("add_evidence")
        return self.do("report_investigation", **report).do("review_case")

    def notified(self, on: date | None = None, **notice: Any) -> Case:
        return self.reviewed(on).do("notify", **notice).do("serve_notice")
