"""Conditions of a finding on data (数据可疑发现). What the records know arrives as world facts."""

from __future__ import annotations

from datetime import date

from qingtian.language import Text
from qingtian.procedures.guards.monitors import hour_of
from qingtian.procedures.guards.registry import GuardContext, guard

#: numbers of clues that say they come from this finding
CLUES = "clues_of_this_finding"
NATIONAL = "national_station"
#: reasons of a false alarm; every other one says that it stands
FALSE_ALARMS = frozenset({"real_air", "fault", "upkeep", "transmission", "settings"})


@guard("finding_hours_are_read", Text("时段写清楚、已经开始", "the hours are given and begun"), needs_fields=True)
def finding_hours_are_read(context: GuardContext) -> Text | None:
    begins, ends = hour_of(context.fields["from_hour"]), hour_of(context.fields["to_hour"])
    if begins is None or ends is None:
        return Text("时段写成 2026-11-20 02:00。", "Write the hours like 2026-11-20 02:00.")
    if begins >= ends:
        return Text("时段的终点要在起点之后。", "The hours must end after they begin.")
    if begins.date() > context.on:
        return Text("时段不能在提出那天之后。", "The hours cannot lie after the day it is raised.")
    return None


@guard("finding_reason_fits", Text("理由与结论一致", "the reason fits the decision"), needs_fields=True)
def finding_reason_fits(context: GuardContext) -> Text | None:
    if (context.fields["reason"] in FALSE_ALARMS) == (context.fields["verdict"] == "false_alarm"):
        return None
    return Text(
        "理由和结论对不上：误报的理由配“不成立”，成立的理由配“成立”。", "The reason does not go with the decision."
    )


def _national(context: GuardContext) -> bool:
    return context.projection.facts.get("place_kind") == NATIONAL


@guard("no_clue_at_a_national_station", Text("不是国控站", "no national station"))
def no_clue_at_a_national_station(context: GuardContext) -> Text | None:
    if not _national(context):
        return None
    return Text(
        "国控站的数据不由本级查处，只能向上报告。",
        "A national station is not for this level to pursue: send the finding upward.",
    )


@guard("upward_for_national_stations", Text("国控站", "a national station"))
def upward_for_national_stations(context: GuardContext) -> Text | None:
    if _national(context):
        return None
    return Text("这不是国控站，转为线索。", "This is no national station: it becomes a clue.")


@guard(
    "clue_comes_from_this",
    Text("那条线索写明来自本件", "that clue says it comes from this finding"),
    needs_fields=True,
    needs_world=(CLUES,),
)
def clue_comes_from_this(context: GuardContext) -> Text | None:
    if context.fields["matter"].get("number") in context.world.get(CLUES, ()):
        return None
    return Text(
        "那条线索没有写来自本件。先从本件登记线索。",
        "That clue does not say it comes from this finding. Register it from here first.",
    )


@guard(
    "letter_after_the_decision",
    Text("报告不早于判定、不晚于今天", "sent after the decision, by today"),
    needs_fields=True,
    rests_on=("judge",),
)
def letter_after_the_decision(context: GuardContext) -> Text | None:
    sent = date.fromisoformat(context.fields["sent_on"])
    judged = context.projection.done.get("judge", ())
    if sent > context.on:
        return Text("发出日期不能在今天之后。", "The letter cannot be sent after today.")
    if judged and sent < date.fromisoformat(judged[-1]["on"]):
        return Text("报告早于判定，日期对不上。", "The letter lies before the decision.")
    return None
