"""Named questions about damage claims."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet

from qingtian.apps.compensation.models import Payment, Site
from qingtian.apps.compensation.screening import MEASURES, why_serious
from qingtian.apps.parties.models import Party
from qingtian.apps.people.models import Organ
from qingtian.apps.proceedings.calendars import calendar
from qingtian.apps.proceedings.models import Link, Proceeding
from qingtian.apps.proceedings.policy import visible
from qingtian.apps.publishing.models import Publication
from qingtian.enforcement.compensation_ledger import Ledger, ledger_of
from qingtian.language import Text
from qingtian.law import Law
from qingtian.procedures import Projection
from qingtian.procedures.who import Actor

PROCEDURE = "compensation_claim"
#: kind of the publications that a claim is made public by
NOTICE = "compensation_notice"
#: levels of government that may claim; county governments only in municipalities, which a county's level does not say
CLAIMING_LEVELS = ("provincial", "city")
LIMITATION = "compensation.limitation"
SERIOUS_FINE = "compensation.serious_fine"
#: states of a penalty case whose decision stands or that went to another organ
DECIDED = ("decided", "served", "closed", "transferred")


def claimants() -> frozenset[str]:
    """Codes of the governments that may claim."""
    governments = Organ.objects.filter(kind=Organ.Kind.GOVERNMENT, level__in=CLAIMING_LEVELS)
    return frozenset(governments.values_list("code", flat=True))


def usual_claimant() -> str:
    """The government of the city, where there is one."""
    city = Organ.objects.filter(kind=Organ.Kind.GOVERNMENT, level=Organ.Level.CITY)
    return city.order_by("pk").values_list("code", flat=True).first() or ""


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
    about = Publication.objects.filter(source=claim, kind=NOTICE)
    return tuple(about.order_by("pk").values_list("proceeding__number", flat=True))


@dataclass(frozen=True, slots=True)
class ToScreen:
    """One decided case that nobody registered a clue about, and why it is serious."""

    case: Proceeding
    reasons: list[Text]


def unscreened(actor: Actor, on: date, law: Law) -> list[ToScreen]:
    """Serious enforcement cases that were decided and that no clue of damage was registered about, the latest first."""
    links = Link.objects.filter(kind=Link.Kind.GAVE_RISE_TO, undone_by__isnull=True)
    screened = links.filter(target__procedure=PROCEDURE).values("source")
    decided = visible(actor).filter(procedure="penalty_case", state__in=DECIDED).exclude(pk__in=screened)
    cases = list(decided.order_by("-pk"))
    measures: dict[int, set[str]] = {}
    taken = links.filter(source__in=[case.pk for case in cases], target__procedure__in=MEASURES)
    for case, procedure in taken.values_list("source_id", "target__procedure"):
        measures.setdefault(case, set()).add(procedure)
    fine_from = law.figure(SERIOUS_FINE, on=on).value
    judged = (
        (case, why_serious(case.projection["facts"], case.state, measures.get(case.pk, ()), fine_from))
        for case in cases
    )
    return [ToScreen(case, reasons) for case, reasons in judged if reasons]


def paid_by_claim(claims: Iterable[Proceeding]) -> dict[int, Decimal]:
    """By claim: what came in."""
    sums = Payment.objects.filter(proceeding__in=[claim.pk for claim in claims]).values_list("proceeding_id", "amount")
    found: dict[int, Decimal] = {}
    for claim, amount in sums:
        found[claim] = found.get(claim, Decimal("0.00")) + amount
    return found


def sites_seen(actor: Actor) -> list[Site]:
    """Places of the claims the actor may see, the latest claim first."""
    return list(Site.objects.filter(proceeding__in=seen_by(actor)).select_related("proceeding"))
