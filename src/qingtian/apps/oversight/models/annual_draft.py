"""Draft of an annual environmental report (年度报告草稿): its figures, frozen."""

from __future__ import annotations

from django.db import models


class AnnualDraft(models.Model):
    """One draft with the figures it was made from, never changed: a later draft is another row.

    ``figures`` is canonical JSON; ``sm3`` its digest, which the act ``freeze_draft`` keeps. No name, nobody's words.
    """

    proceeding = models.ForeignKey("proceedings.Proceeding", models.PROTECT, related_name="annual_drafts")
    as_of = models.DateField("以哪天为准")
    figures = models.TextField("数字")
    sm3 = models.CharField(max_length=64)
    program = models.CharField("程序版本", max_length=40)
    made_at = models.DateTimeField("起草时间")
    made_by = models.CharField("起草岗位", max_length=80, blank=True)
    generated = models.BooleanField("生成的演示数据", default=False)

    class Meta:
        indexes = [models.Index(fields=["proceeding", "sm3"], name="annual_draft_by_digest")]

    def __str__(self) -> str:
        return f"{self.proceeding_id} {self.sm3[:8]}"
