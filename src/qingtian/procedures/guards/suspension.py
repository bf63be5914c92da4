"""Conditions of a regional suspension of approvals (区域限批): its terms, its check, its extension."""

from __future__ import annotations

from datetime import date

from qingtian.language import Text
from qingtian.law.periods import months_after
from qingtian.procedures.guards.registry import GuardContext, guard

#: given by the chapter from the law room: months of the shortest and the longest term, and of the extension
MONTHS = "suspension_months"
TERM = Text(
    "限批从 {begins} 起，最短到 {first}，最长到 {last}。",
    "From {begins} a suspension lasts at least to {first} and at most to {last}.",
)


def _day(context: GuardContext, name: str) -> date:
    return date.fromisoformat(context.projection.facts[name])


@guard("suspension_begins_by_today", Text("起始日不在以后", "it begins by today"), needs_fields=True)
def suspension_begins_by_today(context: GuardContext) -> Text | None:
    if date.fromisoformat(context.fields["begins"]) <= context.on:
        return None
    return Text("限批从决定之日起，不能在以后。", "It begins with the decision, which cannot lie ahead.")


@guard(
    "suspension_within_borders",
    Text("不短于最短、不长于最长期限", "within the shortest and the longest term"),
    needs_fields=True,
    needs_world=(MONTHS,),
)
def suspension_within_borders(context: GuardContext) -> Text | None:
    months = context.world[MONTHS]
    begins, until = (date.fromisoformat(context.fields[name]) for name in ("begins", "until"))
    first, last = months_after(begins, months["shortest"]), months_after(begins, months["longest"])
    return None if first <= until <= last else TERM.format(begins=begins, first=first, last=last)


@guard("suspension_is_over", Text("限批期满", "the suspension has expired"))
def suspension_is_over(context: GuardContext) -> Text | None:
    until = _day(context, "until")
    if context.on > until:
        return None
    return Text(f"限批到 {until}，期满以后核查。", f"Suspended until {until}; the check comes after it.")


@guard("suspension_still_runs", Text("限批还没期满", "the suspension still runs"))
def suspension_still_runs(context: GuardContext) -> Text | None:
    until = _day(context, "until")
    if context.on <= until:
        return None
    return Text(f"限批 {until} 已经期满，作期满核查。", f"It expired on {until}: check it after expiry.")


@guard("shortest_suspension_is_over", Text("满了最短期限", "the shortest term is over"), needs_world=(MONTHS,))
def shortest_suspension_is_over(context: GuardContext) -> Text | None:
    first = months_after(_day(context, "begins"), context.world[MONTHS]["shortest"])
    if context.on > first:
        return None
    return Text(
        f"最短到 {first}，之后才能提前核查。", f"The shortest term runs to {first}; an early check comes after it."
    )


@guard("rectification_is_reported", Text("对象单位报告过整改完成", "the addressee reported"), rests_on=("report_done",))
def rectification_is_reported(context: GuardContext) -> Text | None:
    if context.projection.has_done("report_done"):
        return None
    return Text("对象单位还没有报告整改完成。", "The addressee has not reported the rectification yet.")


@guard(
    "suspension_extension_within_border",
    Text("延长不超过最长、只一次", "extended within the border, once"),
    needs_fields=True,
    needs_world=(MONTHS,),
)
def suspension_extension_within_border(context: GuardContext) -> Text | None:
    done, former = context.projection, _day(context, "until")
    if done.has_done("extend") or done.has_done("record_extension"):
        return Text("已经延长过一次。", "It has been extended once already.")
    last = months_after(former, context.world[MONTHS]["extension"])
    if former < date.fromisoformat(context.fields["until"]) <= last:
        return None
    return Text(f"从 {former} 延长，最晚到 {last}。", f"Extended from {former}, at the latest to {last}.")
