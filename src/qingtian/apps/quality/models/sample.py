"""Sample of closed files (评查样本): what was drawn, from what, by which seed."""

from __future__ import annotations

from django.db import models


class Sample(models.Model):
    """One draw. The candidates, the closed petitions of the time, are not stored: ``digest`` proves them."""

    proceeding = models.OneToOneField("proceedings.Proceeding", models.PROTECT, related_name="sample")
    first_day = models.DateField("办结从")
    last_day = models.DateField("办结到")
    per_unit = models.PositiveSmallIntegerField("每个单位几卷")
    seed = models.CharField("种子", max_length=200)
    population = models.PositiveIntegerField("候选案卷数")
    digest = models.CharField("候选案卷摘要", max_length=64)

    def __str__(self) -> str:
        return f"sample {self.proceeding_id}"


class SampledFile(models.Model):
    """One drawn file. ``findings`` are codes of the checklist; the words stand in the act."""

    sample = models.ForeignKey(Sample, models.PROTECT, related_name="files")
    petition = models.ForeignKey("proceedings.Proceeding", models.PROTECT, related_name="samples")
    unit = models.CharField("承办单位", max_length=60)
    reviewed = models.BooleanField("已评查", default=False)
    findings = models.JSONField("问题", default=list)
    reviewed_by = models.PositiveIntegerField("由第几个动作评查", null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["sample", "petition"], name="sampled_file_once")]

    def __str__(self) -> str:
        return f"{self.sample_id} {self.petition_id}"


class Mending(models.Model):
    """The matter by which one unit mends what a sample found of it."""

    sample = models.ForeignKey(Sample, models.PROTECT, related_name="mendings")
    proceeding = models.OneToOneField("proceedings.Proceeding", models.PROTECT, related_name="mending")
    unit = models.CharField("承办单位", max_length=60)

    def __str__(self) -> str:
        return f"{self.sample_id} {self.unit}"
