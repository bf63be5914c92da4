"""What visits tell their plan (检查回到计划): one entered about it, its result, or that it was not made.

Visits do not know plans: what is opened ``about`` a plan, to a unit of its list, is the plan's visit.
"""

from __future__ import annotations

from collections.abc import Mapping

from qingtian.apps.proceedings.chapters import Performed
from qingtian.apps.proceedings.models import Proceeding
from qingtian.apps.targeting.actions.tell_plan import OPEN, tell_plan
from qingtian.apps.targeting.models import PlannedVisit
from qingtian.apps.targeting.results import VIOLATIONS

NOT_MADE = frozenset({"cancelled", "declined"})


def follow_visit(performed: Performed) -> None:
    """Nothing where the act is none of a visit, or where the visit belongs to no plan."""
    if performed.proceeding.procedure != "inspection_visit":
        return
    if performed.act.seq == 1:
        _entered(performed)
        return
    row = PlannedVisit.objects.filter(visit=performed.proceeding, result="").select_related("proceeding").first()
    result = _result(performed)
    if row is not None and result:
        _tell(row.proceeding, "note_result", performed, row.party, result=result)


def _entered(performed: Performed) -> None:
    about = performed.values.get("about")
    if not isinstance(about, Mapping) or about.get("procedure") != "visit_plan":
        return
    plan = Proceeding.objects.get(uid=about["uid"])
    party = str(performed.values["party"]["number"])
    waiting = PlannedVisit.objects.filter(proceeding=plan, party=party, visit=None, result="").exists()
    if waiting and plan.state in OPEN:
        _tell(plan, "note_visit", performed, party)


def _result(performed: Performed) -> str:
    """What the act says of the visit: something found, nothing found, not made; empty where it says none of it."""
    if performed.act.act == "conclude":
        return "violation" if performed.values["result"] in VIOLATIONS else "none"
    return "not_made" if performed.after.state in NOT_MADE else ""


def _tell(plan: Proceeding, act: str, performed: Performed, unit: str, **more: str) -> None:
    done = performed.act
    tell_plan(plan, act, unit, performed.proceeding.number, done.on, done.recorded_at, **more)
