"""Plan version (整改方案版本)."""

from __future__ import annotations

from django.db import models


class PlanVersion(models.Model):
    """One version of the plan; the latest not voided is in force and all others stay readable."""

    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="plans")
    version = models.PositiveSmallIntegerField("版本")
    goal = models.TextField("整改目标")
    measures = models.TextField("重点措施")
    milestones = models.JSONField("节点", default=list)
    deadline = models.DateField("完成时限")
    made_by = models.PositiveIntegerField("由第几个动作确定")
    voided_by = models.PositiveIntegerField("由第几个动作作废", null=True, blank=True)

    class Meta:
        ordering = ["case", "version"]
        constraints = [models.UniqueConstraint(fields=["case", "version"], name="plan_version_once")]

    def __str__(self) -> str:
        return f"{self.case} v{self.version}"
