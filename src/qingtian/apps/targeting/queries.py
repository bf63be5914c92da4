"""Named questions about targeting: which units and areas first, the plans somebody may see, and the last of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db.models import Count, Q, QuerySet

from qingtian.apps.places.within import within
from qingtian.apps.proceedings.models import Proceeding
from qingtian.apps.proceedings.policy import visible
from qingtian.apps.targeting.actions.rank import last_ranking
from qingtian.apps.targeting.models import KeyArea, PlannedVisit, RankedObject, TargetEvent
from qingtian.procedures.who import Actor

PROCEDURE = "visit_plan"


def first_objects(area: str, on: date, limit: int = 10) -> list[RankedObject]:
    """The units to look at first in an area (empty: the city) by the latest ranking of that day or before."""
    ranking = last_ranking(on)
    if ranking is None:
        return []
    rows = RankedObject.objects.filter(within(area), ranking=ranking).select_related("area", "ranking")
    return list(rows.order_by("place")[:limit])


def key_areas(on: date) -> list[KeyArea]:
    """The key areas of the latest ranking of that day or before."""
    ranking = last_ranking(on)
    return list(ranking.areas.select_related("area")) if ranking else []


def plans(actor: Actor) -> QuerySet[Proceeding]:
    """Plans the actor may see, the latest first, with how many units and results each has."""
    seen = visible(actor).filter(procedure=PROCEDURE)
    rows = Proceeding.objects.filter(pk__in=seen.values("pk")).select_related("area")
    return counted(rows).order_by("-opened_on", "-pk")


def counted(rows: QuerySet[Proceeding]) -> QuerySet[Proceeding]:
    """With ``units``, ``targeted``, ``done`` and ``found``, and how many of the random ones found something."""
    of, found = "planned_visits", Q(planned_visits__result="violation")
    done = found | Q(planned_visits__result="none")
    random = Q(planned_visits__random=True)
    return rows.annotate(
        units=Count(of),
        targeted=Count(of, filter=~random),
        targeted_done=Count(of, filter=~random & done),
        targeted_found=Count(of, filter=~random & found),
        random_done=Count(of, filter=random & done),
        random_found=Count(of, filter=random & found),
    )


def last_plan(on: date) -> Proceeding | None:
    """The latest plan proposed by that day that was taken up; with the counts of ``counted``."""
    rows = Proceeding.objects.filter(procedure=PROCEDURE, opened_on__lte=on).exclude(state="declined")
    return counted(rows).order_by("-opened_on", "-pk").first()


def units_of(plan: Proceeding) -> list[PlannedVisit]:
    """Its units in the order of the list."""
    rows = PlannedVisit.objects.filter(proceeding=plan).select_related("area", "visit")
    return list(rows.order_by("place"))


def events_named(keys: Sequence[int]) -> dict[int, TargetEvent]:
    """Events by the number of their rows, withdrawn ones too: a reason given once stays readable."""
    return TargetEvent.objects.select_related("area").in_bulk(keys)
