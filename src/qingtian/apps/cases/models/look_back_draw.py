"""Draw of look-backs (回头看抽取): which closed cases were drawn, and why."""

from __future__ import annotations

from django.db import models


class DrawnCase(models.Model):
    """One drawn case. List, shares and seed stand in the acts of the draw; this row only follows from them."""

    class By(models.TextChoices):
        RANDOM = "random", "随机"
        RISK = "risk", "按风险"

    draw = models.ForeignKey("proceedings.Proceeding", models.PROTECT, related_name="drawn_cases")
    case = models.ForeignKey("proceedings.Proceeding", models.PROTECT, related_name="look_back_draws")
    unit = models.CharField("整改单位", max_length=60)
    by = models.CharField("怎么抽到的", max_length=8, choices=By)
    ticket = models.CharField("签号", max_length=64)
    reasons = models.JSONField("风险理由", default=list)
    looker = models.CharField("派给", max_length=60, blank=True)
    result = models.CharField("结果", max_length=8, blank=True)
    looked_by = models.PositiveIntegerField("由案的第几个动作", null=True, blank=True)

    class Meta:
        ordering = ["draw", "ticket"]
        constraints = [models.UniqueConstraint(fields=["draw", "case"], name="drawn_case_once")]

    def __str__(self) -> str:
        return f"{self.draw_id} {self.case_id}"
