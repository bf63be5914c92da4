"""Dismiss a proposal (不采纳): by a person, with a reason, once."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from qingtian.apps.supervision.models import Proposal
from qingtian.errors import Refused
from qingtian.language import Text
from qingtian.procedures.who import Actor

NO_REASON = Text("写明不采纳的理由。", "Give the reason for not taking it up.")
DECIDED = Text("这条建议已经处理过了。", "This proposal was decided already.")


def dismiss(key: int, why: str, *, by: Actor, on: date) -> Proposal:
    """Raises Refused ``supervision.no_reason``, ``supervision.proposal_decided``."""
    if not why.strip():
        raise Refused("supervision.no_reason", NO_REASON, where="why")
    with transaction.atomic():
        proposal = Proposal.objects.select_for_update().get(pk=key)
        if proposal.issued_id or proposal.dismissed_on:
            raise Refused("supervision.proposal_decided", DECIDED)
        proposal.dismissed_on, proposal.dismissed_by, proposal.dismissed_why = on, by.post or "", why.strip()
        proposal.save(update_fields=["dismissed_on", "dismissed_by", "dismissed_why"])
    return proposal
