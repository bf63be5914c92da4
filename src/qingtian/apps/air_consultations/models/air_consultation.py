"""Quarterly consultation (季度会商): what lists filter by; everything follows from the acts."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from qingtian.language import Text


class AirConsultation(models.Model):
    """One place in one quarter. ``place`` is the code of an air region; a composed one has no area."""

    class Conclusion(models.TextChoices):
        IMPROVING = "improving", "好转"
        AS_PLANNED = "as_planned", "符合进度"
        SLOW = "slow", "进度慢"
        REVERSED = "reversed", "反弹"
        NOT_JUDGED = "not_judged", "数据不够，不下结论"

    proceeding = models.OneToOneField("proceedings.Proceeding", models.PROTECT, related_name="air_consultation")
    place = models.CharField("评价区域", max_length=40)
    place_zh = models.CharField("名称", max_length=80)
    place_en = models.CharField("English name", max_length=120)
    area = models.ForeignKey("places.Area", models.PROTECT, null=True, related_name="air_consultations")
    quarter = models.CharField("季度", max_length=7, db_index=True)
    conclusion = models.CharField("结论", max_length=12, choices=Conclusion, blank=True)
    effect = models.CharField("效果", max_length=12, blank=True)
    withdrawn = models.BooleanField("已撤回", default=False)

    class Meta:
        verbose_name = "空气质量季度会商"
        ordering = ["-quarter", "place"]
        constraints = [
            models.UniqueConstraint(
                fields=["place", "quarter"], condition=Q(withdrawn=False), name="air_consultation_once_a_quarter"
            )
        ]

    def __str__(self) -> str:
        return f"{self.place} {self.quarter}"

    @property
    def name(self) -> Text:
        """The name of the place."""
        return Text(self.place_zh, self.place_en)
