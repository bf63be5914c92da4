"""Conditions of payment, restoration and the end of a damage claim (损害赔偿：缴款、修复、结案)."""

from __future__ import annotations

from qingtian.enforcement.compensation_ledger import Ledger, sum_or_zero
from qingtian.enforcement.money import yuan
from qingtian.language import Text
from qingtian.procedures.guards.compensation import FIGURES, lies_ahead_of, lies_behind_of, not_a_sum, place_of
from qingtian.procedures.guards.registry import GuardContext, guard

#: given by the chapter: what is owed and paid
LEDGER = "compensation_ledger"
#: given by the chapter: numbers of publications about the claim that passed the gate
PUBLICATIONS = "publications_of_the_claim"


@guard("enforceable", Text("有能执行的文书", "there is something to enforce"))
def enforceable(context: GuardContext) -> Text | None:
    """A confirmed agreement or a judgment; an agreement that no court confirmed is not enforced, it is sued upon."""
    facts = context.projection.facts
    if facts.get("ruling") == "confirmed" or facts.get("judgment"):
        return None
    return Text(
        "协议没有经司法确认，也没有判决，不能申请强制执行。",
        "No confirmed agreement and no judgment: there is nothing to enforce.",
    )


@guard("fallback_once", Text("判决定了修复费用、没要过", "the judgment names it, once"))
def fallback_once(context: GuardContext) -> Text | None:
    if context.projection.has_done("claim_fallback"):
        return Text("已经要求过一次。", "It was demanded already.")
    if context.projection.facts.get("fallback"):
        return None
    return Text("判决没有确定修复费用。", "The judgment names no cost of restoration.")


@guard(
    "substitute_has_reason_and_place", Text("替代修复有理由和地点", "substitute: reason and place"), needs_fields=True
)
def substitute_has_reason_and_place(context: GuardContext) -> Text | None:
    fields = context.fields
    if fields.get("substitute_at") and not place_of(fields["substitute_at"]):
        return Text("坐标写成“经度,纬度”，如 102.712345,25.012345。", "Write the place as longitude,latitude.")
    if fields["form"] != "substitute" or (fields.get("substitute_reason") and fields.get("substitute_site")):
        return None
    return Text(
        "替代修复，写明为什么不能原地修复和替代地点。", "A substitute names why not on the spot, and its place."
    )


@guard("finish_day_lies_ahead", Text("完成期限在以后", "to be finished later"), needs_fields=True)
def finish_day_lies_ahead(context: GuardContext) -> Text | None:
    return lies_behind_of(context, "finish_by", Text("完成期限要在今天以后。", "It is to be finished after today."))


@guard("not_announced_when_begun", Text("司法确认办完了", "no confirmation is under way"))
def not_announced_when_begun(context: GuardContext) -> Text | None:
    """An agreement before the court is performed once the court has ruled, or earlier with a reason."""
    if context.projection.state != "agreed" or not context.projection.has_done("apply_confirmation"):
        return None
    return Text("正在申请司法确认，裁定以后再履行。", "Confirmation is under way; perform after the ruling.")


# --- money


@guard("to_the_fiscal_account", Text("只缴入国库", "to the treasury only"), needs_fields=True)
def to_the_fiscal_account(context: GuardContext) -> Text | None:
    if context.fields["account"] == "fiscal":
        return None
    return Text("赔偿金只能缴入国库，退回让义务人改缴。", "Compensation goes to the treasury only; have it paid there.")


@guard(
    "paid_within_balance", Text("不超过还欠的数", "never more than is owed"), needs_fields=True, needs_world=(LEDGER,)
)
def paid_within_balance(context: GuardContext) -> Text | None:
    if wrong := not_a_sum(context.fields["paid"]):
        return wrong
    ledger: Ledger = context.world[LEDGER]
    paid = yuan(context.fields["paid"].replace(",", ""))
    if paid <= ledger.balance:
        return None
    return Text(f"还欠 {ledger.balance} 元，不能登记 {paid} 元。", f"{ledger.balance} yuan is owed, not {paid}.")


@guard(
    "payable_not_below_what_came_in",
    Text("不少于已经缴的", "not less than what came in"),
    needs_fields=True,
    needs_world=(LEDGER,),
)
def payable_not_below_what_came_in(context: GuardContext) -> Text | None:
    """After a refused confirmation another agreement may follow; what came in under the first is not forgotten."""
    ledger: Ledger = context.world[LEDGER]
    if not_a_sum(context.fields["payable"], zero=True) or sum_or_zero(context.fields["payable"]) >= ledger.paid:
        return None
    return Text(f"已经缴了 {ledger.paid} 元，不能少于它。", f"{ledger.paid} yuan came in already.")


@guard("paid_by_today", Text("缴款日期不在以后", "paid by today"), needs_fields=True)
def paid_by_today(context: GuardContext) -> Text | None:
    return lies_ahead_of(context, "paid_on", Text("缴款日期不能在以后。", "It cannot be paid in the future."))


@guard("nothing_owed", Text("赔偿金缴清", "nothing is owed"), needs_world=(LEDGER,))
def nothing_owed(context: GuardContext) -> Text | None:
    ledger: Ledger = context.world[LEDGER]
    if not ledger.balance:
        return None
    return Text(f"还欠 {ledger.balance} 元。", f"{ledger.balance} yuan is still owed.")


# --- restoration


@guard("measured_by_today", Text("监测日期不在以后", "measured by today"), needs_fields=True)
def measured_by_today(context: GuardContext) -> Text | None:
    return lies_ahead_of(context, "measured_on", Text("监测日期不能在以后。", "It cannot be measured in the future."))


@guard("finished_by_today", Text("完成日期不在以后", "finished by today"), needs_fields=True)
def finished_by_today(context: GuardContext) -> Text | None:
    return lies_ahead_of(context, "finished_on", Text("完成日期不能在以后。", "It cannot be finished in the future."))


@guard("monitored", Text("修复做过监测", "the restoration was monitored"), rests_on=("monitor",))
def monitored(context: GuardContext) -> Text | None:
    if context.projection.has_done("monitor") or context.projection.facts.get("form") == "money_only":
        return None
    return Text("还没有登记过监测。", "No monitoring is recorded.")


@guard("evaluator_unrelated", Text("评估的没有利害关系", "the evaluator is unrelated"), needs_fields=True)
def evaluator_unrelated(context: GuardContext) -> Text | None:
    same = context.fields["evaluator"].strip() == str(context.projection.facts.get("restorer", "")).strip()
    if context.fields["unrelated"] == "yes" and not same:
        return None
    return Text(
        "效果评估不能由义务人、修复单位或有利害关系的来做。", "Neither obligor nor restorer evaluates the effect."
    )


@guard("exemption_is_read", Text("免评估的情形要核对原文", "the exemption is read first"))
def exemption_is_read(context: GuardContext) -> Text | None:
    return Text(
        "不评估的三种情形据二手资料，原文没有核对，请法制人员核对后写明。",
        "The three exemptions are from a secondary source; the legal officer checks the text and says so.",
    )


@guard("effect_not_reached", Text("评估没有达到", "the effect was not reached"))
def effect_not_reached(context: GuardContext) -> Text | None:
    if context.projection.facts.get("effect") == "not_reached":
        return None
    return Text("修复效果已经达到或不用评估。", "The effect was reached, or needs no evaluation.")


@guard("effect_reached_or_exempt", Text("达到修复目标或依法不评估", "reached, or exempt"))
def effect_reached_or_exempt(context: GuardContext) -> Text | None:
    if context.projection.facts.get("effect") in ("reached", "exempt"):
        return None
    return Text("修复目标没有达到，继续修复。", "The aim was not reached: restore further.")


@guard("major_case_reported", Text("重大案件上报过", "a major case was reported"), rests_on=("report_major",))
def major_case_reported(context: GuardContext) -> Text | None:
    if context.projection.facts.get("major") in (None, "no") or context.projection.has_done("report_major"):
        return None
    return Text("重大案件要先上报。", "A major case is reported first.")


# --- publicity and public-interest suits


@guard("results_published", Text("公开过", "it was published"), rests_on=("note_publication",))
def results_published(context: GuardContext) -> Text | None:
    if context.projection.has_done("note_publication"):
        return None
    return Text("立案、协议或裁判、修复方案和评估结果还没有登记公开。", "Nothing of this claim is noted as published.")


@guard(
    "claim_through_the_gate",
    Text("公开稿已经发布", "its publication is on the public pages"),
    needs_fields=True,
    needs_world=(PUBLICATIONS,),
)
def claim_through_the_gate(context: GuardContext) -> Text | None:
    reference = context.fields["publication"]
    if reference.get("procedure") != "publication" or reference.get("state") != "published":
        return Text("要写一份已经发布的公开稿的编号。", "Give the number of a publication on the public pages.")
    if reference.get("number") in context.world.get(PUBLICATIONS, ()):
        return None
    return Text("那份公开稿不是关于这一件的。", "That publication is not about this claim.")


@guard("noted_day_by_today", Text("日期不在以后", "the day is not ahead"), needs_fields=True)
def noted_day_by_today(context: GuardContext) -> Text | None:
    return lies_ahead_of(context, "on_day", Text("日期不能在以后。", "The day cannot lie in the future."))


@guard("covered_is_a_sum", Text("涵盖的是金额、不小于以前登记的", "covered is a sum, never less"), needs_fields=True)
def covered_is_a_sum(context: GuardContext) -> Text | None:
    given = context.fields["covered"]
    if wrong := not_a_sum(given, zero=True):
        return wrong
    before = sum_or_zero(str(context.projection.facts.get("covered") or "0"))
    if sum_or_zero(given) >= before:
        return None
    return Text(f"以前登记的是 {before} 元，写累计数。", f"{before} yuan was noted before; enter the whole amount.")


@guard(
    "organisation_qualified",
    Text("社会组织符合条件", "the organisation qualifies"),
    needs_fields=True,
    needs_world=(FIGURES,),
)
def organisation_qualified(context: GuardContext) -> Text | None:
    fields, years = context.fields, context.world[FIGURES]["organisation_years"]
    if fields["referred_to"] != "organisation":
        return None
    marks = all(fields.get(name) for name in ("registered", "clean_record", "no_profit"))
    if marks and (fields.get("years") or 0) >= years:
        return None
    return Text(
        f"社会组织要在设区的市级以上登记、连续 {years} 年以上、没有违法记录、不以诉讼牟利。",
        f"An organisation is registered at city level or above, {years} years at work, clean, without profit.",
    )
