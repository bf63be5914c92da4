"""Named questions about draws."""

from __future__ import annotations

from django.db.models import Count, QuerySet

from qingtian.apps.draws.models import RandomDraw
from qingtian.apps.proceedings.policy import visible
from qingtian.procedures.who import Actor


def draws_seen(actor: Actor) -> QuerySet[RandomDraw]:
    """Draws whose matter the actor may see, the latest first, with how many objects were drawn."""
    matters = visible(actor).filter(procedure="random_draw")
    found = RandomDraw.objects.filter(proceeding__in=matters).select_related("proceeding", "replaces__proceeding")
    return found.annotate(many=Count("drawn")).order_by("-year", "-quarter", "-pk")


def published_draws() -> QuerySet[RandomDraw]:
    """Draws whose results were published, the latest first; an erased one has no pools left and is not shown."""
    found = RandomDraw.objects.filter(proceeding__state="published").exclude(pools={})
    return found.select_related("proceeding")
