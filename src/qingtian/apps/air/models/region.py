"""Region (评价区域): a place whose air is judged by its stations: a district, a zone, the main urban area."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q


class Region(models.Model):
    """A place of statistics. One of an area carries it; a composed one, such as the main urban area (主城区), does not.

    ``group`` is the ranking group (排名分组) it is ranked in; empty for a region that is judged but not ranked.
    """

    class Kind(models.TextChoices):
        AREA = "area", "县（市、区）、园区"
        COMPOSED = "composed", "组合区域"

    code = models.SlugField("代码", max_length=40, unique=True)
    name_zh = models.CharField("名称", max_length=80)
    name_en = models.CharField("English name", max_length=120)
    kind = models.CharField("种类", max_length=10, choices=Kind)
    area = models.ForeignKey("places.Area", models.PROTECT, null=True, blank=True, related_name="air_regions")
    group = models.SlugField("排名分组", max_length=40, blank=True)
    group_zh = models.CharField("分组名称", max_length=40, blank=True)
    group_en = models.CharField("Group in English", max_length=80, blank=True)
    order = models.PositiveSmallIntegerField("次序", default=0, help_text="where nothing ranks")

    class Meta:
        ordering = ["order", "code"]

    def __str__(self) -> str:
        return self.name_zh


class RegionStation(models.Model):
    """A station counts for a region from ``first_day`` to ``last_day``, both included; an open side is empty."""

    region = models.ForeignKey(Region, models.PROTECT, related_name="members")
    station = models.ForeignKey("places.Station", models.PROTECT, related_name="regions")
    first_day = models.DateField("从", null=True, blank=True)
    last_day = models.DateField("到", null=True, blank=True)

    class Meta:
        ordering = ["region", "station"]
        constraints = [
            models.UniqueConstraint(fields=["region", "station", "first_day"], name="region_station_once"),
            models.CheckConstraint(condition=Q(last_day__gte=F("first_day")), name="region_station_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.region}: {self.station}"
