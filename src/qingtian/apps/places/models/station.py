"""Monitoring station (监测站点)."""

from __future__ import annotations

from django.db import models


class Station(models.Model):
    """An air-quality station. On national stations local flags never change an official figure."""

    class Level(models.TextChoices):
        NATIONAL = "national", "国控"
        PROVINCIAL = "provincial", "省控"
        CITY = "city", "市控"
        TOWNSHIP = "township", "乡镇站"

    code = models.SlugField("编号", max_length=40, unique=True)
    name_zh = models.CharField("名称", max_length=80)
    name_en = models.CharField("English name", max_length=120)
    level = models.CharField("级别", max_length=12, choices=Level)
    area = models.ForeignKey("places.Area", models.PROTECT, related_name="stations")
    evaluated = models.BooleanField("参与评价", default=True, help_text="control points are not")
    longitude = models.DecimalField("经度", max_digits=9, decimal_places=6)
    latitude = models.DecimalField("纬度", max_digits=8, decimal_places=6)
    certainty = models.CharField("核实程度", max_length=20, default="sure")

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name_zh
