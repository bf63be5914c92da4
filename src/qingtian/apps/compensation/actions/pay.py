"""Record a payment (登记缴款), and take it back where its act is voided."""

from __future__ import annotations

from datetime import date

from qingtian.apps.compensation.models import Payment
from qingtian.apps.proceedings.chapters import Performed
from qingtian.enforcement.money import yuan


def pay(performed: Performed) -> None:
    """The effect of ``pay``; its guards have compared the sum with what is owed."""
    values = performed.values
    Payment.objects.create(
        proceeding=performed.proceeding,
        act_seq=performed.act.seq,
        amount=yuan(values["paid"].replace(",", "")),
        paid_on=date.fromisoformat(values["paid_on"]),
        voucher=values["voucher"][:120],
    )


def take_back(performed: Performed) -> None:
    """Undo of ``pay``."""
    Payment.objects.filter(proceeding=performed.proceeding, act_seq=performed.extra["voided"]["seq"]).delete()
