"""Conditions of court enforcement (申请法院强制执行): the Administrative Compulsion Law, articles 53 to 60.

``WINDOW`` reckons the window from the day of service: the pure room does it (``enforcement.court_window``), the chapter
hands it in with the office's calendar.
"""

from __future__ import annotations

from datetime import date

from qingtian.enforcement.court_window import CourtWindow
from qingtian.language import Text
from qingtian.procedures.guards.measures import day, sum_of
from qingtian.procedures.guards.registry import GuardContext, guard

WINDOW = "court_window"
APPLICATION, DEMAND, REVIEW = "court.application", "court.demand", "court.refusal_review"
#: procedures whose decisions are enforced
DECIDING = frozenset({"penalty_case", "daily_penalty"})


def _window(context: GuardContext, served: date) -> CourtWindow:
    found: CourtWindow = context.world[WINDOW](served)
    return found


@guard("about_a_decision_to_enforce", Text("针对一份处罚决定", "about a penalty decision"), needs_fields=True)
def about_a_decision_to_enforce(context: GuardContext) -> Text | None:
    if context.fields["about"].get("procedure") in DECIDING:
        return None
    return Text("写处罚案件或者按日连续处罚的编号。", "Give the number of a penalty case or of a daily penalty.")


@guard(
    "litigation_end_is_the_reckoned",
    Text("起诉期限届满日与计算一致", "the end of the time to sue is the reckoned one"),
    needs_fields=True,
    needs_world=(WINDOW,),
)
def litigation_end_is_the_reckoned(context: GuardContext) -> Text | None:
    served, told = day(context.fields["served_on"]), day(context.fields["litigation_ends"])
    if served > context.on:
        return Text("送达日期不能在以后。", "The day of service cannot lie in the future.")
    ends = _window(context, served).litigation.due
    if told == ends:
        return None
    return Text(f"{served} 送达，起诉期限到 {ends} 届满。", f"Served on {served}, the time to sue ends on {ends}.")


@guard("amount_is_a_sum", Text("金额读得出", "the amount is a sum of money"), needs_fields=True)
def amount_is_a_sum(context: GuardContext) -> Text | None:
    if sum_of(context.fields["amount"]):
        return None
    return Text("金额写成 100000 或 100000.50。", "Write the amount like 100000 or 100000.50.")


@guard("recovered_is_a_sum", Text("金额读得出", "the amount is a sum of money"), needs_fields=True)
def recovered_is_a_sum(context: GuardContext) -> Text | None:
    if sum_of(context.fields["recovered"]):
        return None
    return Text("金额写成 100000 或 100000.50。", "Write the amount like 100000 or 100000.50.")


@guard(
    "demand_leaves_its_days",
    Text("催告后还够等十个工作日", "the demand leaves its days before the window closes"),
    needs_world=(WINDOW,),
)
def demand_leaves_its_days(context: GuardContext) -> Text | None:
    served = context.projection.facts.get("served_on")
    if served is None:
        return None
    window = _window(context, day(served))
    if context.on <= window.latest_demand_service:
        return None
    return Text(
        f"申请末日是 {window.closes}，催告书最迟 {window.latest_demand_service} 送达，已经来不及。",
        f"The window closes on {window.closes}: the demand had to be served by {window.latest_demand_service}.",
    )


@guard("demand_was_waited_for", Text("催告满十个工作日", "the days after the demand have passed"))
def demand_was_waited_for(context: GuardContext) -> Text | None:
    clock = context.projection.clocks.get(DEMAND)
    if clock and context.on > day(clock.due):
        return None
    due = clock.due if clock else "—"
    return Text(f"催告的期限到 {due}，过了那天才能申请。", f"The demand runs to {due}; the court is asked after it.")


@guard("window_is_open", Text("在申请期限内", "within the window"))
def window_is_open(context: GuardContext) -> Text | None:
    clock = context.projection.clocks.get(APPLICATION)
    if clock is None:
        return None
    opens_after, closes = day(clock.start), day(clock.due)
    if opens_after < context.on <= closes:
        return None
    return Text(
        f"申请期限从 {opens_after} 届满的次日起，到 {closes} 止，{context.on} 不在其中。",
        f"The window runs from the day after {opens_after} to {closes}; {context.on} is outside it.",
    )


@guard("window_has_closed", Text("申请期限已过", "the window has closed"))
def window_has_closed(context: GuardContext) -> Text | None:
    clock = context.projection.clocks.get(APPLICATION)
    if clock and clock.status == "running" and context.on > day(clock.due):
        return None
    return Text(f"申请期限到 {clock.due if clock else '—'}。", f"The window runs to {clock.due if clock else '—'}.")


@guard("court_pack_is_complete", Text("材料齐全", "the papers are complete"), needs_fields=True)
def court_pack_is_complete(context: GuardContext) -> Text | None:
    """Four papers always; others where a law asks for them (art. 55)."""
    declared = context.transition.field("pack")
    wanted = [code for code in (declared.choices if declared else {}) if code != "other"]
    missing = [declared.choices[code] for code in wanted if code not in context.fields["pack"]] if declared else []
    if not missing:
        return None
    zh, en = "、".join(one.zh for one in missing), "; ".join(one.en for one in missing)
    return Text(f"材料还缺：{zh}。", f"Papers missing: {en}.")


@guard("views_are_recorded", Text("登记过当事人的意见", "the party's view is recorded"), rests_on=("record_views",))
def views_are_recorded(context: GuardContext) -> Text | None:
    if context.projection.has_done("record_views"):
        return None
    return Text(
        "先登记当事人的意见和催告情况；没有意见的也写明。",
        "Record the party's view and how the demand went first, also where it said nothing.",
    )


@guard("review_asked_in_time", Text("在复议期限内", "within the time for the review"))
def review_asked_in_time(context: GuardContext) -> Text | None:
    clock = context.projection.clocks.get(REVIEW)
    if clock is None or context.on <= day(clock.due):
        return None
    return Text(f"申请复议的期限 {clock.due} 已过。", f"The time to ask for the review ended on {clock.due}.")


@guard("rejection_has_its_reason", Text("不予执行的写明理由", "a rejection names its reason"), needs_fields=True)
def rejection_has_its_reason(context: GuardContext) -> Text | None:
    if context.fields["ruling"] == "execute" or context.fields.get("why"):
        return None
    return Text("不予执行的，写明裁定的理由。", "Where it was rejected, write the court's reason.")
