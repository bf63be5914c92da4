"""Named questions about archiving and retention (归档、保管期限): what to archive, what is kept, what may be erased."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet

from qingtian.apps.proceedings.models import DisposalItem, Proceeding
from qingtian.apps.proceedings.policy import visible
from qingtian.procedures.who import Actor

LISTS = ("unarchived", "kept", "free", "lists", "erased")


@dataclass(frozen=True, slots=True)
class RetentionCounts:
    """The figures over the lists; each opens its own."""

    unarchived: int
    kept: int
    free: int
    lists: int
    erased: int


def _of(which: str, keeper: str, as_of: date) -> Q:
    """Which matters of those seen belong to a list. Only what the own organ keeps may be erased by it."""
    archived, disposal = Q(case_file__isnull=False), Q(procedure="disposal")
    free = archived & Q(case_file__keeper=keeper, case_file__retained_until__lt=as_of, erased_on__isnull=True)
    return {
        "unarchived": ~archived & ~disposal & Q(ended_on__isnull=False),
        "kept": archived & Q(erased_on__isnull=True),
        "free": free & Q(ended_on__isnull=False),
        "lists": disposal,
        "erased": Q(erased_on__isnull=False),
    }[which]


def counts(actor: Actor, as_of: date) -> RetentionCounts:
    """All figures in one query."""
    keeper = actor.organ or ""
    found = visible(actor).aggregate(
        **{which: Count("pk", filter=_of(which, keeper, as_of), distinct=True) for which in LISTS}
    )
    return RetentionCounts(**found)


def files(actor: Actor, which: str, as_of: date) -> QuerySet[Proceeding]:
    """One list: ``unarchived`` and ``erased`` by their day, ``kept`` and ``free`` by the last day of the period."""
    found = visible(actor).filter(_of(which, actor.organ or "", as_of)).select_related("case_file", "area")
    order = {"unarchived": "ended_on", "lists": "-pk", "erased": "-erased_on"}.get(which, "case_file__retained_until")
    unfinished = Q(papers__waits_for__in=("edit", "check", "countersign", "sign", "number", "seal", "serve"))
    return found.annotate(unfinished=Count("papers", filter=unfinished)).order_by(order, "pk").defer("projection")


def listed_elsewhere(matters: list[Proceeding]) -> dict[int, str]:
    """Files that stand on a list of disposal not ended yet, with its number."""
    items = DisposalItem.objects.filter(disposal__ended_on__isnull=True, proceeding__in=matters)
    return dict(items.values_list("proceeding", "disposal__number"))
