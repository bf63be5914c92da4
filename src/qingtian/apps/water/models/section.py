"""Section (断面) of a river, point of a lake, or intake of a drinking-water source (饮用水水源地)."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class Section(models.Model):
    """Where water is sampled. ``waterbody`` decides which limits of phosphorus hold.

    A source is judged by the tables of drinking water besides, and counts in no description of a basin.
    """

    class Kind(models.TextChoices):
        SECTION = "section", "断面（点位）"
        SOURCE = "source", "饮用水水源地"

    class Waterbody(models.TextChoices):
        RIVER = "river", "河流"
        LAKE = "lake", "湖库"

    class Level(models.TextChoices):
        NATIONAL = "national", "国控"
        PROVINCIAL = "provincial", "省控"
        CITY = "city", "市控"

    code = models.SlugField("编号", max_length=40, unique=True)
    name_zh = models.CharField("名称", max_length=80)
    name_en = models.CharField("English name", max_length=120)
    kind = models.CharField("种类", max_length=8, choices=Kind, default=Kind.SECTION)
    waterbody = models.CharField("水体", max_length=6, choices=Waterbody)
    level = models.CharField("级别", max_length=12, choices=Level)
    area = models.ForeignKey("places.Area", models.PROTECT, related_name="water_sections")
    basin = models.ForeignKey("water.Basin", models.PROTECT, related_name="sections")
    order = models.PositiveSmallIntegerField("次序", default=0, help_text="from the source down")

    class Meta:
        ordering = ["kind", "order", "code"]
        constraints = [
            models.CheckConstraint(condition=Q(waterbody__in=("river", "lake")), name="section_is_of_river_or_lake"),
        ]

    def __str__(self) -> str:
        return self.name_zh
