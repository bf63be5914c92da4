"""Named questions about petitions."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db.models import Q

from qingtian.apps.identities.vault import count_people
from qingtian.apps.petitions.models import Petition
from qingtian.apps.petitions.receipts import digest_of, normalised
from qingtian.apps.proceedings.models import Link, Proceeding
from qingtian.apps.proceedings.records import records_of
from qingtian.procedures import Projection


def tokens_held(tokens: Collection[str]) -> Iterable[str]:
    """Those of ``tokens`` that a petition carries; the sweep of orphans asks."""
    carried = Petition.objects.filter(Q(identity_token__in=tokens) | Q(photos_token__in=tokens))
    return {token for pair in carried.values_list("identity_token", "photos_token") for token in pair}


def by_key(key: str) -> Petition | None:
    """The petition of a private link."""
    return Petition.objects.select_related("proceeding__area").filter(key_digest=digest_of(key)).first()


def by_receipt(entered: str) -> Petition | None:
    """The petition of a receipt number as somebody typed it."""
    return Petition.objects.select_related("proceeding").filter(receipt=normalised(entered)).first()


#: states in which an organ has taken the matter on, and which; before that it is the one first asked (首问负责)
TAKEN_ON = {
    "accepted": "handler",
    "concluded": "handler",
    "replied": "handler",
    "closed": "handler",
    "reviewing": "reviewer",
    "reviewed": "reviewer",
    "re_reviewing": "re_reviewer",
    "ended": "re_reviewer",
}


def answers_for(projection: Projection) -> str:
    """The relation that answers to the reporter now: who was asked first, until another organ has accepted it."""
    taken = TAKEN_ON.get(projection.state, "receiver")
    return taken if taken in projection.relations else "receiver"


def handlers_of(proceeding: Proceeding) -> frozenset[str]:
    """Codes of all organs that have taken the petition on so far, the present handler among them."""
    records = records_of(proceeding)
    voided = {record.get("voids") for record in records}
    handler, found = "", set()
    for record in records:
        if record["seq"] in voided:
            continue
        if named := record.get("relations", {}).get("handler"):
            handler = named["chain"][-1]
        if record["to"] == "accepted" and handler:
            found.add(handler)
    return frozenset(found)


@dataclass(frozen=True, slots=True)
class Reporting:
    """How much was reported: n reports, m people, k channels. ``uncounted`` reports left no telephone number."""

    reports: int
    people: int
    uncounted: int
    channels: tuple[str, ...]


def reports_behind(proceeding: Proceeding) -> list[Petition]:
    """Petitions behind a matter: a petition with those merged into it, a case with those that gave rise to it."""
    roots = {proceeding.pk}
    if proceeding.procedure != "petition":
        raised = Link.objects.filter(target=proceeding, kind=Link.Kind.GAVE_RISE_TO, undone_by__isnull=True)
        roots = set(raised.values_list("source", flat=True))
    merged = Link.objects.filter(target__in=roots, kind=Link.Kind.DUPLICATE_OF, undone_by__isnull=True)
    members = roots | set(merged.values_list("source", flat=True))
    return list(Petition.objects.filter(proceeding__in=members).select_related("proceeding"))


def reporting(proceeding: Proceeding) -> Reporting:
    """n reports, m people, k channels behind a matter, without opening any identity."""
    petitions = reports_behind(proceeding)
    people = count_people([p.identity_token for p in petitions])
    channels = tuple(sorted({p.channel for p in petitions}))
    return Reporting(len(petitions), people.people, people.uncounted, channels)
