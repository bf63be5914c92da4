"""Conditions of an alert (监测告警)."""

from __future__ import annotations

from datetime import datetime

from qingtian.language import Text
from qingtian.procedures.guards.registry import GuardContext, guard

#: how many matters came of the alert; given by the chapter
RESULTS = "alert_results"


@guard("answer_time_is_over", Text("认领的时间过了", "the time to take it up is over"), needs_fields=True)
def answer_time_is_over(context: GuardContext) -> Text | None:
    limit = datetime.fromisoformat(str(context.projection.facts["answer_at"]))
    if datetime.fromisoformat(str(context.fields["moment"])) >= limit:
        return None
    words = Text("认领期限是 {limit}，还没到。", "It may be taken up until {limit}, which has not come.")
    return words.format(limit=limit.strftime("%Y-%m-%d %H:%M"))


@guard("grave_ends_only_taken_up", Text("严重的要有人认领过", "a grave one was taken up"), needs_fields=True)
def grave_ends_only_taken_up(context: GuardContext) -> Text | None:
    if context.fields["ends"] == "no" or context.projection.facts.get("severity") != "grave":
        return None
    if context.projection.state == "acknowledged":
        return None
    return Text("严重的告警没人认领过，不能结束。", "A grave alert nobody took up does not end by itself.")


@guard("result_is_another_matter", Text("连的是别的事项", "another matter is named"), needs_fields=True)
def result_is_another_matter(context: GuardContext) -> Text | None:
    if context.fields["came_of"].get("procedure") != "monitor_alert":
        return None
    return Text("告警不连告警；填通知、检查、线索或者案件的编号。", "Name a notice, visit, clue or case, not an alert.")


@guard(
    "passed_on_is_linked",
    Text("转出的已连上", "what it became is linked"),
    needs_fields=True,
    needs_world=(RESULTS,),
    rests_on=("link_result",),
)
def passed_on_is_linked(context: GuardContext) -> Text | None:
    if context.fields["ground"] != "passed_on" or context.world.get(RESULTS):
        return None
    return Text("先连上后来的通知、检查、线索或者案件。", "Link the notice, visit, clue or case first.")
