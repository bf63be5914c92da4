"""Conditions of what police, procuratorate and court answer to a transferred crime: days, clocks, sums."""

from __future__ import annotations

from decimal import Decimal

from qingtian.enforcement.money import FEN, yuan
from qingtian.errors import UnusableInput
from qingtian.language import Text
from qingtian.procedures.guards.common import lack_when_over
from qingtian.procedures.guards.registry import GuardContext, guard
from qingtian.procedures.guards.transfers import AWAITING, ahead

#: fields that hold the day on which police, procuratorate or court did something
THEIR_DAYS = ("filed_on", "notice_on", "answer_on", "indicted_on", "dropped_on", "in_force_on")


def _done_on(context: GuardContext, act: str) -> str:
    marks = context.projection.done.get(act) or [{"on": ""}]
    return str(marks[-1]["on"])


def _before_hand_over(context: GuardContext, field: str) -> Text | None:
    handed = _done_on(context, "hand_over")
    if context.fields[field] >= handed:
        return None
    return Text(f"{context.fields[field]} 早于移送（{handed}）。", f"{context.fields[field]} precedes the hand-over.")


@guard("received_after_hand_over", Text("接受不早于移送", "accepted after the hand-over"), needs_fields=True)
def received_after_hand_over(context: GuardContext) -> Text | None:
    return ahead(context, "received_on") or _before_hand_over(context, "received_on")


@guard("police_day_is_past", Text("日期在移送以后、登记以前", "between hand-over and entry"), needs_fields=True)
def police_day_is_past(context: GuardContext) -> Text | None:
    field = next(name for name in THEIR_DAYS if name in context.fields)
    return ahead(context, field) or _before_hand_over(context, field)


@guard("incomplete_told_in_time", Text("公安在期限内告知", "the police told it in time"), needs_fields=True)
def incomplete_told_in_time(context: GuardContext) -> Text | None:
    clock = context.projection.clocks.get("crime.supplement_notice")
    if clock is None or context.fields["told_on"] <= clock.due:
        return None
    return Text(f"公安应在 {clock.due} 前告知。", f"The police should have said so by {clock.due}.")


@guard("longer_in_order", Text("先查证，后重大复杂，各一次", "checking, then complex, once"), needs_fields=True)
def longer_in_order(context: GuardContext) -> Text | None:
    now = context.projection.facts.get("longer")
    if now is None or (now == "checking" and context.fields["why"] == "complex"):
        return None
    return Text("已经登记过更长的期限。", "A longer time was entered already.")


@guard("reconsideration_in_time", Text("在申请复议的期限内", "within the time to ask"))
def reconsideration_in_time(context: GuardContext) -> Text | None:
    over = Text(
        "申请复议要在 {due} 以前；已过的，建议检察院立案监督。",
        "Reconsideration had to be asked by {due}; ask the procuratorate to supervise.",
    )
    return lack_when_over(context, "crime.reconsideration_request", over)


@guard("something_to_enter", Text("有没录入的决定", "a decision waits to be entered"))
def something_to_enter(context: GuardContext) -> Text | None:
    clock = context.projection.clocks.get("crime.platform_entry")
    if clock is not None and clock.status == "running":
        return None
    return Text("没有等着录入的决定。", "No decision waits to be entered.")


@guard(
    "message_awaits_a_receipt",
    Text("这份去文在等回执", "the message awaits a receipt"),
    needs_fields=True,
    needs_world=(AWAITING,),
)
def message_awaits_a_receipt(context: GuardContext) -> Text | None:
    waiting = context.world.get(AWAITING, ())
    if context.fields["message"].strip().upper() in waiting:
        return None
    names = "、".join(waiting) or "—"
    return Text(f"等回执的去文：{names}。", f"Messages awaiting a receipt: {names}.")


def _sum(words: str) -> Decimal | None:
    """A sum of money, nought among them; None where it is none."""
    try:
        return Decimal(0) if words.strip() in ("0", "0.00") else yuan(words.strip())
    except UnusableInput:
        return None


@guard("criminal_fine_is_a_sum", Text("罚金是一个数额", "the fine is a sum of money"), needs_fields=True)
def criminal_fine_is_a_sum(context: GuardContext) -> Text | None:
    if _sum(context.fields["criminal_fine"]) is not None:
        return None
    return Text("罚金写成 100000 或 0。", "Write the fine like 100000, or 0.")


@guard("set_off_is_the_smaller", Text("折抵是两者中较小的", "the set-off is the smaller sum"), needs_fields=True)
def set_off_is_the_smaller(context: GuardContext) -> Text | None:
    paid, entered = _sum(context.fields["fine_paid"]), _sum(context.fields["set_off"])
    criminal = _sum(str(context.projection.facts.get("criminal_fine", "")))
    if paid is None or entered is None or criminal is None:
        return Text("金额写成 100000 或 100000.50。", "Write the sums like 100000 or 100000.50.")
    smaller = min(paid, criminal).quantize(FEN)
    if entered.quantize(FEN) == smaller:
        return None
    return Text(f"应折抵 {smaller} 元。", f"{smaller} yuan are to be set off.")


@guard("goods_and_platform_done", Text("物品已移交、平台已录入", "goods handed over, platform told"))
def goods_and_platform_done(context: GuardContext) -> Text | None:
    running = {clock.key for clock in context.projection.running()} & {"crime.goods", "crime.platform_entry"}
    if not running:
        return None
    return Text("还有物品没有移交，或者平台没有录入。", "Goods or an entry in the platform are still owed.")
