"""Grid cell (网格)."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import Q


class GridCellQuerySet(models.QuerySet["GridCell"]):
    def on(self, day: date) -> GridCellQuerySet:
        """Cells that are there on ``day``; an empty end of the valid days is an open one."""
        begun = Q(valid_from__isnull=True) | Q(valid_from__lte=day)
        return self.filter(begun).filter(Q(valid_until__isnull=True) | Q(valid_until__gte=day))

    def leaves(self, day: date) -> GridCellQuerySet:
        """The cells of that day with no cell of that day below them."""
        here = self.on(day)
        return here.exclude(pk__in=self.model.objects.on(day).exclude(parent=None).values("parent"))


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
    valid_from = models.DateField("启用日期", null=True, blank=True)
    valid_until = models.DateField("停用日期", null=True, blank=True, help_text="the last day")

    objects = GridCellQuerySet.as_manager()

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name_zh
