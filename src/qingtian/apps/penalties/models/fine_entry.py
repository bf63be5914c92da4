"""Rows of the account of a fine (罚款台账): what is due, what came in, what was paid back; added, never changed."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class FineEntry(models.Model):
    """One row. A wrong one is reversed (冲正) by another. No word about anybody: sums, days, references, codes.

    ``on`` is the day the money moved; of ``due`` the day of service, of ``instalment`` the last day to pay it, of
    ``change`` the day of the ruling. ``amount`` of a ``change`` is what the fine is from then on.
    """

    class Kind(models.TextChoices):
        DUE = "due", "应缴罚款"
        INSTALMENT = "instalment", "分期（延期）"
        CHANGE = "change", "罚款变更"
        PAYMENT = "payment", "缴款"
        SET_OFF = "set_off", "折抵"
        REFUND = "refund", "退还"
        REVERSAL = "reversal", "冲正"

    class Reason(models.TextChoices):
        WRONG_SUM = "wrong_sum", "金额记错"
        WRONG_DAY = "wrong_day", "日期记错"
        WRONG_CASE = "wrong_case", "记到别的案件"
        DOUBLE = "double", "重复登记"
        VOIDED = "voided", "原动作已更正"

    proceeding = models.ForeignKey("proceedings.Proceeding", models.PROTECT, related_name="fine_entries")
    number = models.PositiveIntegerField("序号")
    kind = models.CharField("种类", max_length=12, choices=Kind)
    on = models.DateField("日期")
    amount = models.DecimalField("金额（元）", max_digits=15, decimal_places=2)
    reference = models.CharField("凭证号", max_length=80, blank=True)
    again = models.PositiveIntegerField("凭证号第几次使用", default=0)
    payer_matches = models.BooleanField("缴款人就是当事人", null=True)
    act = models.PositiveIntegerField("哪个动作", null=True)
    about = models.CharField("依据哪一件", max_length=30, blank=True)
    reverses = models.OneToOneField("self", models.PROTECT, null=True, related_name="reversed_by")
    reason = models.CharField("冲正原因", max_length=12, blank=True, choices=Reason)
    entered_on = models.DateField("登记日期")
    entered_by = models.CharField("谁登记的（岗位）", max_length=80)

    class Meta:
        ordering = ["proceeding", "number"]
        constraints = [
            models.UniqueConstraint(fields=["proceeding", "number"], name="fine_entry_number_once_a_case"),
            models.UniqueConstraint(
                fields=["reference", "again"],
                condition=Q(kind="payment") & ~Q(reference=""),
                name="fine_payment_reference_once",
            ),
            models.CheckConstraint(condition=Q(amount__gte=0), name="fine_entry_not_negative"),
        ]
        indexes = [models.Index(fields=["reference"], name="fine_entry_by_reference")]

    def __str__(self) -> str:
        return f"{self.proceeding_id} {self.number} {self.kind}"
