"""Rows of the account that acts write: the fine when it is served, instalments when approved, both taken back."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from qingtian.apps.penalties.fines import standing
from qingtian.apps.penalties.models import FineEntry
from qingtian.apps.proceedings.chapters import Performed
from qingtian.apps.proceedings.models import Proceeding
from qingtian.enforcement.fine_account import NOTHING
from qingtian.enforcement.money import yuan

Kind, Reason = FineEntry.Kind, FineEntry.Reason


def add(
    case: Proceeding, kind: FineEntry.Kind, on: date, amount: Decimal, by: str, entered_on: date, **more: Any
) -> FineEntry:
    """The next row of the case. The caller holds the case locked."""
    number = FineEntry.objects.filter(proceeding=case).count() + 1
    return FineEntry.objects.create(
        proceeding=case,
        number=number,
        kind=kind,
        on=on,
        amount=amount,
        entered_on=entered_on,
        entered_by=by,
        **more,
    )


def owe(performed: Performed) -> None:
    """The effect of serving a decision: its fine is due from that day. An announcement waits for its end."""
    facts, before = performed.after.facts, performed.before
    if performed.after.state != "served" or before.state == "served" or not facts.get("fine"):
        return
    served = str(facts.get("served_on") or performed.act.on.isoformat())
    _of_act(performed, Kind.DUE, date.fromisoformat(served), yuan(str(facts["fine"])))


def allow_instalments(performed: Performed) -> None:
    """The effect of ``decide_instalments``: a row an instalment."""
    for line in performed.values.get("instalments") or ():
        _of_act(performed, Kind.INSTALMENT, date.fromisoformat(line["due"]), yuan(line["title"]))


def revoke(performed: Performed) -> None:
    """The effect of ``revoke_decision``: where the decision does not stand, nothing is due any more."""
    rows = standing(FineEntry.objects.filter(proceeding=performed.proceeding).order_by("number"))
    if performed.values["then"] != "stands" and any(one.kind == Kind.DUE for one in rows):
        _of_act(performed, Kind.CHANGE, performed.act.on, NOTHING)


def take_back(performed: Performed) -> None:
    """The act was voided: its rows are reversed."""
    voided = performed.extra["voided"]["seq"]
    for row in standing(FineEntry.objects.filter(proceeding=performed.proceeding).order_by("number")):
        if row.act == voided and not row.about:
            _of_act(performed, Kind.REVERSAL, performed.act.on, row.amount, reverses=row, reason=Reason.VOIDED)


def _of_act(performed: Performed, kind: FineEntry.Kind, on: date, amount: Decimal, **more: Any) -> None:
    by = performed.actor.post or performed.actor.kind
    add(performed.proceeding, kind, on, amount, by, performed.act.on, act=performed.act.seq, **more)
