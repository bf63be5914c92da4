"""Conditions of the joint forecast with the weather bureau (联合预报会商)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from qingtian.language import Text
from qingtian.procedures.guards.persons import took_part
from qingtian.procedures.guards.registry import GuardContext, guard

#: number of the matter itself, which the chapter gives
OWN_NUMBER = "own_number"
#: acts that make the draft that is signed
DRAFTING = ("draft_forecast", "revise_forecast")


@guard("forecast_days_in_order", Text("预报的日子有先后", "its days are in order and not over"), needs_fields=True)
def forecast_days_in_order(context: GuardContext) -> Text | None:
    first, last = str(context.fields.get("first_day") or ""), str(context.fields.get("last_day") or "")
    if last < first:
        return Text("最后一天不能早于第一天。", "The last day cannot lie before the first.")
    if last < context.on.isoformat():
        return Text("预报的日子已经过了。", "Its days are over already.")
    return None


@guard(
    "confirmation_has_its_text_or_paper",
    Text("有对方的文字或盖章件", "their words or their paper is there"),
    needs_fields=True,
)
def confirmation_has_its_text_or_paper(context: GuardContext) -> Text | None:
    """What somebody enters for another office rests on that office's own words."""
    if str(context.fields.get("answer_text") or "").strip() or context.fields.get("evidence"):
        return None
    return Text(
        "代录的意见要有对方的原话或盖章件扫描。", "Entered for them: add their words or the scan of their paper."
    )


@guard("confirmed_by_that_day", Text("对方答复的日子不在以后", "answered by the day of the act"), needs_fields=True)
def confirmed_by_that_day(context: GuardContext) -> Text | None:
    if str(context.fields.get("confirmed_on") or "") <= context.on.isoformat():
        return None
    return Text("对方答复的日子不能在这一动作之后。", "The day of their answer cannot lie after the act.")


@guard("signed_by_another", Text("签发的不是拟稿的人", "signed by another person than the drafter"))
def signed_by_another(context: GuardContext) -> Text | None:
    drafted = [mark for act in DRAFTING for mark in context.projection.done.get(act, ())]
    if not took_part(context.actor, drafted):
        return None
    return Text("这一稿是您拟的，换一个人签发。", "You drafted it; somebody else signs.")


@guard("forecast_not_over", Text("预报的日子还没有过完", "its days are not over"))
def forecast_not_over(context: GuardContext) -> Text | None:
    last = str(context.projection.facts.get("last_day") or "")
    if context.on.isoformat() <= last:
        return None
    return Text(f"预报到 {last} 为止，已经过了。", f"The forecast ends with {last}, which is over.")


@guard("forecast_days_over", Text("预报的日子过完了", "its days are over"))
def forecast_days_over(context: GuardContext) -> Text | None:
    last = str(context.projection.facts.get("last_day") or "")
    if date.fromisoformat(last) < context.on:
        return None
    return Text(f"预报到 {last}，过了那天才归档。", f"It runs to {last}; file it after that day.")


@guard(
    "superseded_by_an_issued_forecast",
    Text("替代的是一次已发出的联合预报", "a later one that is issued takes its place"),
    needs_fields=True,
    needs_world=(OWN_NUMBER,),
)
def superseded_by_an_issued_forecast(context: GuardContext) -> Text | None:
    later = context.fields.get("later")
    if (
        isinstance(later, Mapping)
        and (later.get("procedure"), later.get("state")) == ("joint_forecast", "issued")
        and later.get("number") != context.world[OWN_NUMBER]
    ):
        return None
    return Text("写一次已发出的联合预报的编号。", "Give the number of a joint forecast that is issued.")
