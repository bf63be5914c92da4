"""From a covert discharge, once, with everything real: sealed offline on a phone, seized, fined after a hearing,
refused, fined by the day and enforced by the court; handed to the police and judged, the damage paid and restored, the
unit on the public list, repaired and removed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

import pytest

from tests.apps.inspections.field import photo
from tests.browser import DESK, PHONE, follow
from tests.e2e.served_city import TODAY, served_copy
from tests.e2e.sitting import act, fill, press, sit

pytestmark = [pytest.mark.e2e, pytest.mark.slow]

AREA, OFFICE, PARTY = "wangxi", "wangxi-branch", "望溪区印刷包装厂"
OFFICER, SECOND, HEAD = "wangxi-branch-officer", "wangxi-branch-officer-2", "wangxi-branch-head"
REVIEWER, LEGAL, SECRECY = "wangxi-case-reviewer", "yunping-eeb-reviewer", "yunping-secrecy"
SUBJECT = "暗管偷排印刷废水"
FINE, DAYS = "310000", 25
DAILY = "7750000"
GATE = "厂区东墙外沟渠"
AT = "102.712345,25.012345"
FACTS = "暗管直通沟渠，正在排放。"
SAID = {"facts_found": FACTS, "reasons": "手段隐蔽，没有减轻情形。", "law_basis": "《生态环境法典》第一千一百零八条"}
#: heads of loss of Civil Code 1235: what, method, evidence, who appraised
LOSSES = {
    "restoration": ("100000", "修复费用法", "清淤方案和预算", "专家组"),
    "service_loss": ("80000", "当量因子法", "监测报告", "专家组"),
}
POLICE, PROCURATORATE, COURT = "wangxi-police", "yunping-procuratorate", "yunping-court"
OFFICERS = "甲 云环执001\n乙 云环执002"
#: hearing, re-inspection that finds it going on, second one that finds it stopped, the window of the court
HEARD, AGAIN, STOPPED = date(2026, 12, 3), date(2026, 12, 18), date(2026, 12, 28)
DEMANDED, APPLIED = date(2027, 6, 4), date(2027, 6, 25)
#: told of the list; listed once the days of the defence are over, shown at most three years, repaired after one
NOTIFIED, SHOWN_UNTIL, REPAIRED = date(2026, 12, 11), date(2029, 12, 28), date(2027, 12, 29)


def test_a_covert_discharge_is_followed_to_the_court_the_police_the_restored_river_and_off_the_list(
    loaded, open_page, tmp_path
):
    served = served_copy(loaded, tmp_path / "city")
    try:
        desk, phone = open_page(DESK, served.address), open_page(PHONE, served.address)
        visit = sealed_without_a_network(desk, phone)
        case = filed(desk, visit)
        seizure = seized(desk, case)
        investigated_and_noticed(desk, case)
        claim = damage_screened(desk, case)
        served.move_to(HEARD.isoformat())
        heard_and_fined(desk, case)
        transfer = handed_to_the_police(desk, case)
        released(desk, seizure)
        agreed_and_paid(desk, claim)
        served.move_to(NOTIFIED.isoformat())
        listing = proposed_for_the_list(desk, case)
        judged(desk, transfer)
        served.move_to(AGAIN.isoformat())
        daily = refused_and_fined_by_the_day(desk, case)
        restored(desk, claim)
        served.move_to(STOPPED.isoformat())
        stopped_and_closed(desk, daily)
        put_on_the_list(desk, listing)
        served.move_to(DEMANDED.isoformat())
        enforced_by_the_court(served, desk, case)
        served.move_to(REPAIRED.isoformat())
        repaired_and_removed(desk, listing)
        assert served.command("verify").returncode == 0
    finally:
        served.stop()


def number_of(page) -> str:
    """The number of the matter the browser stands on after opening one."""
    number = page.url.rstrip("/").rsplit("/", 1)[-1]
    assert re.fullmatch(r"[A-Z]{1,4}-\d{4}-\d{6}", number), page.locator(".error-summary, .wrong").all_inner_texts()
    return number


def opened(page, form: str, /, **values) -> str:
    """A matter opened through its own form."""
    page.goto(form)
    fill(page, values)
    press(page)
    return number_of(page)


def do(page, number: str, post: str, *acts: str | tuple[str, Mapping[str, object]]) -> None:
    """Somebody takes a seat and does one act after the other."""
    sit(page, post)
    for one in acts:
        name, values = one if isinstance(one, tuple) else (one, {})
        act(page, number, name, **values)


def state_of(page, number: str) -> str:
    """What the matter's page says, without blanks."""
    page.goto(f"/desk/{number}/")
    return "".join(page.inner_text("main").split())


# ---- found in the field ---------------------------------------------------------------------------------------------


def sealed_without_a_network(desk, phone) -> str:
    """A night visit on abnormal data; photos and the site record are sealed offline and come once."""
    sit(desk, OFFICER)
    visit = opened(
        desk,
        "/desk/enforcement/visits/new/",
        subject="夜查排口",
        party=PARTY,
        area=AREA,
        address=GATE,
        kind="case",
        ground="remote_clue",
        clue="排口下游电导率夜间升高",
        planned_on=TODAY,
        officer_1=OFFICER,
        officer_2=SECOND,
        checklist="wastewater",
    )
    for officer in (OFFICER, SECOND):
        do(desk, visit, officer, ("declare", {"interest": "none"}))
    do(desk, visit, OFFICER, ("arrive", {"arrived_at": f"{TODAY} 22:10", "shown": True, "scan_code": "XCM-0001"}))
    sit(phone, OFFICER)
    phone.context.grant_permissions(["geolocation"])
    phone.context.set_geolocation({"latitude": 25.012345, "longitude": 102.712345, "accuracy": 8})
    phone.clock.set_system_time(f"{TODAY}T14:20:00Z")
    phone.goto("/field/")
    phone.wait_for_selector("[data-field][data-ready]")
    phone.click("[data-part-fetch]")
    phone.wait_for_selector("[data-part-status]:has-text('已存在这部手机上')")
    phone.context.set_offline(True)
    open_kit(phone, visit)
    phone.wait_for_selector("[data-part-position]:has-text('有位置')")
    shots = [{"name": f"{n}.jpg", "mimeType": "image/jpeg", "buffer": photo(n)} for n in range(3)]
    phone.set_input_files("[data-capture=photo]", shots)
    phone.wait_for_selector("[data-part-items] li:nth-child(3)")
    phone.click("details:has(form[data-sheet=site]) summary")
    phone.fill("#site_findings", FACTS)
    phone.click("form[data-sheet=site] button[type=submit]")
    phone.wait_for_selector("[data-part-items] li:nth-child(4)")
    phone.context.set_offline(False)
    phone.wait_for_selector("[data-part-status]:has-text('传完了')")
    record = {"visit_time": "22:10–23:00", "findings": FACTS, "checked": "总排口、暗管出口", "present": "refused"}
    concluded = {"result": "penalty_clue", "found": FACTS}
    do(desk, visit, OFFICER, ("record", record), ("conclude", concluded))
    desk.goto(f"/desk/enforcement/visits/{visit}/")
    assert desk.locator("main img, main a[href*='/files/']").count() >= 3 or "3" in desk.inner_text("main")
    return visit


def open_kit(phone, visit: str) -> None:
    """The card of that visit, by its place; others of the same officers may lie beside it."""
    phone.locator("[data-part-visits] li", has_text=GATE).locator("[data-part-open]").click()
    phone.wait_for_selector(f"[data-part-number]:has-text('{visit}')")


# ---- the penalty case -----------------------------------------------------------------------------------------------

CHECKED = {"violation": "evasion", "act_on": TODAY, "harm": "consequences"}
TEAM = {
    "lead_officer": OFFICER,
    "lead_card": "云环执001",
    "second_officer": SECOND,
    "second_card": "云环执002",
    "no_interest": True,
}
SERVED = {"mode": "direct", "served_on": TODAY, "received_by": "厂长签收"}
SANCTION = {**SAID, "kinds": ["fine"], "fine": FINE, "mitigation": "none"}


def filed(desk, visit: str) -> str:
    """The visit's clue becomes a case; four conditions are answered before the head files it."""
    sit(desk, OFFICER)
    case = opened(
        desk,
        "/desk/enforcement/penalties/new/",
        subject=SUBJECT,
        party=PARTY,
        area=AREA,
        source="inspection",
        about=visit,
        discovered_on=TODAY,
        what=FACTS,
    )
    conditions = dict.fromkeys(("initial_evidence", "punishable", "own_jurisdiction"), True)
    act(desk, case, "check_clue", **CHECKED, **conditions, findings="四项条件都符合。")
    do(desk, case, HEAD, ("file_case", {"opinion": "同意立案。"}))
    return case


def seized(desk, case: str) -> str:
    """The hidden pipe's pump is sealed: approved by another, by two officers, the list handed over."""
    sit(desk, OFFICER)
    pump = "排污泵（QW50），1，台"
    seizure = opened(
        desk,
        "/desk/enforcement/measures/new/?kind=seizure",
        subject=SUBJECT,
        about=case,
        party=PARTY,
        area=AREA,
        way="ordinary",
        kind="seal",
        ground="evasion",
        object_kind="equipment",
        address="厂区东墙内",
        objects=pump,
        reasons=FACTS,
    )
    do(desk, seizure, HEAD, ("approve", {"opinion": "同意查封。"}))
    carried_out = {
        "executed_at": f"{TODAY} 16:30",
        "officers": OFFICERS,
        "present": "party",
        "objects": pump,
        "handed_over": True,
        "record": "当场张贴封条。",
    }
    do(desk, seizure, OFFICER, ("execute", carried_out))
    assert "到12月23日" in state_of(desk, seizure)  # thirty days after 23 November
    return seizure


def investigated_and_noticed(desk, case: str) -> None:
    """Two officers, another who reviews, the notice with its right to a hearing, the order to correct."""
    evidence = {
        "kind": "site_record",
        "name": "现场检查笔录",
        "proves": "暗管正在排放。",
        "taken_on": TODAY,
        "taken_at": "厂区东墙",
        "with_officer": SECOND,
        "shown_id": True,
        "signed": "refused",
        "holder": OFFICER,
    }
    report = {
        **CHECKED,
        "malicious": "secret_discharge",
        "facts_found": FACTS,
        "evidence_list": "现场检查笔录一份、照片三张。",
        "law_basis": SAID["law_basis"],
        "proposed": "penalise",
        "discretion": "按裁量表计算。",
    }
    do(desk, case, OFFICER, ("begin_investigation", TEAM), ("add_evidence", evidence))
    order = {
        "correction_facts": FACTS,
        "correction_basis": "《行政处罚法》第二十八条",
        "correction_demands": "立即停止排放，拆除暗管。",
        "warning": "三十日内暗中复查，拒不改正的按日连续处罚。",
        "correction_by": TODAY,
        "found_by": "on_site",
        "remedy": "可以申请复议或者起诉。",
    }
    do(desk, case, HEAD, ("order_correction", order))
    do(desk, case, OFFICER, ("serve_correction", {**SERVED, "mode": "on_the_spot"}), ("report_investigation", report))
    points = ["jurisdiction", "facts", "evidence", "procedure", "limitation", "law"]
    passed = {"checked": points, "result": "passed", "weight": ["complex"], "opinion": "同意。"}
    do(desk, case, REVIEWER, ("review_case", passed))
    notice = {
        **SANCTION,
        "fine_minimum": "100000",
        "fine_maximum": "1000000",
        "hearing_offered": True,
        "contact": "法规科",
    }
    do(desk, case, HEAD, ("notify", {**notice, "rights": "有权陈述、申辩，有权要求听证。"}))
    do(
        desk,
        case,
        OFFICER,
        ("serve_notice", SERVED),
        ("request_hearing", {"asked_on": TODAY, "said": "要求听证。"}),
        ("record_defence", {"said": "请求从轻。", "way": "written"}),
    )
    called = {"planned_on": HEARD.isoformat(), "where": "分局会议室", "chair": LEGAL, "publicity": "public"}
    do(desk, case, HEAD, ("call_hearing", called))


def heard_and_fined(desk, case: str) -> None:
    """The chair is no investigator; review and discussion come before the decision; the fine did not grow."""
    held = {
        "present": "调查人员、代理人",
        "agents": "1",
        "record": "双方陈述、质证。",
        "signed": "signed",
        "opinion": "事实清楚。",
    }
    do(desk, case, LEGAL, ("hold_hearing", held))
    do(desk, case, REVIEWER, ("answer_defence", {"adopted": "not_adopted", "answer": "裁量时已经考虑。"}))
    do(desk, case, LEGAL, ("legal_review", {"qualification": "A53001", "result": "passed", "opinion": "同意。"}))
    met = {"meeting": "局务会 12 次", "participants": "局长、副局长", "views": "一致。", "conclusion": "同意处罚。"}
    decision = {**SANCTION, "how_to_perform": "十五日内缴至指定账户。", "remedy": "六十日内复议，六个月内起诉。"}
    do(desk, case, HEAD, ("discuss", met))
    desk.goto(f"/desk/{case}/act/decide/")
    fill(desk, {**decision, "fine": "310000.00000000000000000001"})
    press(desk)
    assert desk.locator(".wrong, .error-summary, .field-error").count()  # no fen is divided
    act(desk, case, "decide", **decision)
    served = {**SERVED, "served_on": HEARD.isoformat(), "to_pay": "yes"}
    do(desk, case, OFFICER, ("serve_decision", served))
    assert "12月18日" in state_of(desk, case)  # fifteen days to pay


def released(desk, seizure: str) -> None:
    """The penalty is decided and the pump no longer needed: it is released and the seals come off."""
    do(desk, seizure, HEAD, ("release", {"release_ground": "penalty_decided", "opinion": "处罚已决定，解除。"}))
    do(desk, seizure, OFFICER, ("serve_release", {"receipt": "厂长签收", "things": "returned"}))


# ---- refused: by the day, then the court ----------------------------------------------------------------------------


def refused_and_fined_by_the_day(desk, case: str) -> str:
    """A covert re-inspection finds it going on: twenty-five days at the original fine, a new order, then stopped."""
    sit(desk, OFFICER)
    items = ["party", "facts", "provisions", "correction", "consequence", "remedies", "authority"]
    daily = opened(
        desk,
        "/desk/enforcement/measures/new/?kind=daily_penalty",
        subject=SUBJECT,
        about=case,
        party=PARTY,
        area=AREA,
        violation="evasion",
        order_dated=TODAY,
        order_served_on=TODAY,
        items=items,
    )
    found = {"found_on": AGAIN.isoformat(), "manner": "covert", "officers": OFFICERS, "findings": "仍在排放。"}
    act(desk, daily, "re_inspect", result="still", **found)
    again = {"order_dated": AGAIN.isoformat(), "order_served_on": AGAIN.isoformat(), "items": items}
    act(desk, daily, "order_again", **again)
    reckoned = {"fine": FINE, "days": str(DAYS), "amount": DAILY}
    desk.goto(f"/desk/{daily}/act/notify/")
    fill(desk, {**reckoned, "days": str(DAYS + 1), "reasons": "拒不改正。"})
    press(desk)
    assert desk.locator(".wrong, .error-summary").count()  # the day of service never counts
    act(desk, daily, "notify", **reckoned, reasons="拒不改正。")
    act(desk, daily, "record_defence", defence="waived", said="书面放弃。")
    desk.goto(f"/desk/enforcement/measures/{daily}/days/")
    said = desk.inner_text("main")
    assert "2026-11-24" in said
    assert AGAIN.isoformat() in said
    sit(desk, HEAD)
    desk.goto(f"/desk/{daily}/act/decide/")
    count = desk.input_value("[name=f_count]")
    decided = {
        "reasons": "拒不改正。",
        "legal_review": "法制审核通过。",
        "discussion": "局务会同意。",
        "decided_on": AGAIN.isoformat(),
    }
    act(desk, daily, "decide", **reckoned, count=count, **decided)
    do(desk, daily, OFFICER, ("serve", {"served_on": AGAIN.isoformat(), "receipt": "厂长签收"}))
    return daily


def stopped_and_closed(desk, daily: str) -> None:
    """The second re-inspection finds it stopped: no day is added, the count ends."""
    sit(desk, OFFICER)
    found = {"found_on": STOPPED.isoformat(), "manner": "covert", "officers": OFFICERS, "findings": "暗管已拆除封堵。"}
    act(desk, daily, "re_inspect", result="stopped", **found)
    act(desk, daily, "close", note="已改正。")


def enforced_by_the_court(served, desk, case: str) -> None:
    """Nothing paid, nothing contested: a demand, ten working days, the court accepts, rules and collects."""
    sit(desk, OFFICER)
    desk.goto(f"/desk/enforcement/measures/new/?kind=court_enforcement&about={case}")
    asked = {"subject": SUBJECT, "about": case, "party": PARTY, "area": AREA, "object": "罚款和加处罚款"}
    fill(desk, {**asked, "served_on": HEARD.isoformat(), "litigation_ends": "2027-06-03", "amount": FINE})
    press(desk)
    court = number_of(desk)
    act(desk, court, "demand", how_to_perform="缴至指定账户。", receipt="厂长签收")
    early = {"court": "望溪区人民法院", "pack": ["application", "decision", "views", "object"]}
    act(desk, court, "record_views", party_view="没有意见。")
    sit(desk, HEAD)
    desk.goto(f"/desk/{court}/")
    refused = desk.locator(f"a[href$='/{court}/act/apply/']").count() == 0
    if not refused:
        desk.goto(f"/desk/{court}/act/apply/")
        fill(desk, early)
        press(desk)
        refused = desk.locator(".wrong").count() > 0
    assert refused  # ten working days have not passed
    served.move_to(APPLIED.isoformat())
    do(desk, court, HEAD, ("apply", early))
    do(
        desk,
        court,
        OFFICER,
        ("record_acceptance", {"acceptance": "accepted", "court_number": "（2027）云行审1号"}),
        ("record_ruling", {"ruling": "execute", "ruling_number": "（2027）云行审1号裁定"}),
        ("record_execution", {"recovered": "620000", "note": "罚款和加处罚款全部到账。"}),
    )
    performed = {"performed": "yes", "performed_on": APPLIED.isoformat(), "note": "法院划拨。"}
    do(desk, case, OFFICER, ("record_performance", performed))
    do(desk, case, HEAD, ("close_case", {"closing_ground": "enforced", "summary": "法院执行完毕。"}))
    assert "已结案" in state_of(desk, case)


# ---- the police, the damage, the list -------------------------------------------------------------------------------


def handed_to_the_police(desk, case: str) -> str:
    """Evasion with toxic waste is a candidate limb; two officers report, the head decides, the police receive."""
    sit(desk, OFFICER)
    transfer = opened(
        desk,
        f"/desk/enforcement/transfers/new/?kind=criminal_transfer&about={case}",
        subject=SUBJECT,
        about=case,
        origin="found",
    )
    do(desk, transfer, HEAD, ("form_team", {"officer": OFFICER, "second_officer": SECOND}))
    limb = {"limb": "evasion", "answer": "confirmed", "evidence": "暗管和有毒物质检测报告。"}
    sit(desk, OFFICER)
    in_principle(desk, transfer, "confirm_limb", "监测报告当天才到，先由两名执法人员认定。", **limb)
    told = {"facts": FACTS, "limbs_told": "解释第一条第五项", "proposal": "移送公安机关。"}
    act(desk, transfer, "report", **told)
    do(desk, transfer, HEAD, ("decide_transfer", {"decision": "approve"}))
    pack = ["letter", "report", "records", "goods_list", "photos", "appraisal", "penalty"]
    handed = {"police": POLICE, "procuratorate": PROCURATORATE, "pack": pack, "goods": "无"}
    do(
        desk,
        transfer,
        OFFICER,
        ("hand_over", handed),
        ("police_receipt", {"received_on": HEARD.isoformat(), "receipt_number": "公受1号"}),
    )
    return transfer


def judged(desk, transfer: str) -> None:
    """Filed, prosecuted, judged; the fine paid is set off; the platform knows."""
    filed_on, judged_on = HEARD.isoformat(), NOTIFIED.isoformat()
    sit(desk, OFFICER)
    act(desk, transfer, "file_case", filed_on=filed_on, filing_number="公立1号")
    act(desk, transfer, "enter_platform", entered="公安立案", platform_number="P-1", entered_on=judged_on)
    indicted = {
        "procuratorate": PROCURATORATE,
        "court": COURT,
        "indictment_number": "检诉1号",
        "indicted_on": judged_on,
    }
    act(desk, transfer, "prosecute", **indicted)
    sentence = {"judgment_number": "刑初1号", "in_force_on": judged_on, "result": "有罪", "criminal_fine": "200000"}
    act(desk, transfer, "judge", **sentence)
    assert "已判决" in state_of(desk, transfer)


def damage_screened(desk, case: str) -> str:
    """The serious case waits on the screening list; the clue of damage is checked and opened by two people."""
    sit(desk, OFFICER)
    claim = opened(
        desk,
        f"/desk/compensation/new/?f_about={case}",
        subject="望溪河支流水质受损",
        source="penalty",
        found_on=TODAY,
        about=case,
        sector="ecology",
        claimant="yunping-government",
        bureau=OFFICE,
        designation="云政发〔2025〕12号",
        area=AREA,
        site="望溪河支流三百米",
        site_at=AT,
        party=PARTY,
        what=FACTS,
    )
    checked = {
        "findings": "河段发黑三百米。",
        "estimate": "180000",
        "red_line": "no",
        "major": "no",
        "opinion": "立案。",
    }
    act(desk, claim, "check_clue", **checked)
    do(desk, claim, HEAD, ("open_claim", {"remark": "同意启动。"}))
    return claim


def agreed_and_paid(desk, claim: str) -> None:
    """Assessed by experts below the limit of the simple way, agreed at the first meeting, paid to the treasury."""
    sit(desk, OFFICER)
    today = HEARD.isoformat()
    act(desk, claim, "investigate", plan="取样三次。", investigators="分局执法队", assess_by="2026-12-30")
    act(
        desk,
        claim,
        "report_investigation",
        acts_found=FACTS,
        damage_found="河段受损。",
        causation="下游同源。",
        undisputed="yes",
    )
    desk.goto(f"/desk/compensation/{claim}/losses/")
    for head, cells in LOSSES.items():
        for column, value in zip(("amount", "method", "evidence", "by"), cells, strict=True):
            desk.fill(f"[name={head}_{column}]", value)
    follow(desk, "main form button.primary")
    assert "180,000.00" in desk.inner_text("main")
    simple = {
        "way": "experts",
        "appraiser": "专家组",
        "unrelated": "yes",
        "experts": "3",
        "conclusion": "损失十八万元。",
    }
    act(desk, claim, "assess", **simple)
    invited = {"served_on": today, "receipt": "厂长签收", "answer_by": "2026-12-13", "meet_at": "分局会议室"}
    act(desk, claim, "begin_negotiation", **invited)
    act(desk, claim, "meet", held_on=today, present="双方", said="愿意赔偿。", result="达成一致。")
    terms = {"amount": "180000", "payable": "80000", "instalments": "2026-12-13 80000", "duties": "自行修复河段。"}
    do(desk, claim, HEAD, ("agree", terms))
    sit(desk, OFFICER)
    plan = {
        "form": "own",
        "plan": "清淤、种植。",
        "monitoring": "每旬一次。",
        "restorer": PARTY,
        "finish_by": AGAIN.isoformat(),
    }
    in_principle(desk, claim, "plan_restoration", "先开工，公告同步进行。", **plan)
    act(desk, claim, "pay", paid="80000", paid_on=today, account="fiscal", voucher="非税1号")


def restored(desk, claim: str) -> None:
    """Measured before and after, finished, evaluated by somebody unrelated, closed with nothing owed."""
    sit(desk, OFFICER)
    today = AGAIN.isoformat()
    act(desk, claim, "monitor", measured_on=today, measured="氨氮 0.6 毫克每升，达到三类。", stage="after")
    act(desk, claim, "finish_restoration", finished_on=today, done="清淤三百米。")
    verdict = {"effect": "reached", "evaluator": "省环科院", "unrelated": "yes", "opinion": "恢复到基线。"}
    act(desk, claim, "evaluate", **verdict)
    sit(desk, HEAD)
    in_principle(desk, claim, "close_claim", "评估结果另行公开。", summary="已修复。")
    assert "已结案" in state_of(desk, claim) or "办结" in state_of(desk, claim)


def proposed_for_the_list(desk, case: str) -> str:
    """Proposed on the decision in force, and notified: five working days to be heard; nothing is shown yet."""
    sit(desk, OFFICER)
    listing = opened(
        desk,
        f"/desk/enforcement/violators/new/?f_about={case}",
        decision_number="云环罚〔2026〕31号",
        sanctions=["very_large_fine"],
        list_kind="public_list",
    )
    act(desk, listing, "notify", receipt="厂长签收")
    assert not on_the_public_list(desk)
    return listing


def put_on_the_list(desk, listing: str) -> None:
    """The days are over, the words reviewed, listed: from that day on everybody can read it."""
    sit(desk, OFFICER)
    act(desk, listing, "record_defence", defence="none", reviewing="yunping-eeb")
    do(desk, listing, SECRECY, ("review_words", {"conclusion": "open", "opinion": "可以公开。"}))
    listed = {"level": "serious", "shown_until": SHOWN_UNTIL.isoformat(), "reasons": "暗管偷排，罚款较大。"}
    do(desk, listing, HEAD, ("list", listed))
    assert on_the_public_list(desk)


def repaired_and_removed(desk, listing: str) -> None:
    """After the shortest time the unit applies with evidence; granted, it is shown no more."""
    sit(desk, OFFICER)
    applied = {"received_on": REPAIRED.isoformat(), "corrected": "拆除暗管、修复河段。", "evidence": "验收和缴款凭证。"}
    act(desk, listing, "apply_repair", **applied)
    do(desk, listing, HEAD, ("decide_repair", {"result": "granted", "reasons": "已纠正、已缴清。"}))
    assert not on_the_public_list(desk)
    do(desk, listing, OFFICER, ("remove", {"told": "当面告知。"}))


def on_the_public_list(page) -> bool:
    """Whether anybody who opens the register reads what the unit did; the unit may stand there for something else."""
    page.context.clear_cookies()
    page.goto("/violators/")
    return SUBJECT in page.inner_text("main")


def in_principle(page, number: str, name: str, reason: str, **values) -> None:
    """An act against a rule in principle: it warns, a reason is given, and it is recorded with it."""
    page.goto(f"/desk/{number}/act/{name}/")
    fill(page, values)
    press(page)
    if page.url.rstrip("/").endswith(f"/act/{name}"):
        fields = page.locator("[name=reason]")
        assert fields.count(), page.locator(".error-summary, .wrong, .field-error").all_inner_texts()
        fields.first.fill(reason)
        fill(page, values)
        press(page)
    assert page.url.rstrip("/").rsplit("/", 1)[-1] == number, page.locator(".wrong, .error-summary").all_inner_texts()
