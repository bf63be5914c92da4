"""Conditions of a procuratorial suggestion (检察建议): acted upon, then answered; no suit before the time is over."""

from __future__ import annotations

from qingtian.language import Text
from qingtian.procedures.guards.common import clock_is_over, lack_when_over
from qingtian.procedures.guards.registry import GuardContext, guard

ANSWERS = ("supervision.procuratorial_suggestion", "supervision.procuratorial_suggestion_urgent")


@guard("done_by_today", Text("履职日期不在以后", "it was done by the day of entry"), needs_fields=True)
def done_by_today(context: GuardContext) -> Text | None:
    if context.fields["done_on"] <= context.on.isoformat():
        return None
    return Text("日期不能在登记日以后。", "The day cannot lie after the day of entry.")


@guard(
    "something_was_done",
    Text("先履职再回复", "acted upon before it is answered"),
    needs_fields=True,
    rests_on=("record_measure",),
)
def something_was_done(context: GuardContext) -> Text | None:
    if context.fields["effect"] == "not_ours" or context.projection.has_done("record_measure"):
        return None
    return Text("还没有履职记录；先记做了什么。", "Nothing is recorded as done; record it first.")


@guard("rest_has_its_day", Text("没有完成的写明日期", "what is left has its day"), needs_fields=True)
def rest_has_its_day(context: GuardContext) -> Text | None:
    left, by = context.fields["effect"] in ("partly", "natural"), context.fields.get("rest_by")
    return _day_or_none(context, left, by)


@guard("insufficient_has_its_day", Text("继续整改的写明日期", "if not enough, it names the day"), needs_fields=True)
def insufficient_has_its_day(context: GuardContext) -> Text | None:
    return _day_or_none(context, context.fields["follow_up"] == "insufficient", context.fields.get("rest_by"))


@guard("answer_again_after_today", Text("再次回复的日期在今天之后", "the day lies after today"), needs_fields=True)
def answer_again_after_today(context: GuardContext) -> Text | None:
    return _day_or_none(context, True, context.fields["rest_by"])


def _day_or_none(context: GuardContext, wanted: bool, by: str | None) -> Text | None:
    if wanted and (by is None or by <= context.on.isoformat()):
        return Text("写明哪天，在今天之后。", "Name the day, after today.")
    if by and not wanted:
        return Text("没有余下的事，就不写日期。", "Nothing is left, so no day is named.")
    return None


@guard("suggestion_answered_in_time", Text("在回复期限内", "within the time to answer"))
def suggestion_answered_in_time(context: GuardContext) -> Text | None:
    over = Text(
        "书面回复的期限 {due} 已过，检察机关可以起诉。写明迟延的理由。",
        "The time to answer ran out on {due}; the prosecutors may sue. Give the reason of the delay.",
    )
    lacks = (lack_when_over(context, key, over) for key in ANSWERS)
    return next((lack for lack in lacks if lack), None)


@guard("answered_once_before", Text("已经回复过一次", "answered once before"), rests_on=("reply",))
def answered_once_before(context: GuardContext) -> Text | None:
    if context.projection.has_done("reply"):
        return None
    return Text("第一次回复用“书面回复检察机关”。", "The first answer is the act “Answer the prosecutors”.")


@guard(
    "acted_since_the_last_answer",
    Text("上次回复以后又有履职", "acted upon since the last answer"),
    rests_on=("record_measure",),
)
def acted_since_the_last_answer(context: GuardContext) -> Text | None:
    done = context.projection.done
    answered = max((mark["seq"] for act in ("reply", "reply_again") for mark in done.get(act, ())), default=0)
    if any(mark["seq"] > answered for mark in done.get("record_measure", ())):
        return None
    return Text("上次回复以后还没有新的履职记录。", "Nothing is recorded as done since the last answer.")


@guard("time_is_over_or_answered", Text("期限已过或者已经回复", "the time is over, or it was answered"))
def time_is_over_or_answered(context: GuardContext) -> Text | None:
    """Prosecutors sue where the organ does not act: when the time to answer is over, or its answer shows it."""
    if context.projection.has_done("reply") or any(clock_is_over(context, key) for key in ANSWERS):
        return None
    due = next((context.projection.clocks[key].due for key in ANSWERS if key in context.projection.clocks), "—")
    return Text(
        f"回复期限到 {due}，还没有过，也没有回复。", f"The time to answer runs until {due} and no answer was given."
    )
