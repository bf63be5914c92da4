"""Cases whose facts reach a limb and that nobody transfers (应移未移): a finding for a person, no verdict."""

from __future__ import annotations

from dataclasses import dataclass

from qingtian.apps.proceedings.models import Link, Proceeding
from qingtian.apps.proceedings.policy import visible
from qingtian.apps.transfers.queries import latest_sheets
from qingtian.apps.transfers.sheet import candidates_of
from qingtian.enforcement.candidate_crime import Finding
from qingtian.procedures.guards.transfers import DECIDED, NO_CASE
from qingtian.procedures.who import Actor


@dataclass(frozen=True, slots=True)
class NotTransferred:
    """``fined``: the case has its decision already, so that a fine may stand in place of a transfer."""

    case: Proceeding
    candidates: tuple[Finding, ...]
    fined: bool


def not_transferred(actor: Actor) -> list[NotTransferred]:
    """Cases the actor may see, with a candidate by their latest facts and never a criminal transfer."""
    links = Link.objects.filter(kind=Link.Kind.GAVE_RISE_TO, undone_by__isnull=True)
    transferred = links.filter(target__procedure="criminal_transfer").values("source")
    cases = visible(actor).filter(procedure="penalty_case").exclude(pk__in=transferred).exclude(state__in=NO_CASE)
    found = []
    for sheet in latest_sheets(cases).order_by("case__number"):
        if candidates := candidates_of(sheet).candidates:
            fined = sheet.case.state in DECIDED and bool(sheet.case.projection.get("facts", {}).get("fine"))
            found.append(NotTransferred(sheet.case, candidates, fined))
    return found
