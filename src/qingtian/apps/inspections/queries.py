"""Named questions about visits."""

from __future__ import annotations

from datetime import date

from django.db.models import Count, Q, QuerySet

from qingtian.apps.inspections.models import FieldEvidence, Visit
from qingtian.apps.proceedings.policy import visible
from qingtian.procedures.who import Actor

#: states in which there is something to do in the field
IN_THE_FIELD = ("planned", "on_site", "recorded", "correcting")
RECEIVED = Q(evidence__received_at__isnull=False)


def seen_by(actor: Actor) -> QuerySet[Visit]:
    """Visits whose matter the actor may see, the latest planned first, with what came in of the field."""
    matters = visible(actor).filter(procedure="inspection_visit")
    found = Visit.objects.filter(proceeding__in=matters).select_related("proceeding")
    return found.annotate(items=Count("evidence", filter=RECEIVED)).order_by("-planned_on", "-pk")


def of_officer(actor: Actor) -> QuerySet[Visit]:
    """Visits this actor is one of the two officers of: only they carry them in their phone."""
    posts = [post for post in (actor.post, actor.for_post) if post]
    return Visit.objects.filter(officers__post__in=posts).select_related("proceeding").distinct()


def kit_of(actor: Actor, on: date) -> list[Visit]:
    """What an officer takes along: visits planned for the day, and those of before that are still in the field."""
    due = of_officer(actor).filter(proceeding__state__in=IN_THE_FIELD, planned_on__lte=on)
    return list(due.prefetch_related("officers").order_by("planned_on", "pk"))


def evidence_of(visit: Visit) -> QuerySet[FieldEvidence]:
    """Everything announced of a visit, in the order of the chains."""
    return FieldEvidence.objects.filter(visit=visit).select_related("file").order_by("chain", "n")
