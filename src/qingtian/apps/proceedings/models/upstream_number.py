"""Number of a matter in another system (外部系统编号): enter once, remember the number and the difference."""

from __future__ import annotations

from django.db import models


class UpstreamNumber(models.Model):
    proceeding = models.ForeignKey("proceedings.Proceeding", models.CASCADE, related_name="upstream_numbers")
    system = models.CharField("系统", max_length=60)
    number = models.CharField("编号", max_length=80, blank=True)
    uploaded = models.BooleanField("已上报", default=False)
    noted_on = models.DateField("登记日期")
    noted_seq = models.PositiveIntegerField("由第几个动作登记", default=0)
    difference = models.CharField("差异", max_length=300, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["proceeding", "system"], name="upstream_once_a_system")]
        indexes = [models.Index(fields=["system", "number"], name="upstream_by_number")]

    def __str__(self) -> str:
        return f"{self.system} {self.number}"
