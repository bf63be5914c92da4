"""Field information (现场端信息): what a device told of itself with CN=3020, each with its time."""

from __future__ import annotations

from django.db import models


class FieldInfo(models.Model):
    """A log line, state or parameter: range, slope, intercept, digestion temperature, door, log-in, electricity.
    ``code`` as in HJ 212-2017 annex B.10; ``factor`` is its ``PolId``, empty where it concerns the whole device."""

    logger = models.ForeignKey("monitors.DataLogger", models.PROTECT, related_name="infos")
    factor = models.CharField("因子编码", max_length=12, blank=True)
    code = models.CharField("信息编码", max_length=12)
    text = models.CharField("内容", max_length=900)
    at = models.DateTimeField("时间")
    frame = models.BigIntegerField("报文", null=True)
    received_at = models.DateTimeField("收到时间")

    class Meta:
        ordering = ["logger", "at", "code"]
        constraints = [
            models.UniqueConstraint(fields=["logger", "factor", "code", "at", "text"], name="field_info_once"),
        ]

    def __str__(self) -> str:
        return f"{self.logger_id} {self.code} {self.at}"
