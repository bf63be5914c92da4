"""Named questions about the ladder: open steps, proposals that wait for a person."""

from __future__ import annotations

from django.db.models import QuerySet

from qingtian.apps.proceedings.models import Proceeding
from qingtian.apps.proceedings.policy import visible
from qingtian.apps.supervision.models import Proposal
from qingtian.apps.supervision.steps import STEPS
from qingtian.procedures.who import Actor


def steps_seen(actor: Actor, *, ended: bool = False) -> QuerySet[Proceeding]:
    """Steps of the ladder in the actor's sight, the earliest clock first; ended ones the latest first."""
    found = visible(actor).filter(procedure__in=STEPS, ended_on__isnull=not ended).select_related("area")
    return found.order_by("-ended_on", "-pk") if ended else found.order_by("next_due", "pk")


def waiting() -> QuerySet[Proposal]:
    """Proposals nobody has decided yet, the latest first."""
    found = Proposal.objects.filter(issued__isnull=True, dismissed_on__isnull=True, lapsed_on__isnull=True)
    return found.select_related("matter", "area")


def decided() -> QuerySet[Proposal]:
    """Proposals that were issued, dismissed, or lapsed."""
    return Proposal.objects.exclude(pk__in=waiting().values("pk")).select_related("matter", "area", "issued")
