"""Conditions of limiting and suspending production (限制生产、停产整治): MEP Order 30 of 2014, article by article."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

from qingtian.language import Text
from qingtian.procedures.guards.measures import FIGURES, LAST_DAY, day, figure
from qingtian.procedures.guards.registry import GuardContext, guard

LIMIT_TERM, COMPLETION = "production.limit_term", "production.completion_report"
#: the last day of a limit that is extended as far as the law lets, from its first day
LAST_EXTENDED = "last_extended_day"
LIMITING = frozenset({"over_standard", "over_daily_total"})


@guard("ground_fits_the_measure", Text("情形和措施相符", "the ground is one of that measure"), needs_fields=True)
def ground_fits_the_measure(context: GuardContext) -> Text | None:
    limiting = context.fields["ground"] in LIMITING
    if limiting == (context.fields["measure"] == "limit"):
        return None
    return Text(
        "这一情形对应的不是这项措施：限产的情形限产，停产的情形停产。",
        "That ground is for the other measure: a ground for a limit limits, one for a suspension suspends.",
    )


@guard(
    "multiple_is_reached",
    Text("倍数达到（含本数）", "the multiple is reached, the number itself included"),
    needs_fields=True,
    needs_world=(FIGURES,),
)
def multiple_is_reached(context: GuardContext) -> Text | None:
    """Exact decimals: 3 is three times, 2.999 is not. What it is a multiple of is said by the legal officer."""
    if context.fields["ground"] != "metals_multiple":
        return None
    least = figure(context, "metals_multiple")
    try:
        told = Decimal(str(context.fields.get("multiple", "")).strip())
    except InvalidOperation:
        return Text("写明倍数，如 3 或 3.05。", "Give the multiple, such as 3 or 3.05.")
    if not context.fields.get("multiple_of"):
        return Text(
            "写明是浓度倍数还是超标倍数、谁认定的。",
            "Say whether it is a multiple of concentration or of excess, and who said so.",
        )
    if told.is_finite() and told >= least:
        return None
    return Text(f"{told} 倍没有达到 {least} 倍。", f"{told} times is less than {least} times.")


@guard("decided_as_notified", Text("决定与告知的一致", "decided as the notice told"), needs_fields=True)
def decided_as_notified(context: GuardContext) -> Text | None:
    if context.fields["decision"] == context.projection.facts.get("measure"):
        return None
    return Text("决定的措施与告知的不同，重新告知。", "The measure is not that of the notice; give notice of it anew.")


@guard(
    "limit_within_three_months",
    Text("限制生产不超过法定期限", "the limit is no longer than the law lets"),
    needs_fields=True,
    needs_world=(LAST_DAY,),
)
def limit_within_three_months(context: GuardContext) -> Text | None:
    served, until = day(context.fields["served_on"]), day(context.fields["until"])
    last = context.world[LAST_DAY](LIMIT_TERM, served)
    if served < until <= last:
        return None
    return Text(f"限制生产从 {served} 起，最迟到 {last}。", f"The limit from {served} ends by {last} at the latest.")


@guard("limit_extended_once_in_time", Text("期满前、只一次", "before its end, once"), rests_on=("serve_limit",))
def limit_extended_once_in_time(context: GuardContext) -> Text | None:
    if context.projection.has_done("extend"):
        return Text("已经延长过一次。", "It has been extended once already.")
    clock = context.projection.clocks.get(LIMIT_TERM)
    if clock and context.on <= day(clock.due):
        return None
    due = clock.due if clock else "—"
    return Text(f"限制生产 {due} 已期满，不能再延长。", f"The limit ended on {due} and cannot be extended any more.")


@guard(
    "extension_within_three_months",
    Text("延长不超过法定期限", "the extension is no longer than the law lets"),
    needs_fields=True,
    needs_world=(LAST_EXTENDED,),
)
def extension_within_three_months(context: GuardContext) -> Text | None:
    clock = context.projection.clocks.get(LIMIT_TERM)
    if clock is None:
        return None
    until, last = day(context.fields["until"]), context.world[LAST_EXTENDED](LIMIT_TERM, day(clock.start))
    if day(clock.due) < until <= last:
        return None
    return Text(
        f"要延到 {clock.due} 以后，最迟 {last}。", f"The new end lies after {clock.due} and by {last} at the latest."
    )


@guard("plan_filed_by_today", Text("备案日期不在以后", "the day of filing has come"), needs_fields=True)
def plan_filed_by_today(context: GuardContext) -> Text | None:
    if day(context.fields["filed_on"]) <= context.on:
        return None
    return Text("备案日期不能在以后。", "The day of filing cannot lie in the future.")


@guard("lifted_on_the_day_of_filing", Text("解除日期就是备案日期", "it ends on the day of filing"), needs_fields=True)
def lifted_on_the_day_of_filing(context: GuardContext) -> Text | None:
    """The authority sets no day of its own: the legal day of this act is the day of filing."""
    completed, filed = day(context.fields["completed_on"]), day(context.fields["filed_on"])
    if filed != context.on:
        return Text(
            f"措施从备案之日（{filed}）解除，这一动作的日期写备案日期。",
            f"The measure ends on the day of filing ({filed}): date this act on that day.",
        )
    if completed <= filed:
        return None
    return Text("整改完成在备案之前。", "It is done before it is filed.")


@guard(
    "completion_filed_in_its_days",
    Text("整改完成后按期备案", "filed in its days after completion"),
    needs_fields=True,
    needs_world=(LAST_DAY,),
)
def completion_filed_in_its_days(context: GuardContext) -> Text | None:
    completed, filed = day(context.fields["completed_on"]), day(context.fields["filed_on"])
    last = context.world[LAST_DAY](COMPLETION, completed)
    if filed <= last:
        return None
    return Text(f"{completed} 完成，应在 {last} 前备案。", f"Done on {completed}, it was to be filed by {last}.")


@guard("plan_was_filed", Text("整改方案备过案", "the plan was filed"), rests_on=("file_plan",))
def plan_was_filed(context: GuardContext) -> Text | None:
    if context.projection.has_done("file_plan"):
        return None
    return Text("没有登记整改方案备案。", "No plan was recorded as filed.")


@guard("limit_has_run_out", Text("限制生产期满", "the limit has run out"))
def limit_has_run_out(context: GuardContext) -> Text | None:
    clock = context.projection.clocks.get(LIMIT_TERM)
    if clock and context.on > day(clock.due):
        return None
    return Text(f"到 {clock.due if clock else '—'} 才期满。", f"It runs to {clock.due if clock else '—'}.")
