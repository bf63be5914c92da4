"""A year of the congress' supervision in the invented city: heard, late, moved, promised, asked again, dropped."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

from qingtian.apps.oversight.annual import draft
from qingtian.apps.oversight.models import OversightItem
from qingtian.apps.petition_figures.actions.count import catch_up
from qingtian.apps.proceedings.actions.open_proceeding import open_proceeding
from qingtian.apps.proceedings.models import Proceeding
from qingtian.demo.stage import Life, Stage, moment, office_moment

CITY = {"area": "yunping", "congress": "yunping-congress", "government": "yunping-government"}
WANGXI = {"area": "wangxi", "congress": "wangxi-congress", "government": "wangxi-government"}
INSPECTOR, COUNTY = "yunping-inspection-head", "wangxi-officer"
AT_THE_CITY, AT_WANGXI = {**CITY, "department": "yunping-inspection"}, {**WANGXI, "department": "wangxi-branch"}
#: duties of the list in force (organs.yaml); what no line of it says is said to be so
REPORTING, AIR, WATER, WASTE = "3.2#11", "3.2#3", "3.2#7", "3.2#3"
NOT_LISTED = "none:清单只写到市级部门，没有写分局对片区异味的职责。"
#: a session of a standing committee still to come, and the days it was put on the agenda before today
COMING, AGENDA = 29, 12


def _opened(stage: Stage, kind: str, at: datetime, by: str, title: str, **fields: Any) -> Proceeding:
    values = {"subject": title, "year": str(at.year), **fields}
    actor = stage.actor(by, at.date())
    made = open_proceeding(
        kind, by=actor, on=at.date(), now=at, title=title, fields=values, once=f"{kind}-{title}", generated=True
    )
    stage.counted()
    return made


def _in(at: datetime, days: int) -> str:
    return (at.date() + timedelta(days=days)).isoformat()


def annual_report(stage: Stage) -> Life:
    """Last year's report of the city: frozen, sent back once, heard, its opinions handled and published."""
    rng, at = stage.rng("oversight/annual"), moment(stage.day(190), 9)
    at = office_moment(rng, at, 0)
    yield at
    title = f"云屏市{at.year - 1}年环境状况和环境保护目标完成情况"
    hear_by = date(at.year, 12, 31).isoformat()
    given = {**AT_THE_CITY, "duty": REPORTING, "data_year": str(at.year - 1), "hear_by": hear_by}
    matter = _opened(stage, "annual_report", at, INSPECTOR, title, **given)
    for days, act, fields in (
        (12, "freeze_draft", {}),
        (9, "approve", {"meeting": "市政府第六十次常务会议"}),
        (2, "return_draft", {"why": "目标的依据没有写全。"}),
        (9, "approve", {"meeting": "市政府第六十一次常务会议"}),
        (3, "submit", {"letter": "演示函第41号"}),
        (24, "hear", {"reporter": "head", "deliberation": "肯定成绩，要求把扬尘管住。"}),
        (6, "receive_opinions", {"opinions": "一、管住工地扬尘。二、公布重点单位名单。"}),
        (58, "report_follow_up", {"consulted": "城环资工委", "follow_up": "两条都已办理。"}),
        (6, "publish_all", {"published_at": "市人大常委会公报（演示）第四期"}),
    ):
        at = office_moment(rng, at, days)
        yield at
        if act == "freeze_draft":
            fields = {"digest": _frozen(matter, at)}
        stage.act(matter, act, INSPECTOR, at, **fields)


def _frozen(matter: Proceeding, at: datetime) -> str:
    catch_up()
    item = OversightItem.objects.select_related("proceeding", "area", "government").get(proceeding=matter)
    made = draft(item, as_of=at.date(), now=at, by=INSPECTOR)
    made.save()
    return made.sm3


def county_annual_report(stage: Stage) -> Life:
    """Wangxi's report of this year: opened, and still being drafted."""
    at = office_moment(stage.rng("oversight/county"), moment(stage.day(35), 9), 0)
    yield at
    hear_by = date(at.year, 12, 31).isoformat()
    given = {**AT_WANGXI, "duty": REPORTING, "hear_by": hear_by}
    _opened(stage, "annual_report", at, COUNTY, f"望溪区{at.year}年环境状况", **given)


def special_report_heard(stage: Stage) -> Life:
    """A special report whose copies went out late, heard, with opinions that became tasks."""
    rng, at = stage.rng("oversight/heard"), moment(stage.day(120), 9)
    at = office_moment(rng, at, 0)
    yield at
    given = {**AT_THE_CITY, "duty": AIR, "topic_source": "public", "meeting_on": _in(at, 34)}
    matter = _opened(stage, "special_work_report", at, INSPECTOR, "关于大气污染防治工作情况的报告", **given)
    items = f"{_in(at, 100)} 公布重点扬尘单位名单\n{_in(at, 170)} 工地冲洗设施全部到位"
    for days, act, fields in (
        (8, "send_for_comment", {"to_whom": "城环资工委"}),
        (14, "hand_in_revised", {"changes": "补了分区县的数据。", "answered": "十二条意见逐条回应。"}),
        (7, "send_to_members", {"copies": "45"}),
        (10, "hear", {"reporter": "head"}),
        (5, "receive_opinions", {"opinions": "把名单公布出去。", "items": items}),
        (40, "report_follow_up", {"consulted": "城环资工委", "follow_up": "名单已经公布。"}),
    ):
        at = office_moment(rng, at, days)
        yield at
        stage.act(matter, act, INSPECTOR, at, **fields)


def special_report_coming(stage: Stage) -> Life:
    """A special report on the agenda: its meeting was moved once, its days count back from the new one."""
    rng, at = stage.rng("oversight/coming"), moment(stage.day(AGENDA), 9)
    at = office_moment(rng, at, 0)
    yield at
    meeting = stage.today + timedelta(days=COMING)
    given = {**AT_THE_CITY, "duty": WATER, "topic_source": "committees"}
    early = (meeting - timedelta(days=3)).isoformat()
    matter = _opened(
        stage, "special_work_report", at, INSPECTOR, "关于水污染防治工作情况的报告", **given, meeting_on=early
    )
    at = office_moment(rng, at, 3)
    yield at
    stage.act(matter, "move_meeting", INSPECTOR, at, meeting_on=meeting.isoformat(), why="议程调整。")
    at = office_moment(rng, at, 2)
    yield at
    stage.act(matter, "survey", INSPECTOR, at, what="看了三个入河排口和一座污水厂。")


def inquiry(stage: Stage) -> Life:
    """A special inquiry with two promises, opinions received, the follow-up still owed."""
    rng, at = stage.rng("oversight/inquiry"), moment(stage.day(88), 9)
    at = office_moment(rng, at, 0)
    yield at
    given = {**AT_THE_CITY, "duty": WASTE, "meeting_on": _in(at, 10)}
    matter = _opened(stage, "special_inquiry", at, INSPECTOR, "固体废物管理专题询问", **given)
    items = f"{_in(at, 60)} 建成建筑垃圾消纳场\n{_in(at, 140)} 非正规堆放点全部清零"
    said = "十一个问题，逐一回答。"
    for days, act, fields in (
        (12, "answer_inquiry", {"attended": "分管副市长、城管局局长", "answers": said, "items": items}),
        (7, "receive_opinions", {"opinions": "承诺的两件事要按期办。"}),
    ):
        at = office_moment(rng, at, days)
        yield at
        stage.act(matter, act, INSPECTOR, at, **fields)


def inspection(stage: Stage) -> Life:
    """An inspection of Wangxi, held; its report has not come yet."""
    rng, at = stage.rng("oversight/inspection"), moment(stage.day(50), 9)
    at = office_moment(rng, at, 0)
    yield at
    given = {**AT_WANGXI, "duty": AIR, "law_inspected": "大气污染防治法", "meeting_on": _in(at, 20)}
    matter = _opened(stage, "enforcement_inspection", at, COUNTY, "大气污染防治法执法检查", **given)
    for days, act, fields in (
        (11, "submit_materials", {"self_review": "自查出三个问题。"}),
        (9, "record_inspection", {"form": ["on_site", "spot_check"], "found": "抽查两处，一处没有收集废气。"}),
    ):
        at = office_moment(rng, at, days)
        yield at
        stage.act(matter, act, COUNTY, at, **fields)


def interpelled(stage: Stage) -> Life:
    """An interpellation answered; most of its signers were not satisfied and ask again."""
    rng, at = stage.rng("oversight/interpellation"), moment(stage.day(40), 9)
    at = office_moment(rng, at, 0)
    yield at
    given = {**AT_WANGXI, "duty": NOT_LISTED, "signers": "5", "answer_by": _in(at, 15)}
    question = "窑湾片区夜间异味为什么一再反复。"
    matter = _opened(stage, "interpellation", at, COUNTY, "窑湾片区夜间异味质询案", **given, question=question)
    for days, act, fields in (
        (9, "answer_interpellation", {"form": "oral", "answer": "正在查。", "head": "分局局长"}),
        (6, "ask_again", {"dissatisfied": "4", "answer_by": _in(at, 60)}),
    ):
        at = office_moment(rng, at, days)
        yield at
        stage.act(matter, act, COUNTY, at, **fields)


def visited(stage: Stage) -> Life:
    """A visit of deputies, held, with one thing raised."""
    rng, at = stage.rng("oversight/visit"), moment(stage.day(70), 9)
    at = office_moment(rng, at, 0)
    yield at
    given = {**AT_WANGXI, "duty": WATER, "meeting_on": _in(at, 6)}
    matter = _opened(stage, "visit", at, COUNTY, "代表视察望溪河治理", **given)
    at = office_moment(rng, at, 7)
    yield at
    items = f"{_in(at, 80)} 补齐河长公示牌电话"
    fields = {"deputies": "14", "places": "望溪河上段", "items": items}
    stage.act(matter, "record_visit", COUNTY, at, **fields)
    at = office_moment(rng, at, 20)
    yield at
    stage.act(matter, "close_visit", COUNTY, at, told="书面答复代表，公示牌事项转为任务。")


def visit_dropped(stage: Stage) -> Life:
    """A visit entered twice by mistake."""
    rng, at = stage.rng("oversight/dropped"), moment(stage.day(69), 9)
    at = office_moment(rng, at, 0)
    yield at
    given = {**AT_WANGXI, "duty": WATER, "meeting_on": _in(at, 5)}
    matter = _opened(stage, "visit", at, COUNTY, "代表视察望溪河", **given)
    at = office_moment(rng, at, 1)
    yield at
    stage.act(matter, "cancel", COUNTY, at, ground="entered_wrongly", note="和另一件重复。")


def oversight_lives(stage: Stage) -> Iterator[Life]:
    """Everything the congress watched over in the year."""
    yield annual_report(stage)
    yield county_annual_report(stage)
    yield special_report_heard(stage)
    yield special_report_coming(stage)
    yield inquiry(stage)
    yield inspection(stage)
    yield interpelled(stage)
    yield visited(stage)
    yield visit_dropped(stage)
