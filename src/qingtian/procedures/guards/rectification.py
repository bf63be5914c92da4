"""Conditions of inspection feedback (督察反馈): a plan that names everything, findings followed until closed out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from qingtian.language import Text
from qingtian.procedures.guards.registry import GuardContext, guard

#: given by the chapter: of each finding, by its printed number, what it lacks, its last day, whether it is followed and
#: whether what follows it is closed out
FINDINGS = "findings"
SHOWN = 5


def _shown(numbers: Sequence[str]) -> str:
    return "、".join(numbers[:SHOWN]) + ("…" if len(numbers) > SHOWN else "")


@guard("feedback_day_is_past", Text("反馈日期不在以后", "the day of the feedback is not ahead"), needs_fields=True)
def feedback_day_is_past(context: GuardContext) -> Text | None:
    if date.fromisoformat(context.fields["feedback_on"]) <= context.on:
        return None
    return Text("反馈日期不能在今天以后。", "The day of the feedback cannot lie ahead.")


@guard("plan_day_is_said", Text("市级、专项的写明哪天报方案", "city or special: the day is said"), needs_fields=True)
def plan_day_is_said(context: GuardContext) -> Text | None:
    if context.fields["level"] in ("central", "provincial") or context.fields.get("plan_due"):
        return None
    return Text(
        "市级、专项督察的方案哪天前报，照反馈写。", "State the day the plan of a city or special inspection is due."
    )


@guard("findings_come_by_import", Text("从表里导入", "from a table"), needs_fields=True)
def findings_come_by_import(context: GuardContext) -> Text | None:
    if context.fields["taken"] > 0:
        return None
    return Text("没有一项可以收。", "Not one finding could be taken.")


@guard("finding_is_known", Text("有这个编号", "the number is known"), needs_fields=True, needs_world=(FINDINGS,))
def finding_is_known(context: GuardContext) -> Text | None:
    number = context.fields["finding"]
    if number in context.world.get(FINDINGS, {}):
        return None
    return Text(f"没有编号“{number}”。", f"There is no finding “{number}”.")


@guard(
    "schedule_before_deadline",
    Text("节点不晚于时限", "milestones not after the deadline"),
    needs_fields=True,
    needs_world=(FINDINGS,),
)
def schedule_before_deadline(context: GuardContext) -> Text | None:
    due = context.world.get(FINDINGS, {}).get(context.fields["finding"], {}).get("due")
    late = [m["due"] for m in context.fields["milestones"] if due and m["due"] > due]
    if not late:
        return None
    return Text(f"节点 {late[0]} 晚于时限 {due}。", f"Milestone {late[0]} lies after the deadline {due}.")


@guard(
    "findings_complete",
    Text(
        "每项有实施主体、目标、时限、措施、验收单位",
        "every finding names unit, goal, deadline, measures, accepting unit",
    ),
    needs_world=(FINDINGS,),
    rests_on=("enter_findings", "amend_finding"),
)
def findings_complete(context: GuardContext) -> Text | None:
    findings = context.world.get(FINDINGS, {})
    if not findings:
        return Text("还没有导入问题。", "No findings are entered yet.")
    lacking = [number for number, one in findings.items() if one["lacks"]]
    if not lacking:
        return None
    return Text(
        f"这几项没有写全：{_shown(lacking)}；用“补正一项”补。",
        f"Not complete: {_shown(lacking)}; amend them.",
    )


@guard(
    "plan_cleared_for_the_public",
    Text("公开稿走完了唯一出口", "the published text passed the one gate"),
    needs_world=("cleared",),
)
def plan_cleared_for_the_public(context: GuardContext) -> Text | None:
    if context.world.get("cleared"):
        return None
    return Text(
        "先在“公开”里拟方案的公开稿，写明这一件的编号，走完三审三校、保密审查和核准。",
        "Draft the text under Publishing with this matter’s number and take it through readings, review and approval.",
    )


@guard("finding_not_followed", Text("还没有立案跟踪", "not followed yet"), needs_fields=True, needs_world=(FINDINGS,))
def finding_not_followed(context: GuardContext) -> Text | None:
    number = context.world.get(FINDINGS, {}).get(context.fields["finding"], {}).get("followed")
    return Text(f"已经在跟踪：{number}。", f"It is followed already: {number}.") if number else None


@guard("task_has_a_day", Text("任务有时限", "a task has a day"), needs_fields=True, needs_world=(FINDINGS,))
def task_has_a_day(context: GuardContext) -> Text | None:
    if context.fields["way"] != "task" or context.fields.get("deadline"):
        return None
    if context.world.get(FINDINGS, {}).get(context.fields["finding"], {}).get("due"):
        return None
    return Text("这一项没有写到哪天，给任务定一个时限。", "No day is printed: set a deadline for the task.")


@guard("special_says_its_level", Text("专项的写明哪一级", "a special one says its level"), needs_fields=True)
def special_says_its_level(context: GuardContext) -> Text | None:
    if context.projection.facts.get("level") != "special" or context.fields["way"] == "task":
        return None
    if context.fields.get("case_level"):
        return None
    return Text("专项督察的，写明按哪一级销号。", "Say at which level a finding of a special inspection is closed out.")


@guard("next_report_has_a_day", Text("再报的写明哪天", "another report has a day"), needs_fields=True)
def next_report_has_a_day(context: GuardContext) -> Text | None:
    due = context.fields.get("next_due")
    if context.fields["more"] == "no":
        return Text("不再报的，不写下次日期。", "No further report: leave the day empty.") if due else None
    if due and date.fromisoformat(due) > context.on:
        return None
    return Text("下次哪天前报，写一个今天之后的日子。", "Give the day of the next report, after today.")


@guard("every_finding_closed", Text("每一项都销号了", "every finding is closed out"), needs_world=(FINDINGS,))
def every_finding_closed(context: GuardContext) -> Text | None:
    left = [number for number, one in context.world.get(FINDINGS, {}).items() if not one["closed"]]
    if not left:
        return None
    told = Text("还有 {n} 项没有销号：{which}。", "{n} finding(s) not closed out: {which}.")
    return told.format(n=len(left), which=_shown(left))
