"""Petitions and cases of the small city, led act by act to every paper."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from docx import Document

from qingtian.apps.identities.vault import Identity
from qingtian.apps.petitions.actions.receive import Report, receive
from qingtian.apps.proceedings.actions.open_proceeding import open_proceeding
from qingtian.apps.proceedings.actions.perform import perform
from qingtian.apps.proceedings.actions.store_file import store_file
from qingtian.apps.proceedings.models import Act, Proceeding
from qingtian.procedures import Actor
from qingtian.secrecy import Declaration
from tests.conftest import at
from tests.publishing import cleared_notice
from tests.small_city import SmallCity

DAY = date(2026, 3, 2)  # Monday
REPORTER = Actor(kind="reporter")
NAME, PHONE, WORDS = "赵六", "13900001111", "我是赵六，住三单元，隔壁喷漆气味熏得睡不着"


class Matter:
    """One matter and its city; acts are performed in turn, a day of its own on demand."""

    def __init__(self, city: SmallCity, proceeding: Proceeding) -> None:
        self.city, self.proceeding, self.on = city, proceeding, proceeding.opened_on

    def act(self, name: str, post: str | Actor, *, later: int = 0, **fields: Any) -> Act:
        self.on += timedelta(days=later)
        by = post if isinstance(post, Actor) else self.city.actor(post, self.on)
        self.proceeding.refresh_from_db()
        seq = self.proceeding.seq
        done = perform(
            self.proceeding, name, by=by, on=self.on, now=at(self.on), fields=fields, reason="补充", expected_seq=seq
        )
        self.proceeding.refresh_from_db()
        return done

    def file(self, name: str, data: bytes = b"scan") -> str:
        return str(
            store_file(data, name=name, media_type="application/pdf", now=at(self.on), declared=Declaration.INTERNAL).pk
        )

    def text(self, act: Act) -> str:
        return text(act.paper.file.read())


def text(docx: bytes) -> str:
    """The words of a Word file: paragraphs and cells of its body."""
    body = Document(io.BytesIO(docx)).element.body
    return "\n".join("".join(t.text or "" for t in p.iter("{*}t")) for p in body.iter("{*}p"))


def petition(city: SmallCity, *, generated: bool = False) -> Matter:
    """A named report, registered and sorted as a request to perform a duty."""
    report = Report(report=WORDS, channel="web", receiver="petitions", place="河西路18号", area="wangxi")
    identity = Identity(name=NAME, phone=PHONE, other="")
    received = receive(report, identity, by=REPORTER, on=DAY, now=at(DAY), prefix="YP", generated=generated)
    matter = Matter(city, received.petition.proceeding)
    matter.act("register", "petition-officer", area="wangxi", subject="河西路喷漆车间夜间异味")
    return matter


def sorted_petition(city: SmallCity) -> Matter:
    matter = petition(city)
    matter.act("sort", "petition-officer", **{"class": "statutory_duty"})
    return matter


def opinion(matter: Matter) -> Act:
    matter.act("investigate", "handler", where="河西路18号", officers="甲、乙", findings="收集罩密封不严")
    return matter.act(
        "conclude",
        "branch-head",
        outcome="supported",
        request="停止夜间喷漆",
        facts_and_reasons="收集罩密封不严。",
        opinion="责令改正。",
        legal_basis="有关规定",
    )


def petition_acts(city: SmallCity) -> Iterator[tuple[Matter, Act]]:
    """Every act of the petition procedure that makes a paper."""
    declined = petition(city)
    diverted = petition(city)
    diverted.act("sort", "petition-officer", **{"class": "divert"}, where_to_go="请到人民法院起诉")
    yield diverted, diverted.act("tell_direction", "petition-officer", contact="信访科 12345")
    yield declined, declined.act("decline", "petition-officer", ground="court_or_review", where_to_go="请向法院提出")
    accused = petition(city)
    accused.act("sort", "petition-officer", **{"class": "accusation"})
    yield accused, accused.act("transfer_discipline", "discipline", receiving_organ="市纪委监委")
    assigned = sorted_petition(city)
    yield (
        assigned,
        assigned.act("assign", "petition-officer", handler="branch", report_back_by="2026-04-30", note="查清来源"),
    )
    matter = sorted_petition(city)
    yield matter, matter.act("forward", "petition-officer", handler="branch")
    yield matter, matter.act("accept", "handler", later=1, contact="执法一科 12345")
    yield from handling_acts(matter)
    yield matter, matter.act("extend", "branch-head", later=10, why="要做三次监测")
    yield matter, opinion(matter)
    yield matter, matter.act("reply", "handler", later=1, reply="情况属实，已责令改正。")
    yield matter, matter.act("report_back", "branch-head", summary="反映属实，已责令改正，已答复。")
    matter.act("request_review", REPORTER, later=2, grounds=f"我{NAME}不同意，{PHONE}")
    yield (
        matter,
        matter.act("review", "reviewer", result="upheld", facts_and_reasons="事实清楚。", opinion="予以维持。"),
    )
    matter.act("request_re_review", REPORTER, later=2, grounds=f"{NAME}还是不同意")
    yield matter, matter.act("call_review_hearing", "re-reviewer", **hearing(matter))
    matter.act("begin_hearing", "re-reviewer", note="厅一楼")
    yield matter, matter.act("end_hearing", "re-reviewer", record="双方陈述完毕。")
    yield (
        matter,
        matter.act("re_review", "re-reviewer", result="changed", facts_and_reasons="证据不足。", opinion="予以变更。"),
    )


def hearing(matter: Matter) -> dict[str, Any]:
    """What a notice of a hearing says."""
    planned = (matter.on + timedelta(days=7)).isoformat()
    return {"ground": "complex", "planned_on": planned, "where": "九点半，二楼", "topic": "夜间监测", "contact": "1"}


def handling_acts(matter: Matter) -> Iterator[tuple[Matter, Act]]:
    """Hearing, mediation and the rest, between acceptance and opinion."""
    day = matter.on.isoformat()
    told = {"told": "市局值班室", "told_at": "10:05", "told_by": "phone"}
    yield matter, matter.act("report_incident", "handler", incident="mass_tendency", what="十余人到厂门口", **told)
    yield matter, matter.act("join", "petition-officer", co_handler="branch-2", settled="agreed")
    matter.act("contribute", "handler-2", findings="没有规划许可", opinion="由本单位另查")
    matter.act("ask_withdrawal", "branch-head", official="handler", asked_by="petitioner", why="亲属在厂里工作")
    yield (
        matter,
        matter.act("decide_withdrawal", "branch-head", official="handler", decision="refused", why="查无此事"),
    )
    yield matter, matter.act("call_hearing", "branch-head", **hearing(matter))
    held = {"held_on": day, "where": "二楼"}
    yield matter, matter.act("hold_hearing", "handler", participants="双方代表", record="双方陈述完毕。", **held)
    terms = {"terms": "夜间不喷漆。", "perform_by": (matter.on + timedelta(days=20)).isoformat()}
    yield matter, matter.act("mediate", "handler", parties="居民代表、厂方", result="agreed", **terms, **held)
    yield matter, matter.act("urge", "petition-officer", ground="handling", note="请尽快到场")
    demanded = (matter.on + timedelta(days=5)).isoformat()
    yield (
        matter,
        matter.act("supervise", "inspector", ground="long_unresolved", note="夜查一次", answer_by=demanded),
    )


def case(city: SmallCity, level: str = "provincial") -> Matter:
    fields = {
        "subject": "河西路片区异味",
        "problem": "十二家车间废气收集不完善。",
        "source": "inspection",
        "source_level": level,
        "year": 2026,
        "area": "wangxi",
        "county": "wangxi-government",
        "office": "office",
    }
    by = city.actor("inspector", DAY)
    opened = open_proceeding(
        "five_ones_case", by=by, on=DAY, now=at(DAY), title="河西路片区异味", fields=fields, generated=True
    )
    return Matter(city, opened)


MILESTONES = "2026-05-01 完成治理方案\n2026-06-01 完成改造"
PLAN = {
    "goal": "达标",
    "measures": "更换密封设施\n安装监控",
    "milestones": "2026-05-01 完成治理方案\n2026-06-01 完成改造",
}
#: dereliction at the close-out, position of the photos after
NONE = {"dereliction": "none", "dereliction_reason": "没有发现失职失责"}


def placed_after(files: list[int]) -> dict[str, Any]:
    return {"after": files, "after_placed": f"102.71,25.01 {DAY} 09:30"}


CHECK = {"result": "passed", "where": "河西路18号", "findings": "设施正常运行"}


def checked(matter: Matter) -> Iterator[tuple[Matter, Act]]:
    """From self-check to the look-back."""
    files = [matter.file("整改后.pdf")]
    yield (
        matter,
        matter.act("self_check", "town", done="全部更换", evidence=files, neighbours="满意", **placed_after(files)),
    )
    yield matter, matter.act("county_check", "clerk", **CHECK)
    yield matter, matter.act("preliminary_accept", "inspector", **CHECK)
    notice = {"notice": "十二家车间已完成整改。", "published_at": "区政府网站"}
    cleared_notice(matter.city, matter.proceeding, notice["notice"], matter.on)
    yield matter, matter.act("announce", "inspector", **notice)
    yield matter, matter.act("accept", "province-acceptor", later=20, **CHECK)
    yield matter, matter.act("close", "province-inspector", confirmation="同意销号", **NONE)
    yield matter, matter.act("look_back", "inspector", later=90, relapse="no", where="河西路", findings="没有反弹")


def contracted(city: SmallCity) -> Matter:
    matter = case(city)
    matter.act("list", "inspector", confirmed_by="区委常委会")
    matter.act("contract", "inspector", leader="vice-mayor", decision="区委纪要第9次")
    return matter


def case_acts(city: SmallCity) -> Iterator[tuple[Matter, Act]]:
    """Every act of the case procedure that makes a paper."""
    matter = case(city)
    yield matter, matter.act("list", "inspector", confirmed_by="区委常委会")
    yield matter, matter.act("contract", "inspector", leader="vice-mayor", decision="区委纪要第9次")
    units = {"lead_unit": "branch", "team": ["branch", "housing"], "implementing": "wangxi-town"}
    plan = {**PLAN, **units, "accepting": "province-eeb", "deadline": "2026-06-30"}
    yield matter, matter.act("plan", "inspector", **plan)
    matter.act("start", "town")
    for act in ("inquire", "coordinate", "inspect", "handle"):
        yield matter, matter.act(act, "vice-mayor", where="河西路", what="现场检查")
    yield matter, matter.act("progress", "town", planned="十二家", actual="九家", next_step="与业主协商")
    yield matter, matter.act("replan", "inspector", why="天气", **PLAN)
    signed = [matter.file("双方签字.pdf")]
    yield matter, matter.act("hand_over", "inspector", leader="mayor", handed="三家在施工", signed=signed)
    yield from checked(matter)


def announced(city: SmallCity, notice: str) -> tuple[Matter, dict[str, str]]:
    matter = contracted(city)
    units = {"lead_unit": "branch", "team": ["branch"], "implementing": "wangxi-town", "accepting": "province-eeb"}
    matter.act("plan", "inspector", **PLAN, **units, deadline="2026-06-30")
    matter.act("start", "town")
    for act in ("inquire", "coordinate", "inspect", "handle"):
        matter.act(act, "vice-mayor", where="河西路", what="现场检查")
    files = [matter.file("整改后.pdf")]
    matter.act("self_check", "town", done="全部更换", evidence=files, neighbours="满意", **placed_after(files))
    matter.act("county_check", "clerk", **CHECK)
    matter.act("preliminary_accept", "inspector", **CHECK)
    cleared_notice(city, matter.proceeding, notice, matter.on, leader_decision="区委纪要第9次")
    return matter, {"notice": notice, "published_at": "区政府网站"}


def own(folder: Path, paper: str, *paragraphs: str) -> Path:
    document = Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    document.save(folder / f"{paper}.docx")
    return folder
