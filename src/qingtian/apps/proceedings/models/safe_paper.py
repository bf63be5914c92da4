"""Paper held in the safe (保险柜纸件)."""

from __future__ import annotations

from django.db import models


class SafePaper(models.Model):
    """A paper that may not enter the system: where it lies and under which number, and nothing of what it says."""

    proceeding = models.ForeignKey("proceedings.Proceeding", models.PROTECT, related_name="safe_papers")
    number = models.CharField("编号", max_length=80)
    safe = models.CharField("保险柜", max_length=120)
    holder = models.CharField("保管岗位", max_length=120)
    title = models.CharField("题名（不写内容）", max_length=120)
    kept_on = models.DateField("存放日期")
    noted_by = models.PositiveIntegerField("由第几个动作登记")

    class Meta:
        ordering = ["proceeding", "noted_by"]
        constraints = [models.UniqueConstraint(fields=["proceeding", "noted_by"], name="safe_paper_once_an_act")]

    def __str__(self) -> str:
        return f"{self.number} {self.safe}"
