"""Noise point (噪声点位) and the class of its zone by day."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q


class NoisePoint(models.Model):
    """Where levels are measured: in a zone, at the boundary of a plant or of a construction site.

    ``mn`` is the data logger it is heard through, empty for a point measured by hand.
    """

    class Place(models.TextChoices):
        ZONE = "zone", "声环境功能区"
        BOUNDARY = "boundary", "工业企业厂界"
        CONSTRUCTION = "construction", "建筑施工场界"

    code = models.SlugField("代码", max_length=60, unique=True)
    name_zh = models.CharField("点位名称", max_length=120)
    name_en = models.CharField("English name", max_length=160)
    place = models.CharField("位置", max_length=12, choices=Place)
    area = models.ForeignKey("places.Area", models.PROTECT, related_name="noise_points")
    source = models.ForeignKey("places.Source", models.PROTECT, null=True, blank=True, related_name="noise_points")
    mn = models.CharField("设备编码 MN", max_length=40, blank=True, db_index=True)
    longitude = models.DecimalField("经度", max_digits=9, decimal_places=6, null=True, blank=True)
    latitude = models.DecimalField("纬度", max_digits=8, decimal_places=6, null=True, blank=True)

    class Meta:
        ordering = ["code"]
        verbose_name = "噪声点位"
        constraints = [
            models.UniqueConstraint(fields=["mn"], condition=~Q(mn=""), name="noise_point_logger_once"),
        ]

    def __str__(self) -> str:
        return self.name_zh


class NoisePointZone(models.Model):
    """The class (类别) of a point from a day on: 0, 1, 2, 3, 4a, 4b; of a boundary 0 to 4; of a site ``site``."""

    point = models.ForeignKey("noise.NoisePoint", models.PROTECT, related_name="zones")
    zone = models.CharField("类别", max_length=8)
    first_day = models.DateField("从")
    last_day = models.DateField("到", null=True, blank=True)

    class Meta:
        ordering = ["point", "first_day"]
        verbose_name = "点位类别"
        constraints = [
            models.UniqueConstraint(fields=["point", "first_day"], name="noise_zone_once"),
            models.CheckConstraint(
                condition=Q(last_day__isnull=True) | Q(last_day__gte=F("first_day")), name="noise_zone_in_order"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.point_id} {self.zone} {self.first_day}"
