"""Conditions of measures about soil (土壤风险管控措施)."""

from __future__ import annotations

from qingtian.language import Text
from qingtian.procedures.guards.persons import took_part
from qingtian.procedures.guards.registry import GuardContext, guard
from qingtian.standards.soil.levels import MEASURES, RISKS

#: code of every point → kind of its land and class of its latest day (None: no class); the chapter gives it
POINTS = "soil_points"


@guard(
    "soil_class_is_that_of_the_point",
    Text("写的是点位最近一天的风险类别", "the class is that of the latest day of the point"),
    needs_fields=True,
    needs_world=(POINTS,),
)
def soil_class_is_that_of_the_point(context: GuardContext) -> Text | None:
    """A measure rests on a class that was computed, not on one that was typed."""
    found = context.world[POINTS].get(str(context.fields.get("point") or "").strip())
    if found is None:
        return Text("没有这个土壤点位。", "There is no such soil point.")
    risk = found["risk"]
    if risk is None:
        return Text("这个点位还没有风险类别。", "This point has no class of risk yet.")
    if risk == context.fields.get("risk"):
        return None
    return Text("这个点位最近一天是“{risk}”。", "On its latest day the class is “{risk}”.").format(risk=RISKS[risk])


@guard(
    "soil_measure_follows_from_class",
    Text("措施合乎用途和风险类别", "the measure suits the land and its class"),
    needs_fields=True,
    needs_world=(POINTS,),
)
def soil_measure_follows_from_class(context: GuardContext) -> Text | None:
    found = context.world[POINTS].get(str(context.fields.get("point") or "").strip())
    if found is None:
        return None  # said by the guard before
    if context.fields.get("measure") in MEASURES.get((found["kind"], str(context.fields.get("risk"))), ()):
        return None
    return Text("这种用途、这个类别没有这项措施。", "This measure does not follow from this class of this land.")


@guard("soil_measure_has_time", Text("完成的日子在以后", "its last day is to come"), needs_fields=True)
def soil_measure_has_time(context: GuardContext) -> Text | None:
    if str(context.fields.get("by_day") or "") > context.on.isoformat():
        return None
    return Text("完成的日子要在今天以后。", "The day it is to be done by lies ahead.")


@guard("soil_measure_decided_by_another", Text("决定的不是提出的人", "decided by another than who proposed"))
def soil_measure_decided_by_another(context: GuardContext) -> Text | None:
    if not took_part(context.actor, context.projection.done.get("propose_measure", ())):
        return None
    return Text("是您提出的，换一个人决定。", "You proposed it; somebody else decides.")
