"""Discretion sheet (裁量表): one weighing of a case's fine, by which table, factor by factor, and what was chosen."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class DiscretionSheet(models.Model):
    """Written by the act ``weigh_discretion``; a later one takes its place, none is changed.

    ``content`` holds the answers, the evidence behind each, every step with its article and the bounds, as they were
    reckoned that day. ``minimum`` and ``maximum`` are the range of the law; None where it sets none.
    """

    proceeding = models.ForeignKey("proceedings.Proceeding", models.PROTECT, related_name="discretion_sheets")
    act_seq = models.PositiveIntegerField("第几个动作")
    table = models.CharField("裁量表和版本", max_length=120)
    violation = models.SlugField("违法行为", max_length=60)
    medium = models.CharField("介质", max_length=12)
    act_on = models.DateField("违法行为终了日")
    weighed_on = models.DateField("裁量日期")
    minimum = models.DecimalField("法定下限", max_digits=16, decimal_places=2, null=True)
    maximum = models.DecimalField("法定上限", max_digits=16, decimal_places=2, null=True)
    computed = models.DecimalField("计算值", max_digits=16, decimal_places=2)
    chosen = models.DecimalField("建议罚款", max_digits=16, decimal_places=2)
    direction = models.CharField("方向", max_length=12)
    content = models.JSONField("因子、证据和步骤")
    withdrawn = models.BooleanField("已更正作废", default=False)

    class Meta:
        ordering = ["proceeding", "act_seq"]
        constraints = [
            models.UniqueConstraint(fields=["proceeding", "act_seq"], name="discretion_sheet_once_an_act"),
            models.CheckConstraint(condition=Q(chosen__gt=0), name="discretion_sheet_chosen_positive"),
        ]

    def __str__(self) -> str:
        return f"{self.proceeding_id} {self.table}"
