"""Conditions of rewarded reporting (举报奖励)."""

from __future__ import annotations

import hmac
from datetime import date

from qingtian.language import Text
from qingtian.procedures.claim_code import code_digest
from qingtian.procedures.guards.common import lack_until_over, lack_when_over
from qingtian.procedures.guards.persons import took_part
from qingtian.procedures.guards.registry import GuardContext, guard

CLAIM = "petitions.reward_claim"
#: acts whose persons may not approve
EARLIER = ("propose", "examine", "approve_first")
DAMAGE_AVOIDED = "damage_avoided"


@guard("rewards_a_petition", Text("奖的是一件信访举报", "what is rewarded is a petition"), needs_fields=True)
def rewards_a_petition(context: GuardContext) -> Text | None:
    if context.fields["petition"].get("procedure") == "petition":
        return None
    return Text("写举报件的编号。", "Give the number of a report.")


@guard("decision_is_named", Text("有决定的，写文号和生效日期", "a decision has number and day"), needs_fields=True)
def decision_is_named(context: GuardContext) -> Text | None:
    fields = context.fields
    if fields["ground"] == DAMAGE_AVOIDED or (fields.get("decision_number") and fields.get("in_force_on")):
        return None
    return Text("写明决定文号和生效日期。", "Give the number of the decision and the day it takes effect.")


@guard("every_condition_is_met", Text("条件都符合", "every condition is met"), needs_fields=True)
def every_condition_is_met(context: GuardContext) -> Text | None:
    declared = context.transition.field("conditions")
    titles = declared.choices if declared else {}
    missing = [title for code, title in titles.items() if code not in context.fields["conditions"]]
    if not missing:
        return None
    zh, en = "、".join(t.zh for t in missing), "; ".join(t.en for t in missing)
    return Text(f"还不符合：{zh}。不符合的，不予奖励。", f"Not met: {en}. Otherwise it is refused.")


@guard(
    "amount_is_the_schemes",
    Text("金额等于奖励标准算出的数", "the amount is what the scheme gives"),
    needs_fields=True,
    needs_world=("reward_amounts",),
)
def amount_is_the_schemes(context: GuardContext) -> Text | None:
    fields, amounts = context.fields, context.world.get("reward_amounts", {})
    insider = "insider" if fields.get("insider") else "other"
    due = max((amounts.get((one, fields["contribution"], insider), 0) for one in fields["classes"]), default=0)
    if due and fields["amount"] == due:
        return None
    return Text(f"按现行奖励标准是 {due} 元。", f"By the scheme in force it is {due} yuan.")


@guard("approved_by_another_person", Text("换一个人审批", "approved by another person"))
def approved_by_another_person(context: GuardContext) -> Text | None:
    marks = [mark for act in EARLIER for mark in context.projection.done.get(act, ())]
    since = max((m["seq"] for m in context.projection.done.get("return_proposal", ())), default=0)
    opened = context.projection.done.get("propose", ())
    before = [*opened, *(mark for mark in marks if mark["seq"] > since)]
    if not took_part(context.actor, before):
        return None
    return Text("前面的步骤是您办的，换一个人审批。", "You took an earlier step; somebody else approves.")


@guard("decision_in_force", Text("决定已经生效", "the decision is in force"), needs_world=("decision_known",))
def decision_in_force(context: GuardContext) -> Text | None:
    facts = context.projection.facts
    if facts.get("ground") == DAMAGE_AVOIDED:
        return None
    if context.world.get("decision_known") is False:
        return Text("处罚决定已被撤销或者没有生效。", "The decision was set aside or is not in force.")
    day = facts.get("in_force_on")
    if day and date.fromisoformat(day) <= context.on:
        return None
    return Text(f"决定 {day or '—'} 才生效，不能先发。", f"The decision takes effect on {day or '—'}; not before.")


@guard(
    "code_is_right_at_the_counter",
    Text("窗口领取的，领奖码要对", "at the counter the claim code is checked"),
    needs_fields=True,
    needs_world=("claim_digest",),
)
def code_is_right_at_the_counter(context: GuardContext) -> Text | None:
    if context.projection.facts.get("way") != "counter":
        return None
    kept, typed = context.world.get("claim_digest", ""), code_digest(str(context.fields.get("code") or ""))
    if kept and hmac.compare_digest(kept, typed):
        return None
    return Text("领奖码不对。", "The claim code is wrong.")


@guard("payee_not_too_often", Text("同一收款人一年内不过多", "one payee not too often"), needs_world=("same_payee",))
def payee_not_too_often(context: GuardContext) -> Text | None:
    times, most = context.world.get("same_payee", 0), context.world.get("same_payee_most", 0)
    if times < most or not most:
        return None
    return Text(f"同一收款人一年内已领 {times} 次。", f"The same payee was paid {times} times within a year.")


@guard(
    "payee_told_apart",
    Text("看得出是不是同一收款人", "it can be told whether the payee was paid before"),
    needs_world=("payee_marked",),
)
def payee_told_apart(context: GuardContext) -> Text | None:
    if context.world.get("payee_marked") or context.projection.facts.get("way") != "counter":
        return None
    return Text(
        "窗口领取的没有收款人标记，看不出一年内领过几次；写明为什么可以发。",
        "Claimed at the counter without a mark of the payee: earlier rewards cannot be counted. Say why to pay.",
    )


@guard("claimed_in_time", Text("在领取期限内", "claimed in time"))
def claimed_in_time(context: GuardContext) -> Text | None:
    return lack_when_over(context, CLAIM, Text("领取期限 {due} 已过。", "The time to claim ended on {due}."))


@guard("claim_time_over", Text("领取期限已过", "the time to claim is over"))
def claim_time_over(context: GuardContext) -> Text | None:
    return lack_until_over(context, CLAIM, Text("{due} 前还可以领取。", "It may be claimed until {due}."))
