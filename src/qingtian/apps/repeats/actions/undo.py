"""Undo a decision (撤销认定): back to the exact state before it; that it was decided and undone stays on record."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from qingtian.apps.proceedings.actions.perform import StaleProceeding, perform_within
from qingtian.apps.proceedings.models import Proceeding
from qingtian.apps.repeats.actions.decide import NOT_YOURS, Choice, close_overtaken
from qingtian.apps.repeats.models import RepeatDecision
from qingtian.apps.repeats.policy import may_decide
from qingtian.errors import Refused
from qingtian.language import Text
from qingtian.procedures.who import Actor

UNDONE = Text("这个认定已经撤销了。", "This decision was undone before.")


def undo(
    decision: RepeatDecision, *, by: Actor, on: date, now: datetime, expected_seq: int, why: str
) -> RepeatDecision:
    """Take a decision back. A merge is parted, with its clocks as they were; the other acts are voided.

    Raises Refused: ``repeats.not_yours``, ``repeats.undone``, StaleProceeding and what the act itself refuses.
    """
    if not may_decide(by, decision.petition):
        raise Refused("repeats.not_yours", NOT_YOURS)
    with transaction.atomic():
        petition = Proceeding.objects.select_for_update().get(pk=decision.petition_id)
        if petition.seq != expected_seq:
            raise StaleProceeding(petition.acts.order_by("-seq")[0])
        close_overtaken(petition, now)
        standing = RepeatDecision.objects.get(pk=decision.pk)
        if standing.undone_at is not None:
            raise Refused("repeats.undone", UNDONE)
        _back(petition, standing, by=by, on=on, now=now, why=why)
        standing.undone_at, standing.undone_by_post = now, by.post or ""
        standing.save(update_fields=["undone_at", "undone_by_post"])
        return standing


def _back(petition: Proceeding, decision: RepeatDecision, *, by: Actor, on: date, now: datetime, why: str) -> None:
    if decision.choice == Choice.NOT_THE_SAME:
        return
    common = {"by": by, "on": on, "now": now, "expected_seq": petition.seq}
    if decision.choice == Choice.MERGE:
        perform_within(petition, "unmerge", fields={"why": why}, **common)
        return
    perform_within(petition, "correct", fields={"number": decision.act, "why": why}, **common)
