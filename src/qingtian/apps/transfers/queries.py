"""Named questions about transfers, their messages and the facts of cases."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery

from qingtian.apps.people.models import Organ
from qingtian.apps.proceedings.models import Link, Proceeding
from qingtian.apps.proceedings.policy import visible
from qingtian.apps.proceedings.records import records_of
from qingtian.apps.transfers.models import CrimeFactSheet, JudicialMessage
from qingtian.procedures.who import Actor

PROCEDURES = ("criminal_transfer", "detention_transfer", "joint_meeting")


def transfers_about(case: Proceeding, *procedures: str) -> QuerySet[Proceeding]:
    """Transfers the case gave rise to, the latest first."""
    links = Link.objects.filter(source=case, kind=Link.Kind.GAVE_RISE_TO, undone_by__isnull=True)
    found = Proceeding.objects.filter(pk__in=links.values("target"), procedure__in=procedures or PROCEDURES)
    return found.order_by("-pk")


def transfers_seen(actor: Actor, *, ended: bool) -> QuerySet[Proceeding]:
    """Transfers and meetings the actor may see: open ones by their earliest clock, ended ones the latest first."""
    found = visible(actor).filter(procedure__in=PROCEDURES, ended_on__isnull=not ended)
    return found.order_by("-ended_on", "-pk") if ended else found.order_by("next_due", "-pk")


def messages_seen(actor: Actor) -> QuerySet[JudicialMessage]:
    """Messages of the matters the actor may see, the latest first."""
    matters = visible(actor).filter(procedure__in=PROCEDURES)
    return JudicialMessage.objects.filter(proceeding__in=matters).select_related("proceeding")


def awaiting_receipt(transfer: Proceeding) -> tuple[str, ...]:
    """Numbers of the messages sent that still await a receipt."""
    waiting = transfer.judicial_messages.filter(owes_receipt=True, receipt_on=None, voided=False)
    return tuple(waiting.order_by("pk").values_list("number", flat=True))


def latest_sheet(case: Proceeding) -> CrimeFactSheet | None:
    """The edition of the facts that counts."""
    return case.crime_fact_sheets.order_by("-edition").first()


def latest_sheets(cases: QuerySet[Proceeding]) -> QuerySet[CrimeFactSheet]:
    """The edition that counts of each of these cases."""
    latest = CrimeFactSheet.objects.filter(case=OuterRef("case")).order_by("-edition").values("pk")[:1]
    return CrimeFactSheet.objects.filter(case__in=cases, pk=Subquery(latest)).select_related("case")


def case_of(facts: Mapping[str, Any]) -> Proceeding | None:
    """The case a transfer is about, by what its opening act kept."""
    about = facts.get("about") or {}
    return Proceeding.objects.filter(uid=about["uid"]).first() if about.get("uid") else None


def standing_records(transfer: Proceeding, act: str) -> list[dict[str, Any]]:
    """Records of one kind of act that no correction has voided, in order."""
    records = [record for record in records_of(transfer) if record]
    voided = {record["voids"] for record in records if record.get("voids")}
    return [record for record in records if record["act"] == act and record["seq"] not in voided]


def answered_limbs(transfer: Proceeding) -> dict[str, Mapping[str, Any]]:
    """Of each limb a person answered, the latest answer as entered."""
    return {record["fields"]["limb"]: record["fields"] for record in standing_records(transfer, "confirm_limb")}


def confirmed_limbs(transfer: Proceeding) -> tuple[str, ...]:
    """Limbs whose latest answer is that they are there."""
    return tuple(limb for limb, fields in answered_limbs(transfer).items() if fields["answer"] == "confirmed")


def levels_of_organs() -> dict[str, str]:
    """The level of every organ by its code."""
    return dict(Organ.objects.values_list("code", "level"))


def organs_named(codes: Iterable[str]) -> dict[str, Organ]:
    return {organ.code: organ for organ in Organ.objects.filter(code__in={code for code in codes if code})}
