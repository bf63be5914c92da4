"""Soil point (土壤点位): where samples are taken of one plot of land."""

from __future__ import annotations

from django.db import models


class SoilPoint(models.Model):
    """One point of a plot (地块). ``land_use`` is today's; each sample keeps that of its own day.

    ``source`` is the unit it is watched for, if any. ``land_user`` is a party: of a natural person no page, file or
    address holds more than the number, and no export holds even that.
    """

    class LandUse(models.TextChoices):
        CONSTRUCTION_1 = "construction_1", "第一类用地"
        CONSTRUCTION_2 = "construction_2", "第二类用地"
        PADDY = "paddy", "水田"
        ORCHARD = "orchard", "果园"
        ROTATION = "rotation", "水旱轮作地"
        OTHER = "other", "其他农用地"

    code = models.SlugField("代码", max_length=60, unique=True)
    name_zh = models.CharField("点位名称", max_length=120)
    name_en = models.CharField("English name", max_length=160)
    plot = models.CharField("地块", max_length=120)
    land_use = models.CharField("用途", max_length=20, choices=LandUse)
    area = models.ForeignKey("places.Area", models.PROTECT, related_name="soil_points")
    source = models.ForeignKey("places.Source", models.PROTECT, null=True, blank=True, related_name="soil_points")
    land_user = models.ForeignKey("parties.Party", models.PROTECT, null=True, blank=True, related_name="+")
    longitude = models.DecimalField("经度", max_digits=9, decimal_places=6, null=True, blank=True)
    latitude = models.DecimalField("纬度", max_digits=8, decimal_places=6, null=True, blank=True)

    class Meta:
        ordering = ["code"]
        verbose_name = "土壤点位"

    def __str__(self) -> str:
        return self.name_zh
