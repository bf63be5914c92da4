"""A ruling in force bears on the fine of its case: another sum, or none where the decision is gone."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from qingtian.apps.penalties.actions.move_money import change, unchange
from qingtian.apps.proceedings.chapters import Performed
from qingtian.apps.proceedings.models import Proceeding
from qingtian.enforcement.fine_account import NOTHING
from qingtian.enforcement.money import yuan

#: outcomes after which no fine is owed
GONE = ("revoked", "revoked_redo", "void")
#: acts that record a ruling in force
RULING = ("record_decision", "take_effect", "record_second_judgment")


def bear_on_fine(performed: Performed) -> None:
    """The effect of those acts. A ruling that leaves the fine as it was writes nothing."""
    case, fine = _case(performed), _fine(performed)
    if case is None or fine is None:
        return
    change(
        case,
        fine,
        date.fromisoformat(performed.values["decided_on"]),
        about=performed.proceeding.number,
        act=performed.act.seq,
        by=performed.actor.post or performed.actor.kind,
        entered_on=performed.act.on,
    )


def leave_fine(performed: Performed) -> None:
    """The act was voided."""
    if case := _case(performed):
        unchange(
            case,
            about=performed.proceeding.number,
            act=performed.extra["voided"]["seq"],
            by=performed.actor.post or performed.actor.kind,
            entered_on=performed.act.on,
        )


def _fine(performed: Performed) -> Decimal | None:
    outcome, told = performed.values.get("outcome"), performed.values.get("new_fine")
    if outcome in GONE:
        return NOTHING
    return yuan(str(told)) if told else None


def _case(performed: Performed) -> Proceeding | None:
    told = performed.after.facts.get("about") or {}
    if told.get("procedure") != "penalty_case":
        return None
    return Proceeding.objects.filter(uid=told["uid"]).first()
