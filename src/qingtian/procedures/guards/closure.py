"""Conditions of closure (责令停业、关闭): Order 30 of 2014, article 8; the decision belongs to the government."""

from __future__ import annotations

import re
from datetime import date

from qingtian.language import Text
from qingtian.procedures.guards.measures import FIGURES, LAST_DAY, day, figure, lines
from qingtian.procedures.guards.registry import GuardContext, guard

WINDOW = "closure.repeat_window"
#: codes of the organs that are governments
GOVERNMENTS = "governments"
_PENALTY = re.compile(r"(\d{4}-\d{2}-\d{2})\s+\S")


def penalty_days(written: object) -> list[date] | None:
    """The days of the earlier penalties, the earliest first; None where a line has none."""
    found = [_PENALTY.match(line) for line in lines(written)]
    try:
        return sorted(date.fromisoformat(one[1]) if one else date.min for one in found) if all(found) else None
    except ValueError:
        return None


@guard(
    "twice_in_two_years",
    Text("两年内处罚两次以上又违法", "punished twice in two years, and again"),
    needs_fields=True,
    needs_world=(LAST_DAY, FIGURES),
)
def twice_in_two_years(context: GuardContext) -> Text | None:
    """Counted back from the new violation: the penalties whose window still holds its day; the last day is within."""
    if context.fields["ground"] != "repeated":
        return None
    days, found = penalty_days(context.fields.get("penalties")), day(context.fields["found_on"])
    if days is None:
        return Text("此前的处罚每行写日期和文号，如 2025-03-02 演环罚〔2025〕7号。", "A line each: day and number.")
    last_day, least = context.world[LAST_DAY], int(figure(context, "repeat_penalties"))
    counting = [one for one in days if one < found <= last_day(WINDOW, one)]
    if len(counting) >= least:
        return None
    return Text(
        f"到 {found} 这一天，两年内的处罚只有 {len(counting)} 次，不到 {least} 次。",
        f"By {found} only {len(counting)} penalties lie within two years, fewer than {least}.",
    )


@guard("found_by_today", Text("违法日期不在以后", "the violation lies not ahead"), needs_fields=True)
def found_by_today(context: GuardContext) -> Text | None:
    if day(context.fields["found_on"]) <= context.on:
        return None
    return Text("违法日期不能在以后。", "The day of the violation cannot lie in the future.")


@guard(
    "proposed_to_a_government",
    Text("向人民政府报请", "proposed to a government"),
    needs_world=(GOVERNMENTS,),
)
def proposed_to_a_government(context: GuardContext) -> Text | None:
    if context.projection.organ("government") in context.world[GOVERNMENTS]:
        return None
    return Text(
        "只有有批准权的人民政府能责令停业、关闭，报请单位要写一级人民政府。",
        "Only a government with the power orders a closure: propose it to a people's government.",
    )


@guard("closed_after_the_decision", Text("停业在政府决定以后", "it closed after the decision"), needs_fields=True)
def closed_after_the_decision(context: GuardContext) -> Text | None:
    closed, decided = day(context.fields["closed_on"]), context.projection.facts.get("decided_on")
    if closed <= context.on and (decided is None or closed >= day(decided)):
        return None
    return Text(
        f"停业、关闭在政府决定（{decided}）当天或以后，不在今天以后。",
        f"It closed on or after the decision ({decided}) and not after today.",
    )
