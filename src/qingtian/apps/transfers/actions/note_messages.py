"""Note the messages an act makes and the receipts it is (往来登记), in its own transaction; and mark them void."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from qingtian.apps.proceedings.chapters import Performed
from qingtian.apps.transfers.message_kinds import MessageKind, made_by, received_by
from qingtian.apps.transfers.models import JudicialMessage

#: the act by which a receipt that is no answer of its own is entered by hand or from a file
BY_HAND = "note_receipt"


def note_messages(performed: Performed) -> None:
    """The effect of every act that ``messages.yaml`` names, and of a receipt entered by hand."""
    matter, act = performed.proceeding, performed.act
    if act.act == BY_HAND:
        number = str(performed.values["message"]).strip().upper()
        _acknowledge(performed, {"number": number}, date.fromisoformat(performed.values["receipt_on"]))
        return
    _acknowledge(performed, {"kind__in": received_by(matter.procedure, act.act)}, act.on)
    kinds = [kind for kind in made_by(matter.procedure, act.act) if _wanted(kind, performed.values)]
    JudicialMessage.objects.bulk_create(
        JudicialMessage(
            proceeding=matter,
            number=f"{matter.number}-{act.seq}" + (f".{place}" if place > 1 else ""),
            kind=kind.id,
            way=kind.declared.way,
            other=performed.after.organ(kind.declared.side) or "",
            act=act.seq,
            on=act.on,
            owes_receipt=kind.owes_receipt,
        )
        for place, kind in enumerate(kinds, 1)
    )


def void_messages(performed: Performed) -> None:
    """Undo of the same acts: what the act made is marked void, what it was the receipt of awaits one again."""
    seq = performed.extra["voided"]["seq"]
    own = JudicialMessage.objects.filter(proceeding=performed.proceeding)
    own.filter(act=seq).update(voided=True)
    own.filter(receipt_act=seq).update(receipt_on=None, receipt_act=None)


def _acknowledge(performed: Performed, which: Mapping[str, Any], on: date) -> None:
    waiting = JudicialMessage.objects.filter(proceeding=performed.proceeding, owes_receipt=True, voided=False)
    waiting.filter(receipt_on=None, **which).update(receipt_on=on, receipt_act=performed.act.seq)


def _wanted(kind: MessageKind, values: Mapping[str, Any]) -> bool:
    return all(values.get(name) == value for name, value in kind.declared.only_if.items())
