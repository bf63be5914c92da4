"""Grid cell (网格)."""

from __future__ import annotations

from django.db import models


class GridCell(models.Model):
    """One cell of grid supervision. Members find, report and dissuade; they have no power to punish."""

    code = models.SlugField("编号", max_length=60, unique=True)
    name_zh = models.CharField("名称", max_length=80)
    name_en = models.CharField("English name", max_length=120)
    level = models.PositiveSmallIntegerField("级别")
    area = models.ForeignKey("places.Area", models.PROTECT, related_name="grid_cells")
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    boundary = models.JSONField("边界 GeoJSON", null=True, blank=True)
    leader_post = models.ForeignKey("people.Post", models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name_zh
