"""Named questions about remedies: what is open, what runs late, how they ended, what they say of a case."""

from __future__ import annotations

from django.db.models import Count, F, QuerySet

from qingtian.apps.proceedings.models import Link, Proceeding
from qingtian.apps.proceedings.policy import visible
from qingtian.apps.remedies.kinds import CORRECTED, PROCEDURES
from qingtian.procedures.who import Actor


def remedies_seen(actor: Actor, *, kind: str = "", ended: bool = False) -> QuerySet[Proceeding]:
    """Remedies in the actor's sight, the earliest clock first; ended ones the latest first."""
    wanted = (kind,) if kind in PROCEDURES else PROCEDURES
    found = visible(actor).filter(procedure__in=wanted, ended_on__isnull=not ended).select_related("area")
    if ended:
        return found.order_by("-ended_on", "-pk")
    return found.order_by(F("next_due").asc(nulls_last=True), "pk")


def open_by_kind(actor: Actor) -> dict[str, int]:
    """How many of each kind are open in the actor's sight."""
    counted = (
        visible(actor)
        .filter(procedure__in=PROCEDURES, ended_on__isnull=True)
        .order_by()
        .values_list("procedure")
        .annotate(Count("pk"))
    )
    return dict.fromkeys(PROCEDURES, 0) | dict(counted)


def about(matter: Proceeding) -> QuerySet[Proceeding]:
    """Remedies opened about this matter, the first one first."""
    links = matter.links_out.filter(kind=Link.Kind.GAVE_RISE_TO, undone_by__isnull=True)
    return Proceeding.objects.filter(procedure__in=PROCEDURES, pk__in=links.values("target")).order_by("pk")


def correcting(matter: Proceeding) -> list[Proceeding]:
    """Of them, those in force by which the decision no longer stands as it was."""
    return [one for one in about(matter) if one.projection.get("facts", {}).get("outcome") in CORRECTED]
