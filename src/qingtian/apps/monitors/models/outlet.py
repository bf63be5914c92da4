"""Outlet (排放口): where a unit discharges, watched by its own instruments."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q


class Outlet(models.Model):
    """One discharge outlet of one unit. ``reference_oxygen`` (基准含氧量, per cent by volume) is that of its standard:
    empty where limits apply to what is measured. Its number is that of the permit (排污许可证)."""

    class Medium(models.TextChoices):
        GAS = "gas", "废气"
        WATER = "water", "废水"

    number = models.CharField("编号", max_length=40, unique=True)
    name_zh = models.CharField("名称", max_length=120)
    name_en = models.CharField("English name", max_length=160)
    party = models.ForeignKey("parties.Party", models.PROTECT, related_name="outlets")
    area = models.ForeignKey("places.Area", models.PROTECT, related_name="outlets")
    organ = models.ForeignKey("people.Organ", models.PROTECT, related_name="outlets", verbose_name="监管机关")
    medium = models.CharField("介质", max_length=8, choices=Medium)
    permit_number = models.CharField("排污许可证编号", max_length=40, blank=True)
    reference_oxygen = models.DecimalField("基准含氧量 %", max_digits=5, decimal_places=2, null=True, blank=True)
    networked_on = models.DateField("联网日期", help_text="hours are owed from this day")
    closed_on = models.DateField("停用日期", null=True, blank=True, help_text="the last day hours are owed")

    class Meta:
        ordering = ["number"]
        constraints = [
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True) | Q(closed_on__gte=F("networked_on")), name="outlet_in_order"
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def oxygen(self) -> str:
        """The reference oxygen as a person writes it; empty where there is none."""
        return "" if self.reference_oxygen is None else f"{self.reference_oxygen.normalize():f}"
