"""Soil result (检测结果): one item of one sample. Never overwritten."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class SoilResult(models.Model):
    """One revision of one content, mg/kg, or of the pH (item ``pH``).

    ``text`` is what the report says, ``scaled`` its millionths; ``below``: a detection limit the content lies below.
    ``revision`` 1 is the first; a later one stands beside it and is then ``latest``. ``origin`` names the file or act.
    """

    sample = models.ForeignKey("soil.SoilSample", models.PROTECT, related_name="results")
    item = models.CharField("项目", max_length=20)
    text = models.CharField("原文", max_length=40)
    scaled = models.BigIntegerField("定标值")
    below = models.BooleanField("低于检出限", default=False)
    revision = models.PositiveSmallIntegerField("修订", default=1)
    latest = models.BooleanField("最新", default=True)
    origin = models.CharField("来源", max_length=200)
    at = models.DateTimeField("录入时间")

    class Meta:
        ordering = ["sample", "item", "revision"]
        verbose_name = "土壤检测结果"
        constraints = [
            models.UniqueConstraint(fields=["sample", "item", "revision"], name="soil_result_revision_once"),
            models.UniqueConstraint(
                fields=["sample", "item"], condition=Q(latest=True), name="soil_result_latest_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.sample_id} {self.item} r{self.revision}"
