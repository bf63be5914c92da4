"""Named questions about damage claims."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from qingtian.apps.compensation.models import Payment
from qingtian.apps.parties.models import Party
from qingtian.apps.people.models import Organ
from qingtian.apps.proceedings.calendars import calendar
from qingtian.apps.proceedings.models import Link, Proceeding
from qingtian.apps.proceedings.policy import visible
from qingtian.apps.publishing.models import Publication
from qingtian.enforcement.compensation_ledger import Ledger, ledger_of
from qingtian.law import Law
from qingtian.procedures import Projection
from qingtian.procedures.who import Actor

PROCEDURE = "compensation_claim"
#: levels of government that may claim; county governments only in municipalities, which a county's level does not say
CLAIMING_LEVELS = ("provincial", "city")
LIMITATION = "compensation.limitation"


def claimants() -> frozenset[str]:
    """Codes of the governments that may claim."""
    governments = Organ.objects.filter(kind=Organ.Kind.GOVERNMENT, level__in=CLAIMING_LEVELS)
    return frozenset(governments.values_list("code", flat=True))


def seen_by(actor: Actor) -> QuerySet[Proceeding]:
    """Claims the actor may see, the latest first."""
    return visible(actor).filter(procedure=PROCEDURE).order_by("-pk")


def same_claims(claim: Proceeding) -> tuple[str, ...]:
    """Numbers of other claims on a matter that gave rise to this one, but those that were not opened."""
    links = Link.objects.filter(kind=Link.Kind.GAVE_RISE_TO, undone_by__isnull=True)
    sources = links.filter(target=claim).values("source")
    others = links.filter(source__in=sources, target__procedure=PROCEDURE).exclude(target=claim)
    # a clue that is only being checked stands in nobody's way: whichever is opened first is the claim
    claimed = others.exclude(target__state__in=("clue", "screened", "not_opened"))
    return tuple(sorted(set(claimed.values_list("target__number", flat=True))))


def earlier_damages(claim: Proceeding) -> tuple[date, ...]:
    """Days on which damages by the same obligor were found before."""
    if not claim.party:
        return ()
    others = Proceeding.objects.filter(procedure=PROCEDURE, party=claim.party).exclude(pk=claim.pk)
    days = (one["facts"].get("found_on") for one in others.values_list("projection", flat=True))
    return tuple(sorted(date.fromisoformat(day) for day in days if day))


def limitation_ends(facts: Mapping[str, Any], law: Law) -> date | None:
    """The last day of the limitation, counted from the day the damage was found."""
    found = facts.get("found_on")
    if not found:
        return None
    return law.derive(LIMITATION, start=date.fromisoformat(found), calendar=calendar()).due


def obligor_names(claim: Proceeding) -> tuple[str, ...]:
    """What the obligor is called."""
    return tuple(Party.objects.filter(number=claim.party).values_list("name", flat=True)) if claim.party else ()


def ledger(claim: Proceeding, projection: Projection) -> Ledger:
    """What is owed and paid."""
    paid = Payment.objects.filter(proceeding=claim).values_list("amount", flat=True)
    return ledger_of(projection.facts, list(paid), fallback_demanded=projection.has_done("claim_fallback"))


def publications_of(claim: Proceeding) -> tuple[str, ...]:
    """Numbers of the publications about this claim."""
    return tuple(Publication.objects.filter(source=claim).values_list("proceeding__number", flat=True))


def unscreened(actor: Actor) -> QuerySet[Proceeding]:
    """Serious enforcement cases that were decided and that no clue of damage was registered about."""
    screened = Link.objects.filter(
        kind=Link.Kind.GAVE_RISE_TO, undone_by__isnull=True, target__procedure=PROCEDURE
    ).values("source")
    decided = Q(procedure="penalty_case", state__in=("decided", "served", "closed", "transferred"))
    return visible(actor).filter(decided).exclude(pk__in=screened).order_by("-pk")
