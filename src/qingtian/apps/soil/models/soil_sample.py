"""Soil sample (土壤样品): what was taken at a point on a day from one layer."""

from __future__ import annotations

from django.db import models


class SoilSample(models.Model):
    """One sample with the use of the land on its day. Its contents are ``SoilResult`` rows."""

    point = models.ForeignKey("soil.SoilPoint", models.PROTECT, related_name="samples")
    sampled_on = models.DateField("采样日期")
    layer = models.CharField("采样层次", max_length=40, help_text="cm below ground, such as 0-20")
    land_use = models.CharField("当时用途", max_length=20)
    laboratory = models.CharField("检测单位", max_length=120, blank=True)

    class Meta:
        ordering = ["point", "-sampled_on", "layer"]
        verbose_name = "土壤样品"
        constraints = [models.UniqueConstraint(fields=["point", "sampled_on", "layer"], name="soil_sample_once")]

    def __str__(self) -> str:
        return f"{self.point_id} {self.sampled_on} {self.layer}"
