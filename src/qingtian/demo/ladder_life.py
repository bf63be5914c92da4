"""The ladder in the invented city: letters answered and not, an order returned, an interview, steps of other powers."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from qingtian.apps.proceedings.actions.open_proceeding import open_proceeding
from qingtian.apps.proceedings.models import Proceeding
from qingtian.apps.supervision.actions.compute import compute
from qingtian.demo.publication_life import PublicationLife
from qingtian.demo.stage import Life, Stage, moment, office_moment
from qingtian.procedures.guards.supervision import end_of_next_quarter
from qingtian.standards.periods import quarter_of

HEAD, INSPECTOR = "yunping-inspection-head", "yunping-inspector"
SHIWAN, WANGXI = "shiwan-officer", "wangxi-officer"
HERE = {"power": "issued_here"}
PROVINCE = {"higher": "province-inspection"}
FIGURES = "石湾区 PM10 上一季度均值 71，去年同期 60（μg/m³），上升 18%。"
#: what the public is told when the listing is lifted, taken through the gate like any other text
LIFTED = {
    "key": "listed-lifted",
    "kind": "case_notice",
    "about": "listed-lifted",
    "subject": "河滩建筑垃圾挂牌督办解除公示",
    "text": "石湾河滩倾倒的建筑垃圾已全部清走，滩面复绿，路口设卡。现场核实到位，解除挂牌督办。",
    "steps": "draft@128 read_1@127=passed read_2@126=passed read_3@126=passed review@125=open approve@124=yes"
    " publish@122",
}
MEASURES = "一、工地落实喷淋和覆盖。二、渣土车密闭。三、主干道增加湿扫。"


def ladder_lives(stage: Stage) -> tuple[Life, ...]:
    """Each begins some time before the day of loading and goes as far as its offices have come."""
    return (
        _reminder(stage, 250, answered=True),
        _reminder(stage, 40, answered=False),
        _order(stage),
        _interview(stage),
        _listed(stage),
        _listed_and_lifted(stage),
        _circular(stage),
        _suspension(stage),
        _special(stage),
        _proposals(stage),
    )


def _draft(stage: Stage, step: str, at: datetime, area: str, **told: Any) -> Proceeding:
    fields = {"area": area, "addressee": f"{area}-government", **told}
    by = stage.actor(INSPECTOR, at.date())
    title = fields["subject"]
    matter = open_proceeding(step, by=by, on=at.date(), now=at, title=title, fields=fields, generated=True)
    stage.counted()
    return matter


def _reminder(stage: Stage, before: int, *, answered: bool) -> Life:
    rng = stage.rng(f"reminder/{before}")
    at = office_moment(rng, moment(stage.day(before), 8), 0)
    yield at
    told = {"subject": "石湾区颗粒物浓度不降反升", "trigger": "air", "reason": "季度会商认为趋势变差。", **HERE}
    demands = "对照措施清单逐项落实，书面回复。"
    letter = _draft(stage, "reminder_letter", at, "shiwan", demands=demands, figures=FIGURES, measures=MEASURES, **told)
    at = office_moment(rng, at, 1)
    yield at
    reply_by = (at.date() + timedelta(days=15)).isoformat()
    review = {"review": "next_quarter", "next_quarter_ends": end_of_next_quarter(at.date()).isoformat()}
    stage.act(letter, "approve", HEAD, at, reply_by=reply_by, **review)
    at = yield from stage.step(letter, rng, at, 1, "deliver", INSPECTOR, receipt="政务网送达，政府办签收。")
    if not answered:
        return
    at = yield from stage.step(letter, rng, at, 9, "reply", SHIWAN, done="七个工地停工整改，湿扫每天增加两遍。")
    at = yield from stage.step(
        letter, rng, at, 5, "verify", INSPECTOR, result="passed", where="石湾区五个工地", findings="喷淋和覆盖都在用。"
    )
    ended = date.fromisoformat(review["next_quarter_ends"])
    at = office_moment(rng, max(at, moment(ended, 18)), 3)
    yield at
    better = f"石湾区 {quarter_of(ended).id} PM10 均值 58 μg/m³，去年同期 63，下降 7%。"
    stage.act(letter, "review_effect", INSPECTOR, at, next_figures=better, effect="improved")
    yield from stage.step(letter, rng, at, 1, "lift", HEAD, opinion="措施落实，下季度好转，办结。")


def _order(stage: Stage) -> Life:
    rng = stage.rng("order")
    at = office_moment(rng, moment(stage.day(95), 8), 0)
    yield at
    told = {
        "subject": "窑湾砖厂料棚封闭逾期",
        "trigger": "overdue",
        "reason": "方案时限过了半个月，料棚没有封闭。",
        **HERE,
    }
    order = _draft(stage, "supervision_order", at, "wangxi", demands="三十日内封闭到位，报告结果。", **told)
    at = yield from stage.step(order, rng, at, 1, "approve", HEAD)
    at = yield from stage.step(order, rng, at, 1, "deliver", INSPECTOR, receipt="当面送达，区政府办签收。")
    at = yield from stage.step(order, rng, at, 25, "reply", WANGXI, done="料棚已经封闭。")
    found = "北侧还敞着一面，没有封闭到位。"
    yield from stage.step(order, rng, at, 6, "verify", INSPECTOR, result="returned", where="窑湾路砖厂", findings=found)


def _interview(stage: Stage) -> Life:
    rng = stage.rng("interview")
    at = office_moment(rng, moment(stage.day(60), 8), 0)
    yield at
    told = {"subject": "夜间施工举报反复", "trigger": "prominent", "reason": "三个月同类举报四十件。", **HERE}
    talk = _draft(stage, "interview", at, "shiwan", demands="说明情况，报整改方案。", **told)
    at = office_moment(rng, at, 1)
    yield at
    planned = office_moment(rng, at, 7)
    appointed = {"planned_on": planned.date().isoformat(), "place": "市督察办会议室", "interviewed": "区政府分管负责人"}
    stage.act(talk, "approve", HEAD, at, **appointed)
    yield planned
    stage.act(talk, "hold", HEAD, planned, interviewed="区政府分管负责人", minutes="指出三个问题；表态一个月内见效。")
    at = office_moment(rng, planned, 18)
    yield at
    deadline = (at.date() + timedelta(days=60)).isoformat()
    stage.act(talk, "hand_in_plan", SHIWAN, at, plan="夜间施工审批收紧，装在线噪声监测。", deadline=deadline)


def _listed(stage: Stage) -> Life:
    rng = stage.rng("listed")
    at = office_moment(rng, moment(stage.day(75), 8), 0)
    yield at
    told = {"subject": "旧厂区危险废物长期堆存", "trigger": "prominent", "reason": "堆存两年，群众反映强烈。", **HERE}
    listed = _draft(stage, "listed_supervision", at, "wangxi", demands="依法处置，恢复原状。", **told)
    at = yield from stage.step(listed, rng, at, 2, "approve", HEAD)
    yield from stage.step(listed, rng, at, 1, "deliver", INSPECTOR, receipt="送达区政府办。")


def _listed_and_lifted(stage: Stage) -> Life:
    """Listed for an illegal dump; verified on site, cleared for the public, lifted with its public statement."""
    rng = stage.rng("listed/lifted")
    at = office_moment(rng, moment(stage.day(215), 8), 0)
    yield at
    told = {"subject": "河滩建筑垃圾非法倾倒", "trigger": "prominent", "reason": "三次清走，三次又倒。", **HERE}
    listed = _draft(stage, "listed_supervision", at, "shiwan", demands="清运复绿，堵住路口，查清来源。", **told)
    at = yield from stage.step(listed, rng, at, 2, "approve", HEAD)
    at = yield from stage.step(listed, rng, at, 1, "deliver", INSPECTOR, receipt="送达区政府办。")
    at = yield from stage.step(
        listed, rng, at, 70, "reply", SHIWAN, done="清运 1.2 万方，路口设卡，两家运输企业移交执法。"
    )
    found = "滩面已经复绿，卡口有人值守，走访的住户没有再看到倾倒。"
    at = yield from stage.step(
        listed, rng, at, 8, "verify", INSPECTOR, result="passed", where="石湾河滩", findings=found
    )
    stage.cases[LIFTED["key"]] = listed  # where the publication finds the matter it is about
    statement = PublicationLife(stage, LIFTED)
    yield from statement.live()
    at = office_moment(rng, statement.at, 1)
    yield at
    told = {"notice": LIFTED["text"], "published_at": "市局网站"}
    stage.act(listed, "lift", HEAD, at, opinion="整改到位，解除挂牌。", **told)


def _circular(stage: Stage) -> Life:
    """A circular for repeated delay: answered, verified, closed."""
    rng = stage.rng("circular")
    at = office_moment(rng, moment(stage.day(130), 8), 0)
    yield at
    told = {
        "subject": "三个整改节点一拖再拖",
        "trigger": "overdue",
        "reason": "督办单发出一个月，三个节点仍未完成。",
        **HERE,
    }
    circular = _draft(stage, "circular", at, "wangxi", demands="一个月内完成，书面说明原因。", **told)
    at = yield from stage.step(circular, rng, at, 2, "approve", HEAD)
    at = yield from stage.step(circular, rng, at, 1, "deliver", INSPECTOR, receipt="政务网送达，政府办签收。")
    at = yield from stage.step(
        circular, rng, at, 24, "reply", WANGXI, done="三个节点都已完成，拖延的原因是招标两次流标。"
    )
    at = yield from stage.step(
        circular, rng, at, 6, "verify", INSPECTOR, result="passed", where="三处现场", findings="逐处看过，都已完成。"
    )
    yield from stage.step(circular, rng, at, 2, "lift", HEAD, opinion="整改到位，办结。")


def _suspension(stage: Stage) -> Life:
    rng = stage.rng("suspension")
    at = office_moment(rng, moment(stage.day(50), 8), 0)
    yield at
    told = {"subject": "连片超总量排放", "trigger": "prominent", "reason": "两项总量指标都没有完成。", **PROVINCE}
    demands = "建议对该区域限批六个月。"
    step = _draft(stage, "regional_suspension", at, "wangxi", demands=demands, power="proposed_upward", **told)
    yield from stage.step(step, rng, at, 2, "send_up", HEAD)


def _special(stage: Stage) -> Life:
    rng = stage.rng("special")
    at = office_moment(rng, moment(stage.day(35), 8), 0)
    yield at
    told = {"subject": "河道非法采砂专项督察", "trigger": "prominent", "reason": "省里暗访发现。", **PROVINCE}
    number = {"power": "received_from_above", "higher_number": "演环督〔2026〕3号"}
    step = _draft(stage, "special_inspection", at, "shiwan", demands="配合督察，立行立改。", **told, **number)
    yield from stage.step(step, rng, at, 1, "pass_on", INSPECTOR)


def _proposals(stage: Stage) -> Life:
    """The rules as of yesterday; nobody has decided yet."""
    at = moment(stage.day(1), 17)
    yield at
    compute(at.date())
