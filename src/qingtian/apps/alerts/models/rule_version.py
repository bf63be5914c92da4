"""Version of an alert rule (告警规则版本), entered by an administrator."""

from __future__ import annotations

from django.db import models


class AlertRuleVersion(models.Model):
    """One version as it was entered, never changed afterwards; the next one takes its place from its first day on.
    ``content`` is the rule in its own language (``qingtian.alerts.rule.Rule``)."""

    rule = models.SlugField("规则", max_length=60)
    version = models.PositiveSmallIntegerField("版本")
    content = models.JSONField("内容")
    valid_from = models.DateField("自")
    entered_by = models.CharField("录入人", max_length=60)
    entered_at = models.DateTimeField("录入时间")

    class Meta:
        ordering = ["rule", "version"]
        constraints = [models.UniqueConstraint(fields=["rule", "version"], name="alert_rule_version_once")]

    def __str__(self) -> str:
        return f"{self.rule} v{self.version}"
