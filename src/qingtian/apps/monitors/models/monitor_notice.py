"""Notice on automatic monitoring (自动监控异常督办): which outlet, factor and hours a matter is about."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q


class MonitorNotice(models.Model):
    """What a notice is about, so that the same hours are not proposed twice. Its state is the matter's."""

    class Kind(models.TextChoices):
        EXCEEDANCE = "exceedance", "超标"
        MISSING = "missing", "缺测、传输中断"
        MARKS = "marks", "标记与工况不符"
        INVALID = "invalid", "无效、替代、超量程时间长"
        ELECTRICITY = "electricity", "与用电对不上"

    proceeding = models.OneToOneField("proceedings.Proceeding", models.PROTECT, related_name="monitor_notice")
    outlet = models.ForeignKey("monitors.Outlet", models.PROTECT, related_name="notices")
    factor = models.CharField("因子编码", max_length=12, blank=True)
    kind = models.CharField("种类", max_length=12, choices=Kind)
    begins_at = models.DateTimeField("自")
    ends_at = models.DateTimeField("至")

    class Meta:
        ordering = ["-begins_at"]
        indexes = [models.Index(fields=["outlet", "ends_at"], name="monitor_notice_by_end")]
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("begins_at")), name="monitor_notice_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.outlet_id} {self.kind} {self.begins_at}"
