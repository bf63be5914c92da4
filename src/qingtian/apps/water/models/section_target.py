"""Target class of a section for a year (目标类别), with the document that set it."""

from __future__ import annotations

from django.db import models

from qingtian.standards.water import CLASSES


class SectionTarget(models.Model):
    """One target as entered; of several for a year the one entered last prevails, and all stay."""

    section = models.ForeignKey("water.Section", models.PROTECT, related_name="targets")
    year = models.PositiveSmallIntegerField("年度")
    grade = models.CharField("目标类别", max_length=4, choices=[(grade, grade) for grade in CLASSES[:-1]])
    basis = models.CharField("依据文件", max_length=200)
    by = models.CharField("录入岗位", max_length=80)
    at = models.DateTimeField("录入时间")

    class Meta:
        ordering = ["section", "year", "pk"]

    def __str__(self) -> str:
        return f"{self.section_id} {self.year} {self.grade}"
