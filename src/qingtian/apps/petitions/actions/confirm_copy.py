"""Confirm the working copy (确认工作副本): an officer of the receiving office answers for what is covered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.crypto import salted_hmac
from django.views.decorators.debug import sensitive_variables

from qingtian.apps.petitions.models import WorkingCopy
from qingtian.apps.proceedings.chapters import Performed
from qingtian.errors import Refused
from qingtian.insight.reading.personal import Span, also, cover_spans, covers_of, find_personal
from qingtian.language import Text
from qingtian.procedures.who import Actor

#: what may not reach whoever is reported
SECRECY = "《信访工作条例》第30条第3款 · Petition Regulations, art. 30(3)"


@dataclass(frozen=True, repr=False)
class Wanted:
    """What the officer decided: the covers that stay (by their place in the list), further words to cover, place, time.

    ``seen`` is ``seen_of`` the copy the form was made with; ``None`` for ``kept`` keeps them all.
    """

    kept: frozenset[int] | None = None
    further: Sequence[str] = ()
    place: str | None = None
    occurred: str | None = None
    seen: str | None = None


def changed() -> Refused:
    """The reporter added words, or somebody else changed the covers, since the form was opened."""
    return Refused(
        "petition.copy_changed",
        Text("打开以后，原话或遮盖改过了。", "The words or the covers changed since you opened this."),
        remedy=Text("下面是现在的，看过再确认。", "Below is what stands now; read it, then confirm."),
    )


def not_there(words: str) -> Refused:
    """Words to cover that do not stand in the report."""
    return Refused(
        "petition.words_not_in_report",
        Text("要遮盖的话不在正文里。", "The words to cover do not stand in the report."),
        where="further",
        remedy=Text("照原话抄，一行一处。", "Copy them as they are written, one to a line."),
    )


@sensitive_variables()
def spans_of(copy: WorkingCopy) -> list[Span]:
    """What is covered, as spans of the raw words; found again for a copy drafted before they were kept."""
    if len(copy.spans) == len(copy.marks):
        return [(start, end, kind) for start, end, kind in copy.spans]
    return covers_of(find_personal(copy.petition.report))


@sensitive_variables()
def seen_of(copy: WorkingCopy) -> str:
    """What a form sends back to say which words and covers were before the officer.

    Keyed: who sees the covered words alone cannot try out which telephone stands under a cover.
    """
    said = f"{spans_of(copy)!r} {copy.petition.report}"
    return salted_hmac("petitions.copy_seen", said, algorithm="sha256").hexdigest()


@sensitive_variables()
def confirm_copy(copy: WorkingCopy, wanted: Wanted, *, by: Actor, now: datetime) -> WorkingCopy:
    """Write the covers the officer decided and the confirmation. Raises petition.copy_changed, words_not_in_report."""
    with transaction.atomic():
        held = WorkingCopy.objects.select_for_update().select_related("petition").get(pk=copy.pk)
        spans, raw = spans_of(held), held.petition.report
        if wanted.seen is not None and wanted.seen != seen_of(held):
            raise changed()
        kept = [span for at, span in enumerate(spans) if wanted.kept is None or at in wanted.kept]
        for words in wanted.further:
            if words not in raw:
                raise not_there(words)
        kept = also(raw, kept, wanted.further)
        covered = cover_spans(raw, kept)
        held.text, held.marks = covered.text, [list(mark) for mark in covered.marks]
        held.spans = [list(span) for span in kept]
        held.place = held.place if wanted.place is None else wanted.place[:300]
        held.occurred = held.occurred if wanted.occurred is None else wanted.occurred[:200]
        held.confirmed_at, held.confirmed_by = now, f"{by.post or ''}"[:80]
        held.save()
    return held


def refuse_unconfirmed(performed: Performed) -> None:
    """The effect of ``show_reported``: what nobody has confirmed is shown to nobody outside."""
    if WorkingCopy.objects.filter(petition__proceeding=performed.proceeding, confirmed_at__isnull=False).exists():
        return
    raise Refused(
        "petition.copy_not_confirmed",
        Text("工作副本还没有确认，不能出示。", "The working copy is not confirmed yet, so it cannot be shown."),
        where="copy",
        remedy=Text("请收件单位先核对遮盖并确认。", "Ask the receiving office to check the covers and confirm."),
        basis=SECRECY,
    )
