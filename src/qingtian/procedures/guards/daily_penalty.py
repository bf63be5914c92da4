"""Conditions of the continuous daily penalty (按日连续处罚): MEP Order 28 of 2014, article by article.

``ORDERS`` are the correction orders of the matter with their findings, ``COUNT`` what is to be decided now: both are
read from the trail by the chapter, which knows the law and the calendar.
"""

from __future__ import annotations

from collections.abc import Sequence

from qingtian.enforcement.correction_orders import CorrectionOrder, awaiting, day_by_day
from qingtian.enforcement.daily_penalty import DailyPenalty
from qingtian.language import Text
from qingtian.procedures.guards.measures import LAST_DAY, day, lines, sum_of
from qingtian.procedures.guards.registry import GuardContext, guard

ORDERS, COUNT = "orders", "count"
RE_INSPECTION, ORDER_SERVICE = "daily_penalty.re_inspection", "daily_penalty.order_service"


def _orders(context: GuardContext) -> Sequence[CorrectionOrder]:
    found: Sequence[CorrectionOrder] = context.world.get(ORDERS, ())
    return found


def _count(context: GuardContext) -> DailyPenalty | None:
    found: DailyPenalty | None = context.world.get(COUNT)
    return found


@guard(
    "order_served_by_today", Text("送达在决定书之后、今天以前", "served after its date, by today"), needs_fields=True
)
def order_served_by_today(context: GuardContext) -> Text | None:
    dated, served = day(context.fields["order_dated"]), day(context.fields["order_served_on"])
    if dated <= served <= context.on:
        return None
    return Text(
        f"决定书 {dated}，送达 {served}：送达不能早于决定书，也不能在今天以后。",
        f"Order of {dated}, served on {served}: service is not before the order and not after today.",
    )


@guard(
    "order_served_at_once_or_in_its_days",
    Text("当场送达，或者拿到监测报告后按期送达", "served on the spot, or in its days after the monitoring report"),
    needs_fields=True,
    needs_world=(LAST_DAY,),
)
def order_served_at_once_or_in_its_days(context: GuardContext) -> Text | None:
    """Without a monitoring report the order is handed over on the spot: the day it bears is the day of service."""
    dated, served = day(context.fields["order_dated"]), day(context.fields["order_served_on"])
    report = context.fields.get("report_on")
    if not report:
        if served == dated:
            return None
        return Text(
            "当场能认定的当场送达；靠监测认定的，写明收到监测报告的日期。",
            "What is plain on the spot is served there; where monitoring decides, give the day its report came.",
        )
    last = context.world[LAST_DAY](ORDER_SERVICE, day(report))
    if day(report) <= served <= last:
        return None
    return Text(
        f"监测报告 {report} 收到，责令改正决定书应在 {last} 前送达。",
        f"The monitoring report came on {report}: the order is served by {last}.",
    )


@guard("seven_items_of_the_order", Text("决定书七项齐全", "the order states its seven items"), needs_fields=True)
def seven_items_of_the_order(context: GuardContext) -> Text | None:
    declared = context.transition.field("items")
    missing = (
        [words for code, words in declared.choices.items() if code not in context.fields["items"]] if declared else []
    )
    if not missing:
        return None
    zh, en = "、".join(words.zh for words in missing), "; ".join(words.en for words in missing)
    return Text(f"责令改正决定书还缺：{zh}。", f"The correction order still lacks: {en}.")


@guard(
    "an_order_awaits_re_inspection",
    Text("有一份责令改正决定书等着复查", "a correction order awaits its re-inspection"),
    needs_world=(ORDERS,),
)
def an_order_awaits_re_inspection(context: GuardContext) -> Text | None:
    if awaiting(_orders(context)):
        return None
    return Text("没有等着复查的责令改正决定书，先再次责令改正。", "No order awaits a re-inspection; serve one first.")


@guard(
    "no_order_awaits_re_inspection",
    Text("没有还能复查的责令改正决定书", "no order can still be re-inspected"),
    needs_world=(ORDERS, LAST_DAY),
)
def no_order_awaits_re_inspection(context: GuardContext) -> Text | None:
    """A new order follows a finding, or takes the place of one whose thirty days went by."""
    one = awaiting(_orders(context))
    if one is None:
        return None
    last = context.world[LAST_DAY](RE_INSPECTION, one.served)
    if context.on > last:
        return None
    return Text(
        f"{one.served} 送达的那份还没有复查，{last} 前复查。",
        f"The order served on {one.served} has not been re-inspected; do so by {last}.",
    )


@guard("re_inspected_covertly", Text("暗查，没有事先告知", "covert, not announced before"), needs_fields=True)
def re_inspected_covertly(context: GuardContext) -> Text | None:
    if context.fields["manner"] == "covert":
        return None
    return Text(
        "复查要以暗查方式进行；事先告知了的，不能据此计罚，重新暗查。",
        "The re-inspection is covert; one that was announced counts for nothing: make another, unannounced.",
    )


@guard(
    "re_inspected_in_thirty_days",
    Text("送达后三十日内复查", "re-inspected in thirty days of service"),
    needs_fields=True,
    needs_world=(ORDERS, LAST_DAY),
)
def re_inspected_in_thirty_days(context: GuardContext) -> Text | None:
    one, found = awaiting(_orders(context)), day(context.fields["found_on"])
    if one is None:
        return None
    last = context.world[LAST_DAY](RE_INSPECTION, one.served)
    if found <= min(last, context.on):
        return None
    return Text(
        f"{one.served} 送达，应在 {last} 前复查；{found} 已经超期或者在今天以后，重新送达责令改正决定书再暗查。",
        f"Served on {one.served}, to be re-inspected by {last}: {found} is too late or after today. "
        "Serve a new order and re-inspect within its days.",
    )


@guard(
    "day_zero_never_counts",
    Text("复查在送达次日以后", "re-inspected after the day of service"),
    needs_fields=True,
    needs_world=(ORDERS,),
)
def day_zero_never_counts(context: GuardContext) -> Text | None:
    one, found = awaiting(_orders(context)), day(context.fields["found_on"])
    if one is None or found > one.served:
        return None
    return Text(
        f"{one.served} 送达，当日不计；{found} 的复查不能作为一个周期。",
        f"Served on {one.served}, a day that never counts: a re-inspection on {found} makes no cycle.",
    )


@guard(
    "served_not_before_the_last_finding",
    Text("再次送达不早于上一次复查", "served not before the last finding"),
    needs_fields=True,
    needs_world=(ORDERS,),
)
def served_not_before_the_last_finding(context: GuardContext) -> Text | None:
    found = [one.found for one in _orders(context) if one.found]
    if not found or day(context.fields["order_served_on"]) >= found[-1]:
        return None
    return Text(
        f"上一次复查是 {found[-1]}；更早送达会把同一日计罚两次。",
        f"The last re-inspection was on {found[-1]}; served earlier, days would be fined twice.",
    )


@guard("counting_has_not_ended", Text("还在计罚", "the counting goes on"), needs_world=(ORDERS,))
def counting_has_not_ended(context: GuardContext) -> Text | None:
    orders = _orders(context)
    if orders and (orders[-1].awaits or orders[-1].refused):
        return None
    return Text("已经停止计罚了。", "The counting has ended already.")


@guard("days_wait_for_a_decision", Text("有等着决定的日数", "days wait for a decision"), needs_world=(COUNT,))
def days_wait_for_a_decision(context: GuardContext) -> Text | None:
    if _count(context):
        return None
    return Text("没有新查到的、还没有决定的日数。", "No days were found that are not decided yet.")


@guard(
    "count_is_the_reckoned",
    Text("日数和金额与计算一致", "days and amount are the reckoned ones"),
    needs_fields=True,
    needs_world=(COUNT,),
)
def count_is_the_reckoned(context: GuardContext) -> Text | None:
    count = _count(context)
    if count is None:
        return None
    told = (sum_of(context.fields["fine"]), context.fields["days"], sum_of(context.fields["amount"]))
    if told == (count.fine, count.days, count.amount):
        return None
    return Text(
        f"原罚款 {count.fine:.2f} 元，{count.days} 日，共 {count.amount:.2f} 元；表上写的与此不同。",
        f"The original fine is {count.fine:.2f} yuan, {count.days} days, {count.amount:.2f} yuan in all; "
        "what was entered differs.",
    )


@guard(
    "count_printed_day_by_day",
    Text("决定书逐日列出", "the decision lists every day"),
    needs_fields=True,
    needs_world=(COUNT,),
)
def count_printed_day_by_day(context: GuardContext) -> Text | None:
    count = _count(context)
    if count is None or lines(context.fields["count"]) == lines(day_by_day(count)):
        return None
    return Text(
        "逐日计算与复查记录不一致，照原样打印，不能增减日子。",
        "The count day by day is not that of the re-inspections; it is printed as it is, no day added or left out.",
    )


@guard("corrected_or_stopped", Text("复查已经改正，或者停止了", "corrected or stopped"), needs_world=(ORDERS,))
def corrected_or_stopped(context: GuardContext) -> Text | None:
    orders = _orders(context)
    if orders and not orders[-1].awaits and not orders[-1].refused:
        return None
    return Text(
        "最近一次复查还没有改正，也没有因措施停止；继续责令改正、复查。",
        "It was neither found corrected nor stopped by a measure; order and re-inspect again.",
    )


@guard("no_day_is_left_undecided", Text("查到的日数都决定了", "every day found was decided"), needs_world=(COUNT,))
def no_day_is_left_undecided(context: GuardContext) -> Text | None:
    count = _count(context)
    if count is None:
        return None
    return Text(f"还有 {count.days} 日没有决定。", f"{count.days} days found are not decided yet.")
