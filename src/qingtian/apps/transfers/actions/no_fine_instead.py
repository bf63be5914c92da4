"""No fine in place of a transfer (不得以罚代刑): a fine is not decided while its case is with the criminal side."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

from qingtian.apps.proceedings.chapters import Performed
from qingtian.apps.transfers.queries import transfers_about
from qingtian.errors import Refused
from qingtian.language import Text
from qingtian.law import load_law
from qingtian.law.model import Basis
from qingtian.procedures.guards.transfers import DECIDED

#: states of a criminal transfer after which the case is the penalty's again
RELEASED = frozenset({"not_approved", "returned", "withdrawn"})
INSTEAD = Text(
    "这一案正按涉嫌犯罪移送（{number}），罚款等刑事结果；不得以罚代刑。",
    "The case is with the criminal side ({number}); a fine waits for the outcome and never takes its place.",
)
REMEDY = Text(
    "警告、责令停产停业、暂扣许可证照可以先决定；不构成犯罪、转回处罚以后再罚款。",
    "Warning, closure and suspension of permits may be decided; fine once it is no crime and came back.",
)
BASIS = Basis("transfer_regulations_2020", "")


def refuse_fine_instead(performed: Performed) -> None:
    """Called in the transaction of every act. Raises Refused ``transfers.fine_instead`` at a decision with a fine."""
    if performed.proceeding.procedure != "penalty_case" or performed.after.state not in DECIDED:
        return
    if performed.before.state in DECIDED or not _fined(performed.after.facts.get("fine")):
        return
    transfers = transfers_about(performed.proceeding, "criminal_transfer").exclude(state__in=RELEASED)
    if number := transfers.values_list("number", flat=True).first():
        basis = load_law().cite(BASIS).zh
        raise Refused("transfers.fine_instead", INSTEAD.format(number=number), remedy=REMEDY, basis=basis)


def _fined(fine: object) -> bool:
    """Whether the decision holds a fine; a sum that cannot be read counts as one."""
    if fine in (None, ""):
        return False
    try:
        return Decimal(str(fine)) > 0
    except InvalidOperation:
        return True
