"""Conditions of the quarterly air consultation (季度会商): its quarter, its letter, the review of its effect."""

from __future__ import annotations

from datetime import date

from qingtian.errors import QingtianError
from qingtian.language import Text
from qingtian.procedures.guards.registry import GuardContext, guard
from qingtian.procedures.guards.supervision import end_of_next_quarter
from qingtian.standards.periods import period

#: numbers of the reminder letters the consultation gave rise to that were served or passed on; given by the chapter
LETTERS = "served_letters"
#: conclusions that a reminder letter follows
REMINDED = ("slow", "reversed")


@guard("quarter_has_begun", Text("季度已经开始", "the quarter has begun"), needs_fields=True)
def quarter_has_begun(context: GuardContext) -> Text | None:
    form = Text("季度写成 2026-Q3。", "Write the quarter as 2026-Q3.")
    try:
        quarter = period(str(context.fields["quarter"]))
    except QingtianError:
        return form
    if quarter.kind != "quarter":
        return form
    if quarter.first <= context.on:
        return None
    words = Text("{quarter} 从 {day} 才开始。", "{quarter} begins on {day}.")
    return words.format(quarter=quarter.id, day=quarter.first.isoformat())


@guard("consulted_by_today", Text("会商日期不在以后", "it was held by today"), needs_fields=True)
def consulted_by_today(context: GuardContext) -> Text | None:
    if date.fromisoformat(str(context.fields["held_on"])) <= context.on:
        return None
    return Text("会商日期不能在以后。", "The day it was held cannot lie in the future.")


@guard(
    "effect_quarter_is_named",
    Text("慢的、反弹的，写下季度最后一天", "slow or reversed names the end of the next quarter"),
    needs_fields=True,
)
def effect_quarter_is_named(context: GuardContext) -> Text | None:
    named, end = context.fields.get("next_quarter_ends"), end_of_next_quarter(context.on).isoformat()
    if context.fields["conclusion"] not in REMINDED or named == end:
        return None
    return Text(
        f"进度慢、反弹的，下季度要评估效果；下季度最后一天是 {end}。",
        f"Slow or reversed is reviewed next quarter, which ends on {end}.",
    )


@guard("task_day_after_today", Text("时限在今天以后", "the deadline lies ahead"), needs_fields=True)
def task_day_after_today(context: GuardContext) -> Text | None:
    if date.fromisoformat(str(context.fields["deadline"])) > context.on:
        return None
    return Text("任务的时限要在今天以后。", "The deadline of the task must lie after today.")


@guard("slow_or_reversed", Text("结论是慢或反弹", "the conclusion is slow or reversed"), rests_on=("conclude",))
def slow_or_reversed(context: GuardContext) -> Text | None:
    if context.projection.facts.get("conclusion") in REMINDED:
        return None
    return Text(
        "只有进度慢、反弹的才评估提醒的效果；其他的办结。", "Only slow or reversed is reviewed; close the others."
    )


@guard(
    "neither_slow_nor_reversed",
    Text("结论不是慢、反弹", "the conclusion is neither slow nor reversed"),
    rests_on=("conclude",),
)
def neither_slow_nor_reversed(context: GuardContext) -> Text | None:
    if context.projection.facts.get("conclusion") not in REMINDED:
        return None
    return Text("进度慢、反弹的，先发提醒函，下季度评估效果。", "Slow or reversed: a reminder letter, then the review.")


@guard("effect_quarter_is_over", Text("下季度过完了", "the next quarter is over"))
def effect_quarter_is_over(context: GuardContext) -> Text | None:
    end = str(context.projection.facts.get("next_quarter_ends") or "")
    if not end or context.on.isoformat() > end:
        return None
    return Text(f"下季度到 {end} 才过完。", f"The next quarter is over after {end}.")


@guard("reminder_was_sent", Text("提醒函已送达", "a reminder letter was served"), needs_world=(LETTERS,))
def reminder_was_sent(context: GuardContext) -> Text | None:
    if context.world.get(LETTERS):
        return None
    return Text(
        "先发提醒函并送达（从会商页上拟），再评估效果。",
        "First a reminder letter, drafted from the page of the consultation, is served.",
    )
