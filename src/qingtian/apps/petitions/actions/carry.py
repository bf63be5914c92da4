"""What the main petition does for those merged into it (并案件随主件): nobody who reported goes unanswered."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from qingtian.apps.petitions.actions.keep_words import keep_remark
from qingtian.apps.proceedings.actions.perform import perform
from qingtian.apps.proceedings.chapters import Performed
from qingtian.apps.proceedings.models import Link, Proceeding
from qingtian.errors import Refused
from qingtian.language import Text
from qingtian.procedures.who import Actor

SYSTEM = Actor(kind="system")


def _merged_into(main: Proceeding) -> QuerySet[Proceeding]:
    """Petitions that wait for this one, locked: nobody parts them while they are being answered."""
    waiting = Link.objects.filter(target=main, kind=Link.Kind.DUPLICATE_OF, undone_by__isnull=True).values("source")
    return Proceeding.objects.select_for_update().filter(pk__in=waiting, state="merged").order_by("pk")


def _carry(performed: Performed, act: str, fields: dict[str, Any]) -> None:
    for petition in _merged_into(performed.proceeding):
        perform(
            petition,
            act,
            by=SYSTEM,
            on=max(performed.act.on, petition.last_on or performed.act.on),
            now=performed.act.recorded_at,
            fields=fields,
            expected_seq=petition.seq,
        )


def answer_merged(performed: Performed) -> None:
    """The effect of ``reply``: every merged reporter gets the same answer on their own receipt, the same day."""
    fields = {"handler": performed.after.organ("handler"), "reply": performed.values["reply"]}
    if outcome := performed.after.facts.get("outcome"):
        fields["outcome"] = outcome
    _carry(performed, "reply_with_main", fields)


def part_when_over(performed: Performed) -> None:
    """The effect of acts that may end the main petition unanswered: what others reported goes on by itself.

    One reporter's second thoughts do not end what others reported; nor does an accusation take them with it.
    """
    if performed.after.ended_on or performed.after.state == "accusation":
        _carry(performed, "unmerge", {"why": f"主件 {performed.proceeding.number} 不再一起办"})


def keep_remark_and_part(performed: Performed) -> None:
    """The effect of ``rate``."""
    keep_remark(performed)
    part_when_over(performed)


def refuse_if_carried(performed: Performed) -> None:
    """A reply that others have received cannot be voided behind their backs."""
    merged = performed.proceeding.links_in.filter(kind=Link.Kind.DUPLICATE_OF, undone_by__isnull=True)
    if merged.exists():
        raise Refused(
            "petition.reply_carried",
            Text(
                "并案的反映人已经收到这份答复，不能作废。",
                "Merged reporters have received this reply; it cannot be voided.",
            ),
            remedy=Text("另写一份答复，或换单位再办。", "Write another reply, or give it to another unit."),
        )
