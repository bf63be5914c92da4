"""Weather station (气象站)."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import Q


class InForce(models.QuerySet["WeatherStation"]):
    """Stations by day."""

    def on(self, day: date) -> InForce:
        """Those in operation on ``day``; the first and the last day both count."""
        return self.filter(valid_from__lte=day).filter(Q(valid_to=None) | Q(valid_to__gte=day))


class WeatherStation(models.Model):
    """A station of the weather bureau. Positions in WGS 84 or CGCS2000, never GCJ-02; heights in metres."""

    class Datum(models.TextChoices):
        WGS84 = "WGS84", "WGS 84"
        CGCS2000 = "CGCS2000", "CGCS2000"

    code = models.CharField("站号", max_length=20, unique=True)
    name_zh = models.CharField("名称", max_length=80)
    name_en = models.CharField("English name", max_length=120)
    longitude = models.DecimalField("经度", max_digits=9, decimal_places=6)
    latitude = models.DecimalField("纬度", max_digits=8, decimal_places=6)
    datum = models.CharField("坐标系", max_length=10, choices=Datum, default=Datum.WGS84)
    altitude_m = models.DecimalField("海拔，米", max_digits=6, decimal_places=1, null=True, blank=True)
    wind_height_m = models.DecimalField("测风高度，米", max_digits=5, decimal_places=1, null=True, blank=True)
    level = models.CharField("级别", max_length=40, blank=True)
    division = models.CharField("行政区划", max_length=12, blank=True)
    valid_from = models.DateField("启用")
    valid_to = models.DateField("停用", null=True, blank=True)

    objects = InForce.as_manager()

    class Meta:
        verbose_name = "气象站"
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name_zh
