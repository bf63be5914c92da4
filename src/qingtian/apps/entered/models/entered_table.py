"""Entered table (录入的表)."""

from __future__ import annotations

from django.db import models


class EnteredTable(models.Model):
    """One table as it was entered; its number is its ``pk``. A later one prevails on the days both cover.

    ``values``: row → column → text as typed, exact. ``by`` is a post, never a name.
    """

    table = models.CharField("表", max_length=60, db_index=True)
    first_day = models.DateField("从")
    last_day = models.DateField("到", null=True, blank=True)
    values = models.JSONField("值")
    instrument = models.CharField("文件", max_length=200)
    clause = models.CharField("条款", max_length=100)
    certainty = models.CharField("核实程度", max_length=20)
    source = models.CharField("出处", max_length=300)
    by = models.CharField("录入岗位", max_length=80)
    at = models.DateTimeField("录入时间")

    class Meta:
        ordering = ["-pk"]
        verbose_name = "录入的表"

    def __str__(self) -> str:
        return f"{self.table} {self.first_day}"
