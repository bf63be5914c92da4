"""Payment (缴款): one sum that came into the treasury for a damage claim."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class Payment(models.Model):
    """Written by the act ``pay`` and taken away only by its correction; exact to the fen, never zero."""

    proceeding = models.ForeignKey("proceedings.Proceeding", models.PROTECT, related_name="compensation_payments")
    act_seq = models.PositiveIntegerField("第几个动作")
    amount = models.DecimalField("金额", max_digits=16, decimal_places=2)
    paid_on = models.DateField("缴款日期")
    voucher = models.CharField("票据编号", max_length=120)

    class Meta:
        ordering = ["paid_on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["proceeding", "act_seq"], name="compensation_payment_once_an_act"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="compensation_payment_positive"),
        ]

    def __str__(self) -> str:
        return f"{self.proceeding_id} {self.amount}"
