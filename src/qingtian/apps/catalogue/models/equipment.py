"""Equipment (装备): vehicles, mobile enforcement devices, monitoring instruments, office equipment."""

from __future__ import annotations

from django.db import models


class Equipment(models.Model):
    """One thing with its own number. A monitoring instrument past ``calibration_due`` measures nothing that counts."""

    class Kind(models.TextChoices):
        VEHICLE = "vehicle", "车辆"
        MOBILE = "mobile", "移动执法设备"
        MONITORING = "monitoring", "监测设备"
        OFFICE = "office", "办公设备"

    organ = models.ForeignKey("people.Organ", models.PROTECT, related_name="equipment")
    kind = models.CharField("种类", max_length=20, choices=Kind)
    name = models.CharField("名称", max_length=120)
    number = models.CharField("编号", max_length=60)
    for_petitions = models.BooleanField("信访专用", default=False)
    in_use_from = models.DateField("启用日期")
    retired_on = models.DateField("停用日期", null=True, blank=True)
    calibration_due = models.DateField("检定到期", null=True, blank=True)

    class Meta:
        ordering = ["organ", "kind", "number"]
        constraints = [models.UniqueConstraint(fields=["organ", "number"], name="equipment_number_once_an_organ")]

    def __str__(self) -> str:
        return f"{self.name} {self.number}"
