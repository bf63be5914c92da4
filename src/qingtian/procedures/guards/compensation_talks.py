"""Conditions of negotiation, confirmation and suit (损害赔偿：磋商、司法确认、诉讼)."""

from __future__ import annotations

from decimal import Decimal

from qingtian.enforcement.compensation_ledger import ZERO, instalments, sum_or_zero
from qingtian.errors import UnusableInput
from qingtian.language import Text
from qingtian.procedures.guards.common import clock_is_over, lack_until_over, lack_when_over
from qingtian.procedures.guards.compensation import FIGURES, lies_ahead_of, not_a_sum
from qingtian.procedures.guards.registry import GuardContext, guard

NEGOTIATION = "compensation.negotiation"
ANNOUNCEMENT = "compensation.confirmation_announcement"


def meetings_of(context: GuardContext) -> int:
    """Meetings held since the latest notice to negotiate."""
    done = context.projection.done
    notices = (*done.get("begin_negotiation", ()), *done.get("negotiate_again", ()))
    since = max((mark["seq"] for mark in notices), default=0)
    return sum(mark["seq"] > since for mark in done.get("meet", ()))


@guard("obligor_is_known", Text("义务人写明了", "the obligor is named"))
def obligor_is_known(context: GuardContext) -> Text | None:
    if context.projection.facts.get("party"):
        return None
    return Text("先写明赔偿义务人。", "Name the obligor first.")


@guard("served_by_today", Text("送达日期不在以后", "served by today"), needs_fields=True)
def served_by_today(context: GuardContext) -> Text | None:
    return lies_ahead_of(context, "served_on", Text("送达日期不能在以后。", "Service cannot lie in the future."))


@guard("answer_day_after_service", Text("答复日期在送达以后", "the answer is due after service"), needs_fields=True)
def answer_day_after_service(context: GuardContext) -> Text | None:
    if context.fields["answer_by"] > context.fields["served_on"]:
        return None
    return Text("答复日期要在送达以后。", "The answer is due after the service.")


@guard(
    "meeting_between_service_and_today", Text("会议在送达以后、不在以后", "the meeting lies between"), needs_fields=True
)
def meeting_between_service_and_today(context: GuardContext) -> Text | None:
    served, held = context.projection.facts["served_on"], context.fields["held_on"]
    if served <= held <= context.on.isoformat():
        return None
    return Text(
        f"会议要在送达（{served}）以后、登记这天以前。", f"The meeting lies between {served} and the day of entry."
    )


@guard("meetings_left", Text("磋商会议没超过次数", "meetings are left"), needs_world=(FIGURES,))
def meetings_left(context: GuardContext) -> Text | None:
    most, held = context.world[FIGURES]["meetings"], meetings_of(context)
    if held < most:
        return None
    return Text(
        f"磋商原则上不超过 {most} 次，已经开了 {held} 次。", f"At most {most} meetings in principle; {held} were held."
    )


@guard("negotiation_in_time", Text("在磋商期限内", "within the time for negotiation"))
def negotiation_in_time(context: GuardContext) -> Text | None:
    over = Text("磋商原则上到 {due} 为止，已经过了。", "In principle negotiation ended on {due}.")
    return lack_when_over(context, NEGOTIATION, over)


@guard(
    "failure_has_happened",
    Text("不成的情形确实出现", "the ground of failure has happened"),
    needs_fields=True,
    needs_world=(FIGURES,),
)
def failure_has_happened(context: GuardContext) -> Text | None:
    ground, most = context.fields["failed_as"], context.world[FIGURES]["meetings"]
    if ground == "meetings_used" and meetings_of(context) < most:
        held = meetings_of(context)
        return Text(f"只开了 {held} 次会，没到 {most} 次。", f"Only {held} meetings were held, not {most}.")
    if ground == "time_over" and not clock_is_over(context, NEGOTIATION):
        due = context.projection.clocks[NEGOTIATION].due
        return Text(f"磋商期限到 {due}，还没届满。", f"The time for negotiation runs to {due}.")
    return None


@guard("added_ground_is_read", Text("新增情形要核对原文", "an added ground is read first"), needs_fields=True)
def added_ground_is_read(context: GuardContext) -> Text | None:
    if not context.fields["failed_as"].startswith("added_"):
        return None
    return Text(
        "这种情形的原文没有核对过，请法制人员核对后写明。",
        "The text of this ground was not read here; the legal officer checks it and says so.",
    )


# --- what was agreed or adjudged


def _sums(context: GuardContext) -> tuple[Decimal, Decimal]:
    """Amount and part payable in money."""
    return sum_or_zero(context.fields["amount"]), sum_or_zero(context.fields["payable"])


@guard("agreed_amount_explained", Text("和评估数不同的写理由", "a difference is explained"), needs_fields=True)
def agreed_amount_explained(context: GuardContext) -> Text | None:
    amount = context.fields["amount"]
    if wrong := not_a_sum(amount):
        return wrong
    assessed = sum_or_zero(str(context.projection.facts["total"]))
    if sum_or_zero(amount) == assessed or context.fields.get("differs_because"):
        return None
    return Text(f"评估是 {assessed} 元，写明为什么不同。", f"The assessment says {assessed} yuan: say why it differs.")


@guard("payable_within_amount", Text("缴纳的不超过总额", "the part in money is within the whole"), needs_fields=True)
def payable_within_amount(context: GuardContext) -> Text | None:
    wrong = not_a_sum(context.fields["amount"], zero=True) or not_a_sum(context.fields["payable"], zero=True)
    if wrong:
        return wrong
    amount, payable = _sums(context)
    return (
        None
        if payable <= amount
        else Text(f"缴纳的 {payable} 元超过总额 {amount} 元。", f"{payable} exceeds {amount}.")
    )


@guard("instalments_add_up", Text("分期之和等于应缴数", "instalments add up"), needs_fields=True)
def instalments_add_up(context: GuardContext) -> Text | None:
    """Several instalments need security; money that is owed has at least one day it is due."""
    try:
        plan, (_, payable) = instalments(context.fields.get("instalments") or ()), _sums(context)
    except UnusableInput as wrong:
        return wrong.message
    exact = sum((one.amount for one in plan), ZERO)
    if payable and not plan:
        return Text(
            f"写明哪天缴：应缴 {payable}，至少写一期，每行“日期 金额”。",
            f"Say when it is paid: {payable} is payable, in one line or more of day and sum.",
        )
    if exact != payable:
        return Text(
            f"各期之和是 {exact}，应缴 {payable}。", f"The instalments add up to {exact}, payable is {payable}."
        )
    if len(plan) > 1 and not context.fields.get("security") and context.transition.field("security"):
        return Text("分期缴纳的，写明担保。", "Instalments need security.")
    return None


def _uncovered(context: GuardContext, amount: object) -> Text | None:
    """Why a sum claims again what a public-interest suit has awarded."""
    if not_a_sum(amount, zero=True):
        return None
    covered = sum_or_zero(str(context.projection.facts.get("covered") or "0"))
    left = max(sum_or_zero(str(context.projection.facts["total"])) - covered, ZERO)
    if not covered or sum_or_zero(str(amount)) <= left:
        return None
    return Text(
        f"公益诉讼已涵盖 {covered} 元，只能就没涵盖的 {left} 元索赔。",
        f"A public-interest suit covers {covered} yuan; only {left} yuan is left to claim.",
    )


@guard(
    "only_what_is_uncovered",
    Text("公益诉讼涵盖的不再要", "never what a public-interest suit covers"),
    needs_fields=True,
)
def only_what_is_uncovered(context: GuardContext) -> Text | None:
    return _uncovered(context, context.fields["amount"])


@guard("sued_for_what_is_uncovered", Text("公益诉讼涵盖的不再诉", "not sued for what is covered"), needs_fields=True)
def sued_for_what_is_uncovered(context: GuardContext) -> Text | None:
    return _uncovered(context, context.fields["claimed"])


@guard("applied_by_today", Text("申请日期不在以后", "applied by today"), needs_fields=True)
def applied_by_today(context: GuardContext) -> Text | None:
    return lies_ahead_of(
        context, "applied_on", Text("申请日期不能在以后。", "The application cannot lie in the future.")
    )


@guard(
    "confirmation_applied_for", Text("申请过司法确认", "confirmation was applied for"), rests_on=("apply_confirmation",)
)
def confirmation_applied_for(context: GuardContext) -> Text | None:
    if context.projection.has_done("apply_confirmation"):
        return None
    return Text("先申请司法确认。", "Apply for confirmation first.")


@guard("announced_by_today", Text("公告日期不在以后", "announced by today"), needs_fields=True)
def announced_by_today(context: GuardContext) -> Text | None:
    return lies_ahead_of(context, "announced_on", Text("公告日期不能在以后。", "It cannot be announced in the future."))


@guard("announced_long_enough", Text("法院公告期满", "the announcement is over"))
def announced_long_enough(context: GuardContext) -> Text | None:
    missing = Text("法院公告到 {due}，期满以后才能确认。", "Announced until {due}; confirmation comes after it.")
    return lack_until_over(context, ANNOUNCEMENT, missing)


@guard("ruled_after_announcement", Text("裁定在公告期满以后", "ruled after the announcement"), needs_fields=True)
def ruled_after_announcement(context: GuardContext) -> Text | None:
    clock, ruled = context.projection.clocks.get(ANNOUNCEMENT), context.fields["ruled_on"]
    if clock and clock.due < ruled <= context.on.isoformat():
        return None
    due = clock.due if clock else "—"
    return Text(f"裁定日期要在公告期满（{due}）以后、登记这天以前。", f"The ruling lies after {due} and not ahead.")


# --- suit


@guard("before_the_intermediate_court", Text("中级人民法院管辖", "before an intermediate court"), needs_fields=True)
def before_the_intermediate_court(context: GuardContext) -> Text | None:
    if context.fields["court_level"] == "intermediate":
        return None
    return Text("第一审由中级人民法院管辖。", "An intermediate court hears it first.")


@guard("sued_sum_is_a_sum", Text("诉讼请求是金额", "the claim is a sum"), needs_fields=True)
def sued_sum_is_a_sum(context: GuardContext) -> Text | None:
    return not_a_sum(context.fields["claimed"])


@guard("filed_by_today", Text("起诉日期不在以后", "filed by today"), needs_fields=True)
def filed_by_today(context: GuardContext) -> Text | None:
    return lies_ahead_of(context, "filed_on", Text("起诉日期不能在以后。", "It cannot be filed in the future."))


@guard("effective_by_today", Text("生效日期不在以后", "in effect by today"), needs_fields=True)
def effective_by_today(context: GuardContext) -> Text | None:
    filed, effective = context.projection.facts["filed_on"], context.fields["effective_on"]
    if filed <= effective <= context.on.isoformat():
        return None
    return Text(f"生效日期在起诉（{filed}）以后、登记这天以前。", f"In effect between {filed} and the day of entry.")


@guard(
    "fallback_within_what_is_not_payable",
    Text("修复费用在总额以内", "the fallback is within the whole"),
    needs_fields=True,
)
def fallback_within_what_is_not_payable(context: GuardContext) -> Text | None:
    given = context.fields.get("fallback")
    if not given:
        return None
    if (
        wrong := not_a_sum(given)
        or not_a_sum(context.fields["payable"], zero=True)
        or not_a_sum(context.fields["amount"], zero=True)
    ):
        return wrong
    amount, payable = _sums(context)
    if sum_or_zero(given) <= amount - payable:
        return None
    return Text(
        f"修复费用不能超过 {amount - payable} 元。", f"The cost of restoration is at most {amount - payable} yuan."
    )
