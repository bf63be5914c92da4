"""Decide about a repeat (认定): an act of the later matter, or a remembered "no" where nothing changes."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from qingtian.apps.proceedings.actions.perform import StaleProceeding, perform_within
from qingtian.apps.proceedings.models import Act, Link, Proceeding
from qingtian.apps.repeats.models import RepeatDecision
from qingtian.apps.repeats.policy import may_decide
from qingtian.errors import Refused
from qingtian.language import Text
from qingtian.procedures.who import Actor

Choice = RepeatDecision.Choice
#: by choice: the act, the field that names the other matter, the link that stands while the decision does
ACTS = {
    Choice.MERGE: ("merge", "main", Link.Kind.DUPLICATE_OF),
    Choice.RECURRENCE: ("recur", "earlier", Link.Kind.RECURRENCE_OF),
    Choice.PRESSING: ("press", "earlier", Link.Kind.PRESSES),
}


def _refused(code: str, message: Text, remedy: Text | None = None) -> Refused:
    return Refused(f"repeats.{code}", message, remedy=remedy)


NOT_YOURS = Text("由收件的信访工作机构认定。", "The petition office that received the report decides.")
SAME = Text("不能和自己比。", "A report cannot be compared with itself.")
DECIDED = Text("这两件已经认定过。", "These two were decided before.")
UNDO_FIRST = Text("先撤销原来的认定。", "Undo that decision first.")
DEMANDS_WHY = Text("写明为什么是同一件。", "Say why it is the same.")


def decide(
    petition: Proceeding,
    earlier: Proceeding,
    choice: str,
    *,
    by: Actor,
    on: date,
    now: datetime,
    expected_seq: int,
    why: str = "",
    once: str | None = None,
) -> RepeatDecision:
    """Say what ``petition`` is to ``earlier``. Merging needs ``why``, in words without the reporter.

    Raises Refused: ``repeats.not_yours``, ``repeats.same``, ``repeats.decided``, ``repeats.why``, StaleProceeding and
    whatever the act itself refuses.
    """
    if not may_decide(by, petition):
        raise _refused("not_yours", NOT_YOURS)
    if petition.pk == earlier.pk:
        raise _refused("same", SAME)
    wanted = Choice(choice)
    if wanted == Choice.MERGE and not why.strip():
        raise _refused("why", DEMANDS_WHY)
    with transaction.atomic():
        locked = Proceeding.objects.select_for_update().get(pk=petition.pk)
        if once and (before := _decided_by(once)):
            return before
        if locked.seq != expected_seq:
            raise StaleProceeding(locked.acts.order_by("-seq")[0])
        close_overtaken(locked, now)
        if RepeatDecision.objects.filter(petition=locked, earlier=earlier, undone_at=None).exists():
            raise _refused("decided", DECIDED, UNDO_FIRST)
        act = _act(locked, earlier, wanted, by=by, on=on, now=now, why=why, once=once)
        return RepeatDecision.objects.create(
            petition=locked,
            earlier=earlier,
            choice=wanted,
            act=act.seq if act else None,
            post=by.post or "",
            decided_at=now,
        )


def _decided_by(once: str) -> RepeatDecision | None:
    """The decision the same form made before."""
    act = Act.objects.filter(once=once).first()
    return RepeatDecision.objects.filter(petition=act.proceeding_id, act=act.seq).first() if act else None


def _act(
    petition: Proceeding,
    earlier: Proceeding,
    choice: Choice,
    *,
    by: Actor,
    on: date,
    now: datetime,
    why: str,
    once: str | None,
) -> Act | None:
    if choice not in ACTS:
        return None
    name, field, _ = ACTS[choice]
    fields = {field: earlier.number} | ({"why": why} if choice == Choice.MERGE else {})
    return perform_within(petition, name, by=by, on=on, now=now, fields=fields, expected_seq=petition.seq, once=once)


def close_overtaken(petition: Proceeding, now: datetime) -> None:
    """A decision whose link was undone elsewhere, by the act itself, stands no longer."""
    standing = RepeatDecision.objects.filter(petition=petition, undone_at=None, choice__in=list(ACTS))
    for decision in standing:
        kind = ACTS[Choice(decision.choice)][2]
        links = Link.objects.filter(source=petition, target=decision.earlier_id, kind=kind, undone_by__isnull=True)
        if not links.exists():
            decision.undone_at = now
            decision.save(update_fields=["undone_at"])
