"""Conditions of transfers for detention (移送行政拘留, 2014): after a penalty decision, no crime, seven parts."""

from __future__ import annotations

from qingtian.language import Text
from qingtian.procedures.guards.common import clock_is_over
from qingtian.procedures.guards.registry import GuardContext, guard
from qingtian.procedures.guards.transfers import CRIMINAL_TRANSFERS, DECIDED, another, is_a_case, missing_of


@guard(
    "detention_after_a_penalty",
    Text("处罚案已作出决定", "the case has a penalty decision"),
    needs_fields=True,
)
def detention_after_a_penalty(context: GuardContext) -> Text | None:
    if is_a_case(context.fields["about"]) and context.fields["about"]["state"] in DECIDED:
        return None
    return Text("处罚案要先作出处罚决定，才能移送拘留。", "The case needs its penalty decision first.")


@guard("no_crime_is_suspected", Text("尚不构成犯罪", "it is no suspected crime"), needs_world=(CRIMINAL_TRANSFERS,))
def no_crime_is_suspected(context: GuardContext) -> Text | None:
    others = context.world.get(CRIMINAL_TRANSFERS, ())
    if not others:
        return None
    return Text(
        f"同一案已经按涉嫌犯罪移送（{'、'.join(others)}），不移送拘留。",
        f"The case is transferred as a suspected crime ({', '.join(others)}); it does not go for detention.",
    )


@guard("detention_supplement_asked_in_time", Text("公安在期限内要求补充", "asked for in time"))
def detention_supplement_asked_in_time(context: GuardContext) -> Text | None:
    if not clock_is_over(context, "detention.supplement"):
        return None
    due = context.projection.clocks["detention.supplement"].due
    return Text(f"公安要求补充应在 {due} 前。", f"The police should have asked by {due}.")


@guard("days_and_persons_are_there", Text("日数和人数大于零", "days and persons are more than none"), needs_fields=True)
def days_and_persons_are_there(context: GuardContext) -> Text | None:
    if context.fields["days"] > 0 and context.fields["persons"] > 0:
        return None
    return Text("日数和人数要大于零。", "Days and persons must be more than none.")


@guard("detention_decided_by_another", Text("决定的不是提请的人", "decided by another than who proposed"))
def detention_decided_byanother(context: GuardContext) -> Text | None:
    return another(context, "propose_detention")


@guard(
    "seven_parts_as_originals",
    Text("七个部分齐全，证据是原件", "seven parts, as originals"),
    needs_fields=True,
)
def seven_parts_as_originals(context: GuardContext) -> Text | None:
    declared = context.transition.field("pack")
    if lacking := missing_of(context, set(declared.choices) if declared else set()):
        return lacking
    return None if context.fields.get("originals") else Text("证据要移送原件。", "The evidence goes as originals.")
