"""Permit limit (许可限值): what an outlet may discharge of one factor, from one day to another."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q


class PermitLimit(models.Model):
    """The limit of one factor for the mean of an hour or a day. ``converted``: it applies to the value converted to
    the reference oxygen (折算). ``lowest`` is set where a value may also be too low (pH). ``basis`` names permit and
    standard.

    ``limit_scaled`` and ``lowest_scaled`` repeat the numbers in millionths, so that the database compares integers.
    """

    class Mean(models.TextChoices):
        HOUR = "hour", "小时均值"
        DAY = "day", "日均值"

    outlet = models.ForeignKey("monitors.Outlet", models.PROTECT, related_name="limits")
    factor = models.CharField("因子编码", max_length=12)
    mean = models.CharField("适用于", max_length=8, choices=Mean, default=Mean.HOUR)
    limit = models.DecimalField("限值", max_digits=18, decimal_places=6)
    lowest = models.DecimalField("下限", max_digits=18, decimal_places=6, null=True, blank=True)
    unit = models.CharField("单位", max_length=16)
    converted = models.BooleanField("按折算值", default=False)
    basis = models.CharField("依据", max_length=200)
    valid_from = models.DateField("自")
    valid_until = models.DateField("至", null=True, blank=True)
    limit_scaled = models.BigIntegerField(editable=False)
    lowest_scaled = models.BigIntegerField(null=True, editable=False)

    class Meta:
        ordering = ["outlet", "factor", "mean", "valid_from"]
        constraints = [
            models.UniqueConstraint(fields=["outlet", "factor", "mean", "valid_from"], name="permit_limit_once"),
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gte=F("valid_from")),
                name="permit_limit_in_order",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.outlet_id} {self.factor} {self.limit}"

    @property
    def figure(self) -> str:
        """As a person writes it: ``35`` or ``6–9``."""
        highest = f"{self.limit.normalize():f}"
        return highest if self.lowest is None else f"{self.lowest.normalize():f}–{highest}"
