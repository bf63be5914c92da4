"""Set, revise and extend the plan (方案、调整、延期): every change is a new version."""

from __future__ import annotations

from datetime import date
from typing import Any

from qingtian.apps.cases.models import Case, PlanVersion, TeamMember
from qingtian.apps.people.models import Organ
from qingtian.apps.proceedings.chapters import Performed
from qingtian.errors import Refused
from qingtian.language import Text


def _version(case: Case, performed: Performed, values: dict[str, Any]) -> None:
    last = case.plans.order_by("-version").first()
    PlanVersion.objects.create(
        case=case, version=(last.version if last else 0) + 1, made_by=performed.act.seq, **values
    )


def set_plan(performed: Performed) -> None:
    """The first plan, with its team and lead unit."""
    case, values = performed.proceeding.case, performed.values
    _version(
        case,
        performed,
        {
            "goal": values["goal"],
            "measures": values["measures"],
            "milestones": values["milestones"],
            "deadline": date.fromisoformat(values["deadline"]),
        },
    )
    lead = values["lead_unit"]["chain"][-1]
    codes = {lead, *(unit["chain"][-1] for unit in values["team"])}
    case.team.all().delete()
    TeamMember.objects.bulk_create(
        TeamMember(case=case, organ=organ, lead=organ.code == lead) for organ in Organ.objects.filter(code__in=codes)
    )


def _next(performed: Performed, **changes: Any) -> None:
    case = performed.proceeding.case
    standing = in_force(case)
    kept = {name: getattr(standing, name) for name in ("goal", "measures", "milestones", "deadline")}
    _version(case, performed, {**kept, **changes})


def revise(performed: Performed) -> None:
    values = performed.values
    _next(performed, goal=values["goal"], measures=values["measures"], milestones=values["milestones"])


def extend(performed: Performed) -> None:
    _next(performed, deadline=date.fromisoformat(performed.values["deadline"]))


def renew_after_relapse(performed: Performed) -> None:
    """A relapse (反弹) goes on under the plan in force, with the new deadline."""
    if deadline := performed.values.get("deadline"):
        _next(performed, deadline=date.fromisoformat(deadline))


def undo_plan(performed: Performed) -> None:
    """The version of the voided act no longer counts; it stays readable. Refused while a later one is built on it."""
    case, seq = performed.proceeding.case, performed.extra["voided"]["seq"]
    if later := case.plans.filter(made_by__gt=seq, voided_by=None).first():
        words = Text(
            "第 {n} 个动作的方案以它为基础，先更正那个。", "The plan of act {n} is built on it; correct that first."
        )
        raise Refused("case.later_plan", words.format(n=later.made_by))
    case.plans.filter(made_by=seq).update(voided_by=performed.act.seq)
    if not case.plans.filter(voided_by=None).exists():
        case.team.all().delete()


def in_force(case: Case) -> PlanVersion:
    """The latest version that was not voided."""
    return case.plans.filter(voided_by=None).latest("version")
