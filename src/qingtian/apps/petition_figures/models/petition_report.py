"""Petition report (信访周报、月报、年报、考核表): the frozen figures of one draft."""

from __future__ import annotations

from django.db import models


class PetitionReport(models.Model):
    """One draft with the figures it was made from, never changed: a later draft of the same period is another row.

    ``figures`` is canonical JSON; ``sm3`` is its digest. No name, no word of a report.
    """

    kind = models.CharField("种类", max_length=20)
    period = models.CharField("时段", max_length=24)
    as_of = models.DateField("以哪天为准")
    figures = models.TextField("数字")
    sm3 = models.CharField(max_length=64)
    program = models.CharField("程序版本", max_length=40)
    made_at = models.DateTimeField("起草时间")
    made_by = models.CharField("起草岗位", max_length=80, blank=True)
    generated = models.BooleanField("生成的演示数据", default=False)

    class Meta:
        indexes = [models.Index(fields=["kind", "period"], name="petition_report_by_period")]

    def __str__(self) -> str:
        return f"{self.kind} {self.period}"
