"""Conditions of tracked tasks (跟踪任务): another unit verifies, a deadline moves forward only."""

from __future__ import annotations

from datetime import date

from qingtian.language import Text
from qingtian.procedures.guards.registry import GuardContext, guard

WHOLE = 100  # percent


@guard("another_unit_verifies", Text("核验单位不是责任单位", "verifying unit ≠ responsible unit"), needs_fields=True)
def another_unit_verifies(context: GuardContext) -> Text | None:
    if context.fields["responsible"]["chain"][-1] not in context.fields["verifier"]["chain"]:
        return None
    return Text(
        "核验单位要与责任单位不同，也不能是它的下属。",
        "The verifying unit must differ from the responsible one and not be below it.",
    )


@guard("task_milestones_in_time", Text("节点不晚于时限", "milestones not after the deadline"), needs_fields=True)
def task_milestones_in_time(context: GuardContext) -> Text | None:
    deadline = context.fields.get("deadline") or context.projection.facts.get("deadline")
    late = [m["due"] for m in context.fields.get("milestones") or () if deadline and m["due"] > deadline]
    if not late:
        return None
    return Text(f"节点 {late[0]} 晚于时限 {deadline}。", f"Milestone {late[0]} lies after the deadline {deadline}.")


@guard("progress_is_a_percentage", Text("进度在 0 到 100 之间", "progress from 0 to 100"), needs_fields=True)
def progress_is_a_percentage(context: GuardContext) -> Text | None:
    if 0 <= context.fields["progress"] <= WHOLE:
        return None
    return Text("进度写 0 到 100 的整数。", "Give progress as a whole number from 0 to 100.")


@guard("later_than_the_deadline", Text("新时限晚于原时限", "later than the present deadline"), needs_fields=True)
def later_than_the_deadline(context: GuardContext) -> Text | None:
    present = context.projection.facts.get("deadline")
    if not present or context.fields["deadline"] > present:
        return None
    return Text(f"新时限要晚于原时限 {present}。", f"The new deadline must lie after the present one, {present}.")


@guard("returned_gets_a_deadline", Text("退回的要定新时限", "what is returned gets a deadline"), needs_fields=True)
def returned_gets_a_deadline(context: GuardContext) -> Text | None:
    deadline = context.fields.get("deadline")
    if context.fields["result"] == "passed":
        return Text("通过的不再定时限。", "What has passed gets no new deadline.") if deadline else None
    if deadline and date.fromisoformat(deadline) > context.on:
        return None
    return Text("退回的要定一个今天之后的新时限。", "It is returned: set a new deadline after today.")
