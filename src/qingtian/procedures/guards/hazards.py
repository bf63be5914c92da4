"""Conditions of a hidden hazard (环境隐患): a known object, a deadline within its grade, another person verifies."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from qingtian.language import Text
from qingtian.procedures.guards.persons import took_part
from qingtian.procedures.guards.registry import GuardContext, guard

#: given by the chapter before a hazard is opened: whether a code is that of an object
IS_OBJECT = "is_object_of_supervision"
#: given by the chapter: by grade the last day its limit allows, ISO dates
LONGEST = "hazard_longest"
GRADED = ("general", "larger", "major")


@guard("object_is_on_the_grid", Text("对象已登记", "the object is known"), needs_fields=True)
def object_is_on_the_grid(context: GuardContext) -> Text | None:
    asked: Callable[[str], bool] | None = context.world.get(IS_OBJECT)
    if asked is None or asked(str(context.fields["object"]).strip()):
        return None
    return Text("没有这个监管对象，先登记对象。", "There is no such object; enter the object first.")


@guard("found_today_or_before", Text("发现日期不在以后", "found on the day or before"), needs_fields=True)
def found_today_or_before(context: GuardContext) -> Text | None:
    if context.fields["found_on"] <= context.on.isoformat():
        return None
    return Text("发现日期还没到。", "The day it was found has not come.")


@guard(
    "grade_has_measure_and_deadline",
    Text("定了级就有措施、单位和期限", "a grade comes with measure, organ and deadline"),
    needs_fields=True,
)
def grade_has_measure_and_deadline(context: GuardContext) -> Text | None:
    if context.fields["grade"] not in GRADED:
        return None
    if all(context.fields.get(name) for name in ("measure", "responsible", "deadline")):
        return None
    return Text("写明整改措施、督促单位和期限。", "Name the measure, the organ that sees to it and the deadline.")


@guard(
    "deadline_within_the_grade",
    Text("期限不超过该级别的最长期限", "the deadline lies within its grade"),
    needs_fields=True,
    needs_world=(LONGEST,),
)
def deadline_within_the_grade(context: GuardContext) -> Text | None:
    grade, deadline = context.fields["grade"], context.fields.get("deadline")
    longest: Mapping[str, str] = context.world.get(LONGEST, {})
    if grade not in GRADED or not deadline:
        return None
    if deadline < context.on.isoformat():
        return Text("整改期限已经过了。", "The deadline has passed already.")
    if grade in longest and deadline > longest[grade]:
        words = Text("这个级别最晚到 {day}。", "This grade allows until {day} at the latest.")
        return words.format(day=longest[grade])
    return None


@guard("verified_by_another_person", Text("报整改的人不核实", "who reported it does not verify"), rests_on=("rectify",))
def verified_by_another_person(context: GuardContext) -> Text | None:
    if not took_part(context.actor, context.projection.done.get("rectify", ())):
        return None
    return Text("谁报的整改完成，由另一个人核实。", "Somebody other than who reported it rectified verifies.")
