"""Choice beside a suggestion (采纳或更正): what was suggested, what the officer chose, whether it is the same."""

from __future__ import annotations

from django.db import models


class Correction(models.Model):
    """One row a field and act; codes only, no word of the report. What learns may learn from it."""

    petition = models.ForeignKey("petitions.Petition", models.PROTECT, related_name="corrections")
    field = models.CharField("项目", max_length=20)
    suggested = models.JSONField("建议", default=list)
    chosen = models.JSONField("选择", default=list)
    agreed = models.BooleanField("一致")
    act = models.PositiveIntegerField("动作序号")
    chosen_at = models.DateTimeField("选择时间")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["petition", "field", "act"], name="correction_once_an_act")]
        indexes = [models.Index(fields=["field", "agreed", "chosen_at"], name="correction_by_field")]

    def __str__(self) -> str:
        return f"{self.field} {self.petition_id}"
