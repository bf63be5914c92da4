"""Remedies of the invented city: a reconsideration that made a fine smaller, suits won and lost, a suggestion that
relapsed, requests for information; and what came in of the fines."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from qingtian.apps.parties.models import Party
from qingtian.apps.penalties.actions.move_money import Told, enter
from qingtian.apps.penalties.fines import account_of
from qingtian.apps.penalties.models import FineEntry
from qingtian.apps.proceedings.actions.open_proceeding import open_proceeding
from qingtian.apps.proceedings.models import Proceeding
from qingtian.apps.proceedings.queries import projection_of
from qingtian.demo.penalty_life import Walk
from qingtian.demo.stage import Life, Stage, moment, office_moment

Kind = FineEntry.Kind
CLERK, HEAD, LEGAL = "wangxi-branch-officer", "wangxi-branch-head", "yunping-eeb-reviewer"
EVIDENCE = {
    "evidence_list": "一、现场检查笔录，2页，证明设施停运。\n二、监测报告，6页，证明超标。\n三、送达回证，1页。",
    "bases": "处罚决定书写明的条款；行政处罚法第四十四、四十五条。",
}
STAFF = {"agents": "案审科干部", "own_staff": "yes", "powers": "一般代理：陈述、质证、辩论、签收文书。"}
SPOT = {
    "what": "现场检查发现。",
    "law_basis": "排污许可管理条例关于台账的规定",
    "facts_found": "台账空白，当事人承认。",
}


def remedy_lives(stage: Stage) -> tuple[Life, ...]:
    """Each begins some time before the day of loading and goes as far as its offices have come."""
    return (
        _changed(stage),
        _won(stage),
        _lost(stage),
        _sued_lately(stage),
        _relapsed(stage),
        _urgent(stage),
        _third_party(stage),
        _waiting_request(stage),
        _in_parts(stage),
        _unpaid(stage),
        _paid_on_the_spot(stage),
    )


def _party(kind: str, place: int) -> str:
    rows = Party.objects.filter(kind=kind).order_by("number").values_list("number", flat=True)
    return str(rows[place])


def _received(stage: Stage, kind: str, at: datetime, by: str = CLERK, **told: Any) -> Proceeding:
    fields = {"area": "wangxi", **told}
    matter = open_proceeding(
        kind,
        by=stage.actor(by, at.date()),
        on=at.date(),
        now=at,
        title=told["subject"],
        fields=fields,
        generated=True,
    )
    stage.counted()
    return matter


def _pay(stage: Stage, case: Proceeding, at: datetime, on: date, amount: str, reference: str) -> None:
    """What the bank's sheet says came in on that day."""
    enter(case, Told(Kind.PAYMENT, on, Decimal(amount), reference, True), by=CLERK, today=at.date())
    stage.counted()


def _pay_back(stage: Stage, case: Proceeding, at: datetime, reference: str) -> None:
    """All that was paid too much."""
    account = account_of(case, at.date()).account
    if account and account.too_much > 0:
        enter(case, Told(Kind.REFUND, at.date(), account.too_much, reference), by=CLERK, today=at.date())
        stage.counted()


def _start(stage: Stage, name: str, before: int) -> tuple[Random, datetime]:
    rng = stage.rng(f"remedy/{name}")
    return rng, office_moment(rng, moment(stage.day(before), 8), 0)


def _changed(stage: Stage) -> Life:
    """The case with the hearing: its fine was paid, then made smaller, and the rest paid back."""
    rng, at = _start(stage, "changed", 50)
    yield at
    case = stage.penalties["hearing"]
    if case.state not in ("served", "closed"):
        return
    facts = case.projection["facts"]
    _pay(stage, case, at, date.fromisoformat(facts["served_on"]) + timedelta(days=8), facts["fine"], "YK-20260001")
    told = {
        "subject": "不服设施停运的处罚决定",
        "about": case.number,
        "respondent": "wangxi-branch",
        "reviewing": "yunping-government",
        "applicant": case.party,
        "their_number": "云府复〔2026〕31号",
        "filed_on": (at.date() - timedelta(days=4)).isoformat(),
        "road": "ordinary",
        "claims": "停运两天事出有因，已经恢复，请求减轻。",
    }
    remedy = _received(stage, "reconsideration", at, **told)
    at = yield from stage.step(remedy, rng, at, 2, "list_evidence", CLERK, **EVIDENCE)
    at = yield from stage.step(remedy, rng, at, 1, "authorise", CLERK, **STAFF)
    at = yield from stage.step(remedy, rng, at, 2, "reply", HEAD, answer="事实清楚，程序合法；裁量未计入恢复的时间。")
    at = office_moment(rng, at, 9)
    yield at
    heard = {"held_on": at.date().isoformat(), "who": "deputy", "record": "争点是恢复的时间；出示运行台账。"}
    stage.act(remedy, "attend", CLERK, at, **heard)
    at = office_moment(rng, at, 8)
    yield at
    ruling = {"decision_number": "云府复决〔2026〕19号", "decided_on": at.date().isoformat()}
    ruling |= {"reasons": "恢复及时，裁量应当从轻。", "outcome": "changed", "new_fine": "250000"}
    stage.act(remedy, "record_decision", CLERK, at, **ruling)
    at = yield from stage.step(remedy, rng, at, 1, "take_down", CLERK, took_down="yes", where="市局网站，已附变更说明")
    at = office_moment(rng, at, 4)
    yield at
    _pay_back(stage, case, at, "TK-20260001")
    done = {
        "carried_out": "按复议决定变更罚款，多缴的六万元已退还。",
        "cause": "案审没有核对恢复的时间；增加一道核对。",
    }
    stage.act(remedy, "carry_out", HEAD, at, **done)


def _suit(stage: Stage, at: datetime, subject: str, number: str, place: int) -> Proceeding:
    told = {
        "subject": subject,
        "defendant": "wangxi-branch",
        "plaintiff": _party("unit", place),
        "court": "云屏铁路运输法院",
        "their_number": number,
        "filed_on": (at.date() - timedelta(days=6)).isoformat(),
        "claims": "请求撤销处罚决定。",
    }
    return _received(stage, "lawsuit", at, **told)


def _defended(stage: Stage, rng: Random, at: datetime, suit: Proceeding) -> Any:
    at = yield from stage.step(suit, rng, at, 3, "list_evidence", CLERK, **EVIDENCE)
    at = yield from stage.step(suit, rng, at, 1, "authorise", CLERK, **STAFF)
    return (yield from stage.step(suit, rng, at, 4, "answer", HEAD, answer="事实清楚，证据确凿，程序合法。"))


def _judged(stage: Stage, rng: Random, at: datetime, suit: Proceeding, outcome: str, reasons: str) -> Any:
    judgment = {
        "form": "judgment",
        "first_outcome": outcome,
        "first_number": f"{suit.projection['facts']['their_number']}判决",
    }
    at = yield from stage.step(suit, rng, at, 20, "record_judgment", CLERK, first_reasons=reasons, **judgment)
    judged = at.date()
    suit.refresh_from_db()
    appeal = projection_of(suit).clocks["court.appeal"]  # a last day in a long holiday moves
    over = max(at, moment(date.fromisoformat(appeal.due), 17, 30))
    at = office_moment(rng, over, 1)
    yield at
    final = {"decision_number": judgment["first_number"], "decided_on": judged.isoformat()}
    stage.act(suit, "take_effect", CLERK, at, outcome=outcome, **final)
    return at


def _won(stage: Stage) -> Life:
    rng, at = _start(stage, "won", 210)
    yield at
    suit = _suit(stage, at, "不服无证排放的处罚决定", "（2026）云71行初8号", 3)
    at = yield from _defended(stage, rng, at, suit)
    at = office_moment(rng, at, 25)
    yield at
    stage.act(suit, "attend", CLERK, at, held_on=at.date().isoformat(), who="head", record="局长出庭，当庭质证、辩论。")
    at = yield from _judged(stage, rng, at, suit, "claim_dismissed", "处罚事实清楚，适用法律正确。")
    yield from stage.step(suit, rng, at, 2, "carry_out", HEAD, carried_out="判决驳回诉讼请求，继续执行处罚决定。")


def _lost(stage: Stage) -> Life:
    """The head was away and sent staff with a reason; the sampling had not been told, so the decision fell."""
    rng, at = _start(stage, "lost", 190)
    yield at
    suit = _suit(stage, at, "不服超标排放的处罚决定", "（2026）云71行初15号", 4)
    at = yield from _defended(stage, rng, at, suit)
    at = office_moment(rng, at, 22)
    yield at
    away = {"who": "staff", "absent_because": "同日参加省级督察反馈会，已书面说明。"}
    stage.act(suit, "attend", CLERK, at, held_on=at.date().isoformat(), record="争点是采样有没有告知当事人。", **away)
    at = yield from _judged(stage, rng, at, suit, "revoked", "采样没有通知当事人到场，程序违法。")
    at = yield from stage.step(suit, rng, at, 1, "take_down", CLERK, took_down="yes", where="市局网站，已说明理由")
    done = {"carried_out": "罚款全部退还，信用记录已更正。", "cause": "采样没有通知到场；修订采样单，增加签字栏。"}
    yield from stage.step(suit, rng, at, 5, "carry_out", HEAD, **done)


def _sued_lately(stage: Stage) -> Life:
    rng, at = _start(stage, "lately", 9)
    yield at
    suit = _suit(stage, at, "不服未批先建的处罚决定", "（2026）云71行初41号", 5)
    yield from stage.step(suit, rng, at, 2, "list_evidence", CLERK, **EVIDENCE)


def _suggested(stage: Stage, at: datetime, subject: str, number: str, demands: str, urgency: str) -> Proceeding:
    told = {
        "subject": subject,
        "addressed": "wangxi-branch",
        "procuratorate": "望溪区人民检察院",
        "their_number": number,
        "urgency": urgency,
        "demands": demands,
    }
    return _received(stage, "procuratorial_suggestion", at, **told)


def _did(at: datetime, done: str) -> dict[str, str]:
    return {"done": done, "done_on": at.date().isoformat()}


def _relapsed(stage: Stage) -> Life:
    rng, at = _start(stage, "relapsed", 170)
    yield at
    demands = "依法查处河滩倾倒建筑垃圾，恢复原状。"
    one = _suggested(stage, at, "河滩倾倒建筑垃圾", "望检行公建〔2026〕4号", demands, "ordinary")
    at = office_moment(rng, at, 12)
    yield at
    stage.act(one, "record_measure", CLERK, at, **_did(at, "清运八百方，两家运输企业移交执法，路口设卡。"))
    at = yield from stage.step(one, rng, at, 20, "reply", HEAD, effect="done", answer="已清运到位，滩面复绿。")
    at = yield from stage.step(
        one, rng, at, 18, "record_follow_up", CLERK, follow_up="accepted", note="跟进察看，认可。"
    )
    at = office_moment(rng, at, 55)
    yield at
    again = (at.date() + timedelta(days=20)).isoformat()
    stage.act(one, "record_relapse", CLERK, at, found="检察官回访，卡口外又倒了两车。", rest_by=again)
    at = office_moment(rng, at, 6)
    yield at
    stage.act(one, "record_measure", CLERK, at, **_did(at, "当天清走，卡口移到岔路，加装夜视摄像头。"))
    yield from stage.step(one, rng, at, 4, "reply_again", HEAD, answer="反弹的两车已清走，卡口前移。")


def _urgent(stage: Stage) -> Life:
    rng, at = _start(stage, "urgent", 7)
    yield at
    demands = "污水正在流入饮用水源支流，立即处置。"
    one = _suggested(stage, at, "暗渠污水外溢", "望检行公建〔2026〕11号", demands, "urgent")
    at = office_moment(rng, at, 1)
    yield at
    stage.act(one, "record_measure", CLERK, at, **_did(at, "封堵溢流口，抽排转运，下游加密监测。"))


def _asked(stage: Stage, at: datetime, subject: str, wanted: str, place: int) -> Proceeding:
    told = {"asked": "wangxi-branch", "channel": "online", "wanted": wanted, "applicant": _party("person", place)}
    return _received(stage, "information_request", at, subject=subject, **told)


def _third_party(stage: Stage) -> Life:
    rng, at = _start(stage, "third", 75)
    yield at
    one = _asked(stage, at, "喷涂车间环评报告", "河西路喷涂车间环境影响报告书全文", 0)
    third = {"third_party": _party("unit", 0), "concerning": "工艺流程和配方，可能涉及商业秘密。"}
    at = yield from stage.step(one, rng, at, 3, "consult", CLERK, **third)
    said = {"opinion": "refuses", "said": "配方属于商业秘密，其余同意公开。"}
    at = yield from stage.step(one, rng, at, 12, "record_opinion", CLERK, **said)
    answer = "公开报告书，配方一节作遮盖处理；理由和依据随附。"
    at = yield from stage.step(one, rng, at, 4, "decide", HEAD, outcome="partly", ground="third_party", answer=answer)
    yield from stage.step(one, rng, at, 1, "send", CLERK, way="online", answer_number="望环信公〔2026〕6号")


def _waiting_request(stage: Stage) -> Life:
    _, at = _start(stage, "request", 6)
    yield at
    _asked(stage, at, "三季度厂界监测结果", "2026年第三季度河西路片区厂界监测报告", 1)


def _spot_fine(stage: Stage, key: str, area: str, before: int, fine: str) -> Any:
    walk = Walk(stage, key, area)
    yield from walk.opened(before, 1, subject="台账记录不全", what=SPOT["what"])
    act_on: date = walk.at.date() - timedelta(days=1)
    second = {"second_officer": walk.team[1], "cards": "云屏执法 0511、云屏执法 0512", "shown_id": "1"}
    told = {
        "violation": "未按规定记录台账",
        "act_on": act_on.isoformat(),
        "kinds": ["fine"],
        "fine": fine,
        "to_pay": "yes",
    }
    found = {"facts_found": SPOT["facts_found"], "law_basis": SPOT["law_basis"]}
    yield from walk.do("punish_on_the_spot", 0, **second, **found, **told)
    yield from walk.do("enter_spot_decision", 1)
    return walk


def _in_parts(stage: Stage) -> Life:
    """A small works pays in three parts; the first came in on its day."""
    walk = yield from _spot_fine(stage, "parts", "nandu", 40, "3000")
    walk.at = office_moment(walk.rng, walk.at, 6)
    yield walk.at
    days = [walk.at.date() + timedelta(days=number) for number in (20, 50, 80)]
    plan = {"instalments": "\n".join(f"{day} 1000.00" for day in days), "pay_by": days[-1].isoformat()}
    told = {"applied_on": walk.at.date().isoformat(), "hardship": "停产整改两个月，附银行流水。"}
    stage.act(
        walk.matter, "decide_instalments", "nandu-branch-head", walk.at, instalments_decision="approved", **told, **plan
    )
    at = moment(days[0], 10)
    yield at
    _pay(stage, walk.matter, at, at.date(), "1000", "YK-20260014")


def _unpaid(stage: Stage) -> Life:
    """Nobody has paid, so the late charge grows."""
    yield from _spot_fine(stage, "unpaid", "shiwan", 38, "2000")


def _paid_on_the_spot(stage: Stage) -> Life:
    """The bank's sheet brings the payment of the fine set on the spot."""
    _, at = _start(stage, "spot", 28)
    yield at
    if case := stage.penalties.get("spot"):
        _pay(stage, case, at, at.date(), "3000", "YK-20260015")
