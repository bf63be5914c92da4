"""Hidden hazard (环境隐患) beside its trail: the line of the ledger, and which earlier one it is a recurrence of."""

from __future__ import annotations

from django.db import models


class HiddenHazard(models.Model):
    """One line of the ledger. ``grade`` and ``deadline`` are empty until it is graded."""

    proceeding = models.OneToOneField("proceedings.Proceeding", models.PROTECT, related_name="hidden_hazard")
    object = models.CharField("监管对象", max_length=60)
    kind = models.CharField("类型", max_length=16)
    cell = models.ForeignKey("places.GridCell", models.PROTECT, null=True, blank=True, related_name="hazards")
    grade = models.CharField("级别", max_length=8, blank=True)
    found_on = models.DateField("发现日期")
    deadline = models.DateField("整改期限", null=True, blank=True)
    recurrence_of = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="recurrences")

    class Meta:
        ordering = ["-found_on", "-pk"]
        indexes = [models.Index(fields=["object", "kind", "found_on"], name="hazard_by_object_and_kind")]

    def __str__(self) -> str:
        return f"{self.object} {self.kind} {self.found_on}"
