"""What a visit tells its plan (检查告诉计划), at once or, where it was not told then, later."""

from __future__ import annotations

from datetime import date, datetime

from django.db.models import QuerySet

from qingtian.apps.inspections.models import Visit
from qingtian.apps.proceedings.actions.perform import perform
from qingtian.apps.proceedings.models import Proceeding
from qingtian.apps.targeting.models import PlannedVisit
from qingtian.apps.targeting.results import RESULTS, VIOLATIONS
from qingtian.procedures.who import Actor

SYSTEM = Actor(kind="system")
#: states of a plan in which visits are made of it
OPEN = ("approved", "running")


def tell_plan(plan: Proceeding, act: str, unit: str, visit: str, on: date, now: datetime, **more: str) -> None:
    """One act of the system on the plan. Raises what the kernel raises."""
    fields = {"unit": unit, "visit": visit, **more}
    perform(plan, act, by=SYSTEM, on=on, now=now, fields=fields, expected_seq=plan.seq)


def catch_up(on: date, now: datetime, plans: QuerySet[Proceeding] | None = None) -> int:
    """Tell the open plans of the visits they were not told of: a listener may have failed alone. How many were told."""
    told = 0
    open_plans = (plans or Proceeding.objects.all()).filter(procedure="visit_plan", state__in=OPEN)
    for plan in open_plans:
        waiting = PlannedVisit.objects.filter(proceeding=plan, result="").select_related("visit").order_by("place")
        about = _visits_about(plan, [row.party for row in waiting])
        for row in waiting:
            if (visit := row.visit or about.get(row.party)) is not None:
                told += _told_of(plan, row, visit, on, now)
    return told


def _visits_about(plan: Proceeding, parties: list[str]) -> dict[str, Proceeding]:
    """By unit, the visit that was entered about the plan and not given up."""
    rows = Visit.objects.filter(
        party__in=parties, made=True, proceeding__projection__facts__about__uid=plan.uid
    ).select_related("proceeding")
    return {row.party: row.proceeding for row in rows.order_by("pk")}


def _told_of(plan: Proceeding, row: PlannedVisit, visit: Proceeding, on: date, now: datetime) -> int:
    told = 0
    if row.visit_id is None:
        tell_plan(plan, "note_visit", row.party, visit.number, on, now)
        told += 1
    result = visit.projection["facts"].get("result")
    if result in RESULTS:
        said = "violation" if result in VIOLATIONS else "none"
        plan.refresh_from_db()
        tell_plan(plan, "note_result", row.party, visit.number, on, now, result=said)
        told += 1
    plan.refresh_from_db()
    return told
