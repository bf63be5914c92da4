"""Named questions about inspection feedback."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Prefetch, Q, QuerySet

from qingtian.apps.proceedings.models import Proceeding
from qingtian.apps.proceedings.policy import visible
from qingtian.apps.rectification.models import Feedback, Finding, Measure, Milestone
from qingtian.apps.rectification.reading_plan import lacks
from qingtian.procedures.who import Actor

#: states in which what follows a finding is closed out
CLOSED = ("closed", "looked_back")
DROPPED = ("cancelled", "withdrawn")


def seen_by(actor: Actor) -> QuerySet[Feedback]:
    """The feedbacks whose matters the actor may see."""
    return Feedback.objects.filter(proceeding__in=visible(actor).filter(procedure="inspection_feedback"))


def of(matter: Proceeding) -> Feedback:
    return Feedback.objects.get(proceeding=matter)


def findings_of(feedback: Feedback) -> list[Finding]:
    """Every finding in printed order, with measures, milestones and what follows it."""
    found = feedback.findings.select_related("followed_by").prefetch_related(
        Prefetch("measures", Measure.objects.order_by("number")),
        Prefetch("milestones", Milestone.objects.order_by("due", "pk")),
    )
    return list(found.order_by("place", "pk"))


def due_known(finding: Finding) -> bool:
    """A deadline is a day, or one of the classes that name none: at once, and long term."""
    return finding.due is not None or finding.time_class in ("immediate", "immediate_long", "long_term")


def lacking(finding: Finding) -> tuple[str, ...]:
    """What the plan must name of it and does not; the responsible body must be one this city knows."""
    values = {
        "responsible": finding.responsible if finding.organs else "",
        "goal": finding.goal,
        "accepting": finding.accepting,
    }
    return lacks(values, due_known=due_known(finding), measures=len(finding.measures.all()))


def told(matter: Proceeding) -> dict[str, dict[str, Any]]:
    """For the guards: each finding by its number."""
    feedback = Feedback.objects.filter(proceeding=matter).first()
    if feedback is None:
        return {}
    return {
        one.number: {
            "lacks": list(lacking(one)),
            "due": one.due.isoformat() if one.due else None,
            "followed": one.followed_by.number if is_followed(one) and one.followed_by else "",
            "closed": is_closed(one),
        }
        for one in findings_of(feedback)
    }


def is_followed(finding: Finding) -> bool:
    """Whether a case or task puts it right; one that was cancelled or withdrawn does not, and another may follow."""
    return finding.followed_by is not None and finding.followed_by.state not in DROPPED


def is_closed(finding: Finding) -> bool:
    return finding.followed_by is not None and finding.followed_by.state in CLOSED


@dataclass(frozen=True, slots=True)
class Figures:
    """Findings of a feedback counted: all, followed, closed out, past their day and not closed."""

    whole: int
    followed: int
    closed: int
    overdue: int


def figures(feedbacks: Sequence[Feedback], on: date) -> Mapping[int, Figures]:
    """By feedback, in one question. Overdue is a finding from the day after its day, until it is closed out."""
    closed = Q(followed_by__state__in=CLOSED)
    counted = (
        Finding.objects.filter(feedback__in=[one.pk for one in feedbacks])
        .order_by()
        .values("feedback")
        .annotate(
            whole=Count("pk"),
            followed=Count("followed_by", filter=~Q(followed_by__state__in=DROPPED)),
            closed=Count("pk", filter=closed),
            overdue=Count("pk", filter=Q(due__lt=on)) - Count("pk", filter=Q(due__lt=on) & closed),
        )
    )
    found = {row.pop("feedback"): Figures(**row) for row in counted}
    return {one.pk: found.get(one.pk, Figures(0, 0, 0, 0)) for one in feedbacks}


def by_time_class(findings: Sequence[Finding]) -> dict[str, int]:
    """How many findings each class of time has."""
    counts: dict[str, int] = {}
    for one in findings:
        counts[one.time_class] = counts.get(one.time_class, 0) + 1
    return counts
