"""Conditions of a plan of targeted visits (靶向检查计划): caps, a random share nobody picked, another who approves."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from qingtian.language import Text
from qingtian.procedures.guards.persons import took_part
from qingtian.procedures.guards.registry import GuardContext, guard

#: given by the chapter: ``(numbers)`` gives those that may not be visited in the period, with the sentence why
BARRED = "plan_barred_units"
#: given by the chapter: ``(targeted, count)`` gives the units the seed draws beside them
DRAWN = "plan_drawn_units"
#: given by the chapter: ``(count)`` gives the numbers of the first units of the ranking that may be visited
FIRST = "plan_first_units"
#: given by the chapter: per cent of the visits that are random, at least
SHARE = "plan_random_share"
#: given by the chapter: by unit of the plan its state: ``waiting``, ``under_way``, ``ended``
UNITS = "plan_units"
MOST = 500


def numbers_of(written: Any) -> list[str]:
    """The numbers in a list, the first word of each line.

    >>> numbers_of("DSR-000001 某厂\\n\\n dsr-000002")
    ['DSR-000001', 'DSR-000002']
    """
    return [line.split()[0].upper() for line in re.split(r"[\r\n]+", str(written or "")) if line.strip()]


def random_wanted(visits: int, share: int) -> int:
    """Whole visits that are random: the share rounded up.

    >>> random_wanted(8, 25), random_wanted(9, 25), random_wanted(1, 25)
    (2, 3, 1)
    """
    return -(-visits * share // 100)


def _lists(context: GuardContext) -> tuple[list[str], list[str]]:
    return numbers_of(context.fields.get("targeted")), numbers_of(context.fields.get("random"))


@guard("plan_days_in_order", Text("计划的日子有先后", "its days are in order and not over"), needs_fields=True)
def plan_days_in_order(context: GuardContext) -> Text | None:
    first, last = str(context.fields["starts_on"]), str(context.fields["ends_on"])
    if last < first:
        return Text("最后一天不能早于第一天。", "The last day cannot lie before the first.")
    if last < context.on.isoformat():
        return Text("计划的日子已经过了。", "Its days are over already.")
    return None


@guard("plan_visits_somebody", Text("查的家数合适", "a number of visits that can be planned"), needs_fields=True)
def plan_visits_somebody(context: GuardContext) -> Text | None:
    if 2 <= int(context.fields["visits"]) <= MOST:
        return None
    return Text(f"一共查 2 到 {MOST} 家：至少一家选的、一家抽的。", f"2 to {MOST} visits: one chosen, one drawn.")


@guard("plan_names_each_unit_once", Text("一个单位只列一次", "each unit once"), needs_fields=True)
def plan_names_each_unit_once(context: GuardContext) -> Text | None:
    targeted, random = _lists(context)
    named = targeted + random
    twice = sorted({one for one in named if named.count(one) > 1})
    if not twice:
        return None
    return Text("列了两次：{n}。", "Named twice: {n}.").format(n="、".join(twice))


@guard("plan_has_its_number", Text("家数和提出的一样", "as many as were proposed"), needs_fields=True)
def plan_has_its_number(context: GuardContext) -> Text | None:
    """Fewer where fewer may be visited is possible; more is not what was proposed."""
    targeted, random = _lists(context)
    asked = int(context.projection.facts["visits"])
    if targeted and len(targeted) + len(random) <= asked:
        return None
    words = Text("提出的是 {n} 家，名单上有 {m} 家。", "{n} visits were proposed, the list has {m}.")
    return words.format(n=asked, m=len(targeted) + len(random))


@guard(
    "plan_units_may_be_visited",
    Text("都是本区域的单位，没有到频次上限", "units of the area, none at its yearly cap"),
    needs_fields=True,
    needs_world=(BARRED,),
)
def plan_units_may_be_visited(context: GuardContext) -> Text | None:
    asked: Callable[[Sequence[str]], Mapping[str, Text]] | None = context.world.get(BARRED)
    barred = asked([*_lists(context)[0], *_lists(context)[1]]) if asked else {}
    if not barred:
        return None
    return Text(
        "；".join(f"{number}：{why.zh}" for number, why in barred.items()) + "。",
        "; ".join(f"{number}: {why.en}" for number, why in barred.items()) + ".",
    )


@guard(
    "random_share_kept",
    Text("留够随机抽的一份", "enough are drawn at random"),
    needs_fields=True,
    needs_world=(SHARE,),
)
def random_share_kept(context: GuardContext) -> Text | None:
    targeted, random = _lists(context)
    share = int(context.world.get(SHARE, 0))
    wanted = random_wanted(len(targeted) + len(random), share)
    if len(random) >= wanted:
        return None
    words = Text("至少 {n} 家要随机抽（{share}%）。", "At least {n} must be random ({share}%).")
    return words.format(n=wanted, share=share)


@guard(
    "random_as_drawn",
    Text("随机的一份是按种子抽的", "the random ones are as the seed draws them"),
    needs_fields=True,
    needs_world=(DRAWN,),
)
def random_as_drawn(context: GuardContext) -> Text | None:
    drawn: Callable[[Sequence[str], int], Sequence[str]] | None = context.world.get(DRAWN)
    targeted, random = _lists(context)
    expected = list(drawn(targeted, len(random))) if drawn else random
    if sorted(expected) == sorted(random):
        return None
    words = Text("随机的一份不能挑，按种子抽出的是：{n}。", "None is picked; the seed draws: {n}.")
    return words.format(n="、".join(expected))


@guard(
    "rank_followed_or_reasoned",
    Text("没有照排序选的写明理由", "a reason where the rank was not followed"),
    needs_fields=True,
    needs_world=(FIRST,),
)
def rank_followed_or_reasoned(context: GuardContext) -> Text | None:
    first: Callable[[int], Sequence[str]] | None = context.world.get(FIRST)
    targeted, _ = _lists(context)
    others = sorted(set(targeted) - set(first(len(targeted)))) if first else []
    if not others or str(context.fields.get("changes") or "").strip():
        return None
    words = Text("这些不在排序最前面，写明为什么选：{n}。", "Not among the first of the ranking; say why: {n}.")
    return words.format(n="、".join(others))


@guard(
    "plan_approved_by_another", Text("批准的不是提出、编制的人", "approved by another person"), rests_on=("draw_up",)
)
def plan_approved_by_another(context: GuardContext) -> Text | None:
    marks = [mark for act in ("propose", "draw_up") for mark in context.projection.done.get(act, ())]
    if not took_part(context.actor, marks):
        return None
    return Text("这份计划是您提出或编制的，换一个人批准。", "You proposed or drew it up; somebody else approves.")


@guard(
    "unit_waits_in_the_plan",
    Text("计划里有这一家，还没有去", "the unit stands in the plan and waits"),
    needs_fields=True,
    needs_world=(UNITS,),
)
def unit_waits_in_the_plan(context: GuardContext) -> Text | None:
    return _in_state(context, "waiting")


@guard(
    "visit_is_under_way_in_the_plan",
    Text("计划里登记了这次检查", "the visit was entered for the plan"),
    needs_fields=True,
    needs_world=(UNITS,),
)
def visit_is_under_way_in_the_plan(context: GuardContext) -> Text | None:
    return _in_state(context, "under_way")


def _in_state(context: GuardContext, wanted: str) -> Text | None:
    number = str(context.fields["unit"]).strip().split(" ")[0].upper()
    state = context.world.get(UNITS, {}).get(number)
    if state == wanted:
        return None
    if state is None:
        return Text("计划里没有 {n}。", "{n} does not stand in the plan.").format(n=number)
    return STATES[state].format(n=number)


STATES = {
    "waiting": Text("{n} 还没有登记检查。", "No visit to {n} was entered yet."),
    "under_way": Text("{n} 的检查已经登记，等结果。", "The visit to {n} is under way."),
    "ended": Text("{n} 已经有结果。", "{n} has its result."),
}


@guard(
    "every_unit_has_its_end",
    Text("每一家都有结果，或者写明不去", "each unit has its result, or was left out"),
    needs_world=(UNITS,),
)
def every_unit_has_its_end(context: GuardContext) -> Text | None:
    waiting = sorted(number for number, state in context.world.get(UNITS, {}).items() if state != "ended")
    if not waiting:
        return None
    words = Text("还有 {n} 家没有结果：{names}。", "{n} without a result: {names}.")
    return words.format(n=len(waiting), names="、".join(waiting[:6]))
