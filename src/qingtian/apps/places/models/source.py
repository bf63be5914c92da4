"""Pollution source (污染源)."""

from __future__ import annotations

from django.db import models


class Source(models.Model):
    """An enterprise, site, farm or outlet under supervision; it belongs to exactly one area."""

    class Kind(models.TextChoices):
        INDUSTRY = "industry", "工业企业"
        CONSTRUCTION = "construction", "建筑工地"
        CATERING = "catering", "餐饮"
        LIVESTOCK = "livestock", "畜禽养殖"
        WASTEWATER = "wastewater", "污水处理"
        LANDFILL = "landfill", "填埋焚烧"
        OTHER = "other", "其他"

    code = models.SlugField("代码", max_length=60, unique=True)
    name_zh = models.CharField("名称", max_length=120)
    name_en = models.CharField("English name", max_length=160)
    kind = models.CharField("种类", max_length=20, choices=Kind)
    area = models.ForeignKey("places.Area", models.PROTECT, related_name="sources")
    grid_cell = models.ForeignKey("places.GridCell", models.PROTECT, null=True, blank=True, related_name="sources")
    longitude = models.DecimalField("经度", max_digits=9, decimal_places=6, null=True, blank=True)
    latitude = models.DecimalField("纬度", max_digits=8, decimal_places=6, null=True, blank=True)

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name_zh
