"""Version of an order (工单版本): every state it came in, the raw record sealed under the reporter's token."""

from __future__ import annotations

from django.db import models


class OrderVersion(models.Model):
    """``digest`` tells a version sent twice; ``late`` one that came after a newer one and changed nothing."""

    order = models.ForeignKey("hotlines.HotlineOrder", models.CASCADE, related_name="versions")
    round = models.PositiveSmallIntegerField("第几次收件", default=1)
    stamp = models.CharField("版本", max_length=40, blank=True)
    digest = models.CharField("摘要", max_length=64)
    raw_ref = models.CharField("密封的原始记录", max_length=40)
    source = models.CharField("从哪里来", max_length=60)
    arrived = models.ForeignKey("hotlines.HotlineImport", models.SET_NULL, null=True, related_name="versions")
    came_at = models.DateTimeField("收到时间")
    late = models.BooleanField("晚到的旧版本", default=False)
    changed = models.JSONField("变了什么", default=list)

    class Meta:
        verbose_name = "工单版本"
        ordering = ["order", "pk"]
        constraints = [models.UniqueConstraint(fields=["order", "round", "digest"], name="order_version_once")]

    def __str__(self) -> str:
        return f"{self.order_id} {self.pk}"
