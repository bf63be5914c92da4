"""Instrument (监测仪器): what measures one factor at an outlet."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q


class Instrument(models.Model):
    """One analyser from the day it was installed until it was removed. A value outside its range is off limits
    (超量程): no measurement, yet evidence. Range in the unit the factor is sent in."""

    outlet = models.ForeignKey("monitors.Outlet", models.PROTECT, related_name="instruments")
    factor = models.CharField("因子编码", max_length=12)
    maker = models.CharField("生产厂家", max_length=80, blank=True)
    model = models.CharField("型号", max_length=80, blank=True)
    serial = models.CharField("序列号", max_length=40, blank=True)
    range_low = models.DecimalField("量程下限", max_digits=18, decimal_places=6, null=True, blank=True)
    range_high = models.DecimalField("量程上限", max_digits=18, decimal_places=6, null=True, blank=True)
    installed_on = models.DateField("安装日期")
    removed_on = models.DateField("拆除日期", null=True, blank=True)

    class Meta:
        ordering = ["outlet", "factor", "installed_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(range_high__isnull=True) | Q(range_low__isnull=True) | Q(range_high__gt=F("range_low")),
                name="instrument_range_in_order",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.outlet_id} {self.factor} {self.model}"

    @property
    def range(self) -> str:
        """As a person writes it: ``0–500``; empty where none is entered, an open end is left out."""
        ends = ["" if end is None else f"{end.normalize():f}" for end in (self.range_low, self.range_high)]
        return "–".join(ends) if any(ends) else ""
