"""Conditions of a grid event (网格事件): a leaf of the grid, words before anything else, another pair of eyes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from qingtian.language import Text
from qingtian.procedures.guards.persons import took_part
from qingtian.procedures.guards.registry import GuardContext, guard

#: given by the chapter before an event is opened: whether a code is that of a leaf on the day
IS_LEAF = "is_leaf_of_the_grid"
#: given by the chapter: when the time to assign the event is over, a moment in ISO 8601
TIME_OVER = "grid_time_over"
#: given by the chapter: how many matters came of the event
RESULTS = "grid_results"
MOMENT = "%Y-%m-%d %H:%M"


def moment_of(written: object) -> datetime | None:
    """The moment as it is written in a field, without a zone; None for what is none."""
    try:
        return datetime.strptime(str(written).strip(), MOMENT)  # noqa: DTZ007  (the city's own time)
    except ValueError:
        return None


@guard("cell_is_a_leaf", Text("是末级网格", "it is a leaf of the grid"), needs_fields=True)
def cell_is_a_leaf(context: GuardContext) -> Text | None:
    asked: Callable[[str], bool] | None = context.world.get(IS_LEAF)
    if asked is None or asked(str(context.fields["cell"]).strip()):
        return None
    return Text("没有这个末级网格，或者当天已经停用。", "There is no such leaf of the grid, or not on that day.")


@guard("moment_of_finding_is_read", Text("发现时间写对", "the time of finding is read"), needs_fields=True)
def moment_of_finding_is_read(context: GuardContext) -> Text | None:
    found = moment_of(context.fields["found_at"])
    if found is None:
        return Text("发现时间写成 2026-11-20 09:30。", "Write the time of finding as 2026-11-20 09:30.")
    if found.date() > context.on:
        return Text("发现时间还没到。", "The time of finding has not come.")
    return None


@guard("dissuaded_first", Text("先记劝阻", "the dissuasion is noted"), rests_on=("dissuade",))
def dissuaded_first(context: GuardContext) -> Text | None:
    if context.projection.facts.get("dissuasion"):
        return None
    return Text("先劝阻、记下结果，再报告。", "Dissuade first and note what came of it, then report.")


@guard("time_to_assign_is_over", Text("交办的时间过了", "the time to assign it is over"), needs_fields=True)
def time_to_assign_is_over(context: GuardContext) -> Text | None:
    limit = context.world.get(TIME_OVER)
    if limit and str(context.fields["moment"]) >= str(limit):
        return None
    return Text("交办的时间还没过。", "There is still time to assign it.")


@guard("not_verified_by_the_finder", Text("发现的人不核实自己的", "the finder does not verify"))
def not_verified_by_the_finder(context: GuardContext) -> Text | None:
    if not took_part(context.actor, context.projection.done.get("find", ())):
        return None
    return Text("谁发现的，由另一个人核实。", "Somebody other than the finder verifies it.")


@guard("came_of_is_no_grid_event", Text("连的是别的事项", "another kind of matter is named"), needs_fields=True)
def came_of_is_no_grid_event(context: GuardContext) -> Text | None:
    if context.fields["came_of"].get("procedure") != "grid_event":
        return None
    return Text(
        "填信访、线索、检查、隐患或者案件的编号。", "Name a petition, clue, visit, hazard or case, not a grid event."
    )


@guard(
    "what_came_of_it_is_linked",
    Text("转成的已连上", "what it became is linked"),
    needs_world=(RESULTS,),
    rests_on=("link_result",),
)
def what_came_of_it_is_linked(context: GuardContext) -> Text | None:
    if context.world.get(RESULTS):
        return None
    return Text("先连上转成的信访、线索、检查或者案件。", "Link the petition, clue, visit or case it became first.")
