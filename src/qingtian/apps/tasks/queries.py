"""Named questions about tracked tasks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Case, Count, IntegerField, Q, QuerySet, Value, When

from qingtian.apps.proceedings.models import Proceeding
from qingtian.apps.proceedings.policy import visible
from qingtian.apps.tasks.models import TrackedTask
from qingtian.procedures.who import Actor

#: still the responsible unit's to do: its deadline runs
DOING = "underway"


def seen_by(actor: Actor) -> QuerySet[TrackedTask]:
    """The tasks whose matters the actor may see."""
    return TrackedTask.objects.filter(proceeding__in=visible(actor).filter(procedure="tracked_task"))


def overdue_on(on: date) -> Q:
    """A task is overdue the day after its deadline, while its unit has not reported it done."""
    return Q(proceeding__state=DOING, deadline__lt=on)


def overdue_first(tasks: QuerySet[TrackedTask], on: date) -> QuerySet[TrackedTask]:
    """Overdue ones, then open ones, then ended ones; each by its deadline."""
    rank = Case(
        When(overdue_on(on), then=Value(0)),
        When(proceeding__ended_on__isnull=True, then=Value(1)),
        default=Value(2),
        output_field=IntegerField(),
    )
    return tasks.annotate(rank=rank).order_by("rank", "deadline", "proceeding__number")


@dataclass(frozen=True, slots=True)
class TaskFigures:
    """Tasks counted: all, open, overdue, waiting for verification, closed out."""

    whole: int
    open: int
    overdue: int
    waiting: int
    closed: int


def figures(tasks: QuerySet[TrackedTask], on: date) -> TaskFigures:
    """The one count behind every page that says how many tasks there are."""
    found = tasks.aggregate(
        whole=Count("pk"),
        open=Count("pk", filter=Q(proceeding__ended_on__isnull=True)),
        overdue=Count("pk", filter=overdue_on(on)),
        waiting=Count("pk", filter=Q(proceeding__state="reported")),
        closed=Count("pk", filter=Q(proceeding__state="closed")),
    )
    return TaskFigures(**found)


def tasks_of(matter: Proceeding) -> QuerySet[TrackedTask]:
    """The tasks a matter gave rise to, by deadline."""
    found = TrackedTask.objects.filter(source=matter).select_related("proceeding", "organ", "area")
    return found.order_by("deadline", "proceeding__number")
