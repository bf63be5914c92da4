"""Conditions of the air forecast (空气质量预报)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from qingtian.language import Text
from qingtian.procedures.guards.registry import GuardContext, guard

#: what the chapter gives: places of the forecast, the widths usual for a range, the highest index
PLACES, WIDTHS, HIGHEST = "forecast_places", "forecast_widths", "forecast_highest"
MOST_PRIMARY = 2


def _day(context: GuardContext, fact: str) -> date:
    return date.fromisoformat(str(context.projection.facts[fact]))


@guard(
    "forecast_has_that_day",
    Text("预报里有这个地方、这一天，还没有过完", "the forecast has that place and day, which is not over"),
    needs_fields=True,
    needs_world=(PLACES,),
)
def forecast_has_that_day(context: GuardContext) -> Text | None:
    if context.fields["place"] not in context.world[PLACES]:
        return Text("预报里没有这个地方。", "The forecast does not have that place.")
    target = date.fromisoformat(str(context.fields["target"]))
    if not _day(context, "first_day") <= target <= _day(context, "last_day"):
        return Text("这一天不在预报期里。", "That day is not among those forecast.")
    if target < context.on:
        return Text("这一天已经过了，预报不再改。", "That day is over; its forecast stays as it is.")
    return None


@guard(
    "forecast_range_in_order",
    Text("AQI 范围从低到高", "the range of the AQI runs from low to high"),
    needs_fields=True,
    needs_world=(HIGHEST,),
)
def forecast_range_in_order(context: GuardContext) -> Text | None:
    low, high, most = int(context.fields["low"]), int(context.fields["high"]), int(context.world[HIGHEST])
    if 0 <= low < high <= most:
        return None
    return Text(f"范围要从低到高，在 0 到 {most} 之间。", f"The range runs from low to high, between 0 and {most}.")


@guard(
    "forecast_range_of_usual_width",
    Text("范围的宽度合惯例", "the range has the usual width"),
    needs_fields=True,
    needs_world=(WIDTHS,),
)
def forecast_range_of_usual_width(context: GuardContext) -> Text | None:
    least, most = context.world[WIDTHS]
    width = int(context.fields["high"]) - int(context.fields["low"])
    if least <= width <= most:
        return None
    return Text(
        f"范围一般宽 {least} 到 {most}，这里是 {width}。",
        f"Usual is a range {least} to {most} wide, this is {width}.",
    )


@guard(
    "forecast_primary_of_two",
    Text("首要污染物至多两项", "two primary pollutants at most"),
    needs_fields=True,
)
def forecast_primary_of_two(context: GuardContext) -> Text | None:
    if len(context.fields.get("primary") or []) <= MOST_PRIMARY:
        return None
    return Text("首要污染物至多写两项。", "Name two primary pollutants at most.")


@guard(
    "joint_forecast_is_signed",
    Text("联合预报已签发", "the joint forecast is signed"),
    needs_fields=True,
)
def joint_forecast_is_signed(context: GuardContext) -> Text | None:
    joint = context.fields.get("joint")
    if (
        isinstance(joint, Mapping)
        and joint.get("procedure") == "joint_forecast"
        and joint.get("state") in ("signed", "issued", "lapsed")
    ):
        return None
    return Text("写一次已签发的联合预报的编号。", "Give the number of a joint forecast that is signed.")


@guard("forecast_issue_day_not_over", Text("该发布的那天还没有过完", "its day of issue is not over"))
def forecast_issue_day_not_over(context: GuardContext) -> Text | None:
    if context.on <= _day(context, "issue_on"):
        return None
    return Text("该发布的那天已经过了，记为漏发。", "Its day of issue is over; it counts as never issued.")


@guard("forecast_issue_day_over", Text("该发布的那天过完了", "its day of issue is over"))
def forecast_issue_day_over(context: GuardContext) -> Text | None:
    if context.on > _day(context, "issue_on"):
        return None
    return Text("该发布的那天还没有过完。", "Its day of issue is not over yet.")


@guard("forecast_last_day_over", Text("预报的日子过完了", "its days are over"))
def forecast_last_day_over(context: GuardContext) -> Text | None:
    if context.on > _day(context, "last_day"):
        return None
    return Text("预报的日子还没有过完。", "Its days are not over yet.")
