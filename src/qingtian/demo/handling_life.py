"""Petitions that needed more than the plain road: heard and mediated, sent back and supervised, rewarded."""

from __future__ import annotations

from datetime import date, timedelta

from qingtian.demo.petition_life import OFFICER, PetitionLife
from qingtian.demo.plan import Plan
from qingtian.demo.residents import known
from qingtian.demo.reward_life import reward
from qingtian.demo.stage import REPORTER, Life, Stage, moment
from qingtian.demo.writing import ordinary
from qingtian.procedures import Actor

HEAD, OFFICER_AT_WORK, HELPERS = "wangxi-branch-head", "wangxi-branch-officer", "wangxi-urban"
INSPECTOR = "yunping-inspector"
OPINION = {
    "request": "夜间停止施工，清运渣土。",
    "facts_and_reasons": "夜间施工没有许可，渣土没有覆盖。",
    "legal_basis": "有关法律法规和地方规定。",
}


def schedule_handling(stage: Stage) -> None:
    """Queue them, and the rewards two of them earn."""
    stage.begin(_heard(stage, _life(stage, "heard", 97, 9801)))
    stage.begin(_sent_back(stage, _life(stage, "sent-back", 72, 9802)))
    stage.begin(_waits_for_its_reward(stage, _life(stage, "rewarded", 31, 9803)))


def _life(stage: Stage, name: str, before: int, resident: int) -> PetitionLife:
    rng = stage.rng(f"handling/{name}")
    written = ordinary(rng, "night_building", "wangxi")
    plan = Plan("phone", stop="duty", brisk=True, course="statutory_duty")
    return PetitionLife(stage, rng, written, known(resident, written.language), plan, moment(stage.day(before), 10, 15))


def _day(life: PetitionLife, days: int = 0) -> str:
    return (life.at.date() + timedelta(days=days)).isoformat()


def _do(stage: Stage, life: PetitionLife, act: str, by: str | Actor, **fields: object) -> None:
    stage.act(life.matter, act, by, life.at, **fields)


def _heard(stage: Stage, life: PetitionLife) -> Life:
    """A mass tendency, handled jointly; an official withdrew; hearing, agreement, half performed; the check failed."""
    yield from life.live()
    told = {"told": "市局值班室、分管副局长", "told_at": "10:40", "told_by": "phone"}
    _do(stage, life, "report_incident", OFFICER, incident="mass_tendency", what="二十余名居民在工地门口聚集。", **told)
    yield from life.wait(1)
    _do(stage, life, "forward", OFFICER, handler="wangxi-branch")
    yield from life.wait(1)
    _do(stage, life, "accept", HEAD, contact="望溪分局综合科 0000-6120")
    minutes = "联席会议纪要（演示）：噪声由分局牵头，渣土由城管局协办。"
    _do(stage, life, "join", OFFICER, co_handler=HELPERS, settled="conference", decision=minutes)
    yield from life.wait(2)
    _do(stage, life, "ask_withdrawal", HEAD, official=OFFICER_AT_WORK, asked_by="self", why="亲属在该工地任职。")
    granted = {"official": OFFICER_AT_WORK, "decision": "granted", "replacement": HEAD, "why": "有直接利害关系。"}
    _do(stage, life, "decide_withdrawal", "yunping-eeb-head", **granted)
    yield from life.wait(2)
    _do(
        stage, life, "investigate", HEAD, where=life.written.place, officers="两名持证执法人员", findings="夜间在浇筑。"
    )
    _do(stage, life, "contribute", f"{HELPERS}-officer", findings="渣土未覆盖。", opinion="责令覆盖并清运。")
    yield from _hearing_and_agreement(stage, life)
    outcome = {"outcome": "mediated", "opinion": "按调解协议履行，本单位跟踪。"}
    _do(stage, life, "conclude", HEAD, **OPINION, **outcome)
    _do(stage, life, "reply", HEAD, reply="双方达成协议：夜间停工，渣土三周内清完。我们跟踪到底。")
    yield from life.wait(10)
    half = {"what": "agreement", "done": "partly", "findings": "夜间已停工，渣土清了一半。", "next_by": _day(life, 45)}
    _do(stage, life, "carry_out", HEAD, **half)
    _do(stage, life, "rate", REPORTER, satisfaction="fairly")
    yield from life.wait(12)
    failed = {"how": "site", "result": "failed", "findings": "渣土又堆起来了。"}
    _do(stage, life, "spot_check", INSPECTOR, **failed)


def _hearing_and_agreement(stage: Stage, life: PetitionLife) -> Life:
    notice = {
        "ground": "complex",
        "where": "上午九点半，分局二楼（演示）",
        "topic": "夜间施工和渣土清运",
        "contact": "综合科",
    }
    _do(stage, life, "call_hearing", HEAD, planned_on=_day(life, 7), **notice)
    yield from life.wait(7)
    held = {"held_on": _day(life), "where": "分局二楼（演示）"}
    _do(
        stage,
        life,
        "hold_hearing",
        HEAD,
        participants="居民代表三人、施工单位、街道",
        record="双方陈述，愿意调解。",
        **held,
    )
    terms = {"terms": "夜间十点后停工；渣土三周内清完。", "perform_by": _day(life, 21)}
    _do(stage, life, "mediate", HEAD, parties="居民代表、施工单位", result="agreed", **terms, **held)


def _sent_back(stage: Stage, life: PetitionLife) -> Life:
    """Assigned with a day to report; the report was sent back, the second held; supervised until it was carried out."""
    yield from life.live()
    yield from life.wait(1)
    until = date.fromordinal(life.at.date().toordinal() + 30).isoformat()
    _do(stage, life, "assign", OFFICER, handler="wangxi-branch", report_back_by=until, note="夜查一次，报书面结果。")
    yield from life.wait(2)
    _do(stage, life, "accept", OFFICER_AT_WORK, contact="望溪分局综合科 0000-6120")
    yield from life.wait(5)
    seen = {"where": life.written.place, "officers": "两名持证执法人员", "findings": "23 时仍在施工，没有夜间许可。"}
    _do(stage, life, "investigate", OFFICER_AT_WORK, **seen)
    for result in ("白天到场，没有发现问题。", "夜查属实：无夜间许可施工，已责令停止。"):
        yield from life.wait(4)
        _do(stage, life, "conclude", HEAD, **OPINION, outcome="supported", opinion="责令夜间停止施工。")
        _do(stage, life, "report_back", HEAD, summary=result)
        if "没有" in result:
            yield from life.wait(1)
            again = {"ground": "unclear", "why": "夜间问题要夜间查。", "report_back_by": _day(life, 15)}
            _do(stage, life, "send_back", OFFICER, **again)
    _do(stage, life, "reply", OFFICER_AT_WORK, reply="夜里去查过，属实；已责令夜间停止施工。")
    yield from life.wait(6)
    demand = {"ground": "not_carried_out", "note": "夜间仍在施工，请落实。", "answer_by": _day(life, 7)}
    _do(stage, life, "supervise", INSPECTOR, **demand)
    yield from life.wait(4)
    _do(stage, life, "answer_supervision", OFFICER_AT_WORK, answer="已派人夜间值守，三晚没有施工。")
    done = {"what": "opinion", "done": "wholly", "findings": "夜间停工，连续三晚核实。"}
    _do(stage, life, "carry_out", OFFICER_AT_WORK, **done)
    _do(stage, life, "rate", REPORTER, satisfaction="satisfied")
    yield from life.wait(5)
    _do(stage, life, "spot_check", OFFICER, how="call", result="confirmed", findings="电话核实，夜里没有再施工。")
    yield from reward(stage, life, number=31, paid=True)


def _waits_for_its_reward(stage: Stage, life: PetitionLife) -> Life:
    """A short road to an opinion in support, and a reward nobody has claimed yet."""
    yield from life.live()
    yield from life.wait(1)
    _do(stage, life, "forward", OFFICER, handler="wangxi-branch")
    _do(stage, life, "accept", OFFICER_AT_WORK, contact="望溪分局综合科 0000-6120")
    yield from life.wait(3)
    seen = {"where": life.written.place, "officers": "两名持证执法人员", "findings": "属实，没有夜间许可。"}
    _do(stage, life, "investigate", OFFICER_AT_WORK, **seen)
    _do(stage, life, "conclude", HEAD, **OPINION, outcome="supported", opinion="立案处罚。")
    _do(stage, life, "reply", OFFICER_AT_WORK, reply="夜里去查过，属实，已立案处罚。")
    yield from reward(stage, life, number=47, paid=False)
