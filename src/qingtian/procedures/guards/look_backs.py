"""Conditions of the draw of look-backs (回头看抽取)."""

from __future__ import annotations

from datetime import date

from qingtian.language import Text
from qingtian.procedures.guards.registry import GuardContext, guard

#: given by the chapter: numbers of the drawn cases nobody has looked at yet
NOT_LOOKED_AT = "not_looked_at"


@guard("closings_are_over", Text("销号的一段时间已经过去", "the time of the closings is over"), needs_fields=True)
def closings_are_over(context: GuardContext) -> Text | None:
    first, last = (date.fromisoformat(context.fields[name]) for name in ("first_day", "last_day"))
    if first > last:
        return Text("结束的一天早于开始的一天。", "The last day is before the first.")
    if last >= context.on:
        return Text("这一段还没有过完，名单还会变。", "It is not over yet: the list would still change.")
    shares = (context.fields["random_share"], context.fields["risk_share"])
    if min(shares) < 0 or not 1 <= sum(shares) <= 100:
        return Text("两个比例加起来是 1 到 100。", "The two shares make 1 to 100 together.")
    return None


@guard("seed_after_the_list", Text("种子在定名单以后的一天", "the seed comes on a later day than the list"))
def seed_after_the_list(context: GuardContext) -> Text | None:
    fixed = context.projection.done.get("commit_draw", ())
    if fixed and context.on.isoformat() > str(fixed[-1]["on"]):
        return None
    return Text(
        "定名单当天不能抽：种子要是以后才公布的数。",
        "Not on the day the list was fixed: the seed is a number published later.",
    )


@guard(
    "every_drawn_case_looked_at",
    Text("抽出的每个案都看过", "every drawn case was looked at"),
    needs_world=(NOT_LOOKED_AT,),
)
def every_drawn_case_looked_at(context: GuardContext) -> Text | None:
    left = context.world.get(NOT_LOOKED_AT, ())
    if not left:
        return None
    shown = "、".join(left[:5])
    return Text(f"还有 {len(left)} 个案没有看：{shown}", f"{len(left)} are not looked at yet: {shown}")
