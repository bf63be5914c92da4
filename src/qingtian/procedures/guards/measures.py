"""Conditions the enforcement measures share: their case, their officers, sums, lines and days.

What only the records and the law room know comes as the world of the chapter: ``LAST_DAY`` reckons the last day of a
limit, ``ORIGINAL`` is the penalty the measure rests on.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from qingtian.enforcement.money import yuan
from qingtian.errors import UnusableInput
from qingtian.language import Text
from qingtian.procedures.guards.persons import took_part
from qingtian.procedures.guards.registry import GuardContext, guard

#: (limit, first day) → its last day, by the law and the calendar of the office
LAST_DAY = "last_day"
#: figures of the law in force that day, by name
FIGURES = "figures"
#: what is known of the penalty decision the measure rests on; empty while there is none
ORIGINAL = "original"
#: procedures that end in a decision about a party
CASES = frozenset({"penalty_case"})
#: states of a case in which its decision is served and stands; one revoked to be made anew is investigated again
STANDING = frozenset({"served", "closed"})


def day(value: Any) -> date:
    """A day as the trail keeps it."""
    return date.fromisoformat(str(value))


def lines(text: Any) -> list[str]:
    """What was written, a line each, blank lines left out."""
    return [line.strip() for line in str(text or "").splitlines() if line.strip()]


def figure(context: GuardContext, name: str) -> Decimal:
    """A figure of the law the chapter handed in."""
    return Decimal(str(context.world[FIGURES][name]))


def later(context: GuardContext, act: str, than: str) -> bool:
    """Whether ``act`` was done after the last ``than``."""
    done = context.projection.done
    last = max((mark["seq"] for mark in done.get(than, ())), default=0)
    return any(mark["seq"] > last for mark in done.get(act, ()))


@guard("measure_about_a_penalty_case", Text("写明处罚案件", "it names a penalty case"), needs_fields=True)
def measure_about_a_penalty_case(context: GuardContext) -> Text | None:
    if context.fields["about"].get("procedure") in CASES:
        return None
    return Text("写处罚案件的编号：这项措施跟着一件处罚案件。", "Give the number of a penalty case: it follows one.")


@guard(
    "measure_by_two_officers",
    Text("执法人员不少于法定人数", "no fewer officers than the law asks"),
    needs_fields=True,
    needs_world=(FIGURES,),
)
def measure_by_two_officers(context: GuardContext) -> Text | None:
    named, least = len(set(lines(context.fields["officers"]))), int(figure(context, "officers"))
    if named >= least:
        return None
    return Text(f"执法人员至少 {least} 人，每行写一人。", f"At least {least} officers, a line each.")


@guard(
    "measure_defence_time_over", Text("陈述申辩期满或者已经说了", "the time for the defence is over, or it was used")
)
def measure_defence_time_over(context: GuardContext) -> Text | None:
    """A party that has stated its case, or waived in writing, is waited for no longer."""
    if later(context, "record_defence", "notify"):
        return None
    clock = context.projection.clocks.get("penalty.statement_and_defence")
    if clock and context.on > day(clock.due):
        return None
    due = clock.due if clock else "—"
    return Text(
        f"陈述、申辩的时间到 {due}；过了那天，或者登记了当事人的陈述、放弃，才能决定。",
        f"The party may state its case until {due}; decide after it, or once its statement or waiver is recorded.",
    )


@guard(
    "measure_hearing_held",
    Text("要求听证的开过听证", "a hearing that was asked for was held"),
    rests_on=("record_hearing",),
)
def measure_hearing_held(context: GuardContext) -> Text | None:
    asked = later(context, "record_defence", "notify") and context.projection.facts.get("defence") == "hearing"
    if not asked or later(context, "record_hearing", "notify"):
        return None
    return Text("当事人要求听证，先开听证。", "The party asked for a hearing; hold it first.")


def of_another_person(context: GuardContext, *acts: str) -> bool:
    """Whether the actor took none of these steps."""
    marks = [mark for act in acts for mark in context.projection.done.get(act, ())]
    return not took_part(context.actor, marks)


@guard("measure_decided_by_another", Text("决定的不是告知的人", "decided by another person than gave the notice"))
def measure_decided_by_another(context: GuardContext) -> Text | None:
    if of_another_person(context, "open", "propose", "notify"):
        return None
    return Text("前面的调查、告知是您做的，换一个人决定。", "You took the earlier steps; somebody else decides.")


@guard("measure_decided_by_today", Text("决定日期不在以后", "the day of the decision has come"), needs_fields=True)
def measure_decided_by_today(context: GuardContext) -> Text | None:
    if day(context.fields["decided_on"]) <= context.on:
        return None
    return Text("决定日期不能在以后。", "The day of the decision cannot lie in the future.")


@guard("measure_served_after_decision", Text("送达在决定之后", "served on or after the decision"), needs_fields=True)
def measure_served_after_decision(context: GuardContext) -> Text | None:
    served, decided = day(context.fields["served_on"]), context.projection.facts.get("decided_on")
    if served <= context.on and (decided is None or served >= day(decided)):
        return None
    return Text(
        f"送达日期要在决定（{decided}）当天或以后，不在今天以后。",
        f"The day of service lies on or after the decision ({decided}) and not after today.",
    )


@guard("original_fine_in_force", Text("原罚款决定已经生效", "the original fine is in force"), needs_world=(ORIGINAL,))
def original_fine_in_force(context: GuardContext) -> Text | None:
    """A daily penalty multiplies a fine: without one decided, served and standing there is nothing to multiply."""
    original = context.world.get(ORIGINAL) or {}
    served, stands = original.get("served_on"), original.get("state") in STANDING
    ended = original.get("after_revocation") == "ends"
    if original.get("fine") and served and day(served) <= context.on and stands and not ended:
        return None
    return Text(
        "原处罚案件还没有已经送达、仍然有效的罚款决定，不能按日连续处罚。",
        "The penalty case has no decision with a fine that was served and stands; no daily penalty can rest on it.",
    )


def sum_of(value: Any) -> Decimal | None:
    """A sum in yuan, exact to the fen; None where it is none."""
    try:
        return yuan(str(value).replace(",", "").replace("，", ""))
    except UnusableInput:
        return None
