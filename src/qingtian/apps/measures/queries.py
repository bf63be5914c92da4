"""Named questions about measures."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from itertools import groupby

from django.db.models import Q, QuerySet

from qingtian.apps.measures.daily_count import Trail, fine_of, in_all, read
from qingtian.apps.measures.kinds import MEASURES
from qingtian.apps.measures.original import READ
from qingtian.apps.proceedings.calendars import calendar
from qingtian.apps.proceedings.models import ActContent, Proceeding
from qingtian.apps.proceedings.policy import visible
from qingtian.apps.proceedings.queries import projection_of
from qingtian.enforcement.daily_penalty import DailyPenalty
from qingtian.procedures.who import Actor


def measures_seen(actor: Actor, *, kind: str = "", ended: bool = False) -> QuerySet[Proceeding]:
    """Measures in the actor's sight, the earliest clock first; ended ones the latest first."""
    kinds = (kind,) if kind in MEASURES else MEASURES
    found = visible(actor).filter(procedure__in=kinds, ended_on__isnull=not ended).select_related("area")
    return found.order_by("-ended_on", "-pk") if ended else found.order_by("next_due", "pk")


def under_seal_too_long(found: QuerySet[Proceeding], on: date) -> QuerySet[Proceeding]:
    """Seizures whose time is over and that are not released: lapsed, or their clock behind us (Order 29, art. 20)."""
    over = Q(clocks__key="seizure.term", clocks__status="running", clocks__due__lt=on)
    late = Q(state="expired") | Q(state__in=("sealed", "unapproved")) & over
    return found.filter(late, procedure="seizure").distinct()


def trails_of(matters: Iterable[Proceeding]) -> dict[int, Trail]:
    """By matter, the orders of its daily penalty; one question for all."""
    keys = [one.pk for one in matters if one.procedure == "daily_penalty"]
    rows = ActContent.objects.filter(act__proceeding__in=keys).order_by("act__proceeding_id", "act__seq")
    pairs = rows.values_list("act__proceeding_id", "content")
    return {key: read([content for _, content in acts]) for key, acts in groupby(pairs, key=lambda pair: pair[0])}


def counts_of(matters: Iterable[Proceeding]) -> dict[int, DailyPenalty]:
    """By daily penalty, all its cycles found refusing and what they come to; those without a fine or a cycle not."""
    held = {one.pk: one for one in matters if one.procedure == "daily_penalty" and not one.erased_on}
    projections = {key: projection_of(one) for key, one in held.items()}
    cases = _facts_by_uid(p.facts.get("about", {}).get("uid", "") for p in projections.values())
    found, days = {}, calendar()
    for key, trail in trails_of(held.values()).items():
        original = cases.get(projections[key].facts.get("about", {}).get("uid", ""), {})
        if count := in_all(trail, fine_of(projections[key], original), days):
            found[key] = count
    return found


def _facts_by_uid(uids: Iterable[str]) -> dict[str, dict[str, object]]:
    rows = Proceeding.objects.filter(uid__in=set(uids)).values_list("uid", "projection")
    return {uid: {name: value for name, value in p["facts"].items() if name in READ} for uid, p in rows}
