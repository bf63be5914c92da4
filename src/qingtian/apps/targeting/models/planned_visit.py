"""Planned visit (计划内检查): one unit of a plan, chosen or drawn, as the ranking saw it then, and what was found."""

from __future__ import annotations

from django.db import models


class PlannedVisit(models.Model):
    """``probability`` and its interval are frozen from the ranking the plan was drawn up with. ``result`` empty: none
    yet; a unit left out has no result and is not one where nothing was found."""

    class Result(models.TextChoices):
        WAITING = "", "还没有结果"
        VIOLATION = "violation", "发现问题"
        NONE = "none", "没有发现问题"
        LEFT_OUT = "left_out", "没有去"

    proceeding = models.ForeignKey("proceedings.Proceeding", models.PROTECT, related_name="planned_visits")
    place = models.PositiveSmallIntegerField("第几家")
    party = models.CharField("单位编号", max_length=20, db_index=True)
    area = models.ForeignKey("places.Area", models.PROTECT, null=True, related_name="+")
    random = models.BooleanField("随机抽的")
    ranked_place = models.PositiveIntegerField("排序第几位", null=True)
    probability = models.FloatField("发现问题的概率", null=True)
    low = models.FloatField("区间下限", null=True)
    high = models.FloatField("区间上限", null=True)
    reasons = models.JSONField("理由", default=dict)
    visit = models.OneToOneField(
        "proceedings.Proceeding", models.PROTECT, null=True, blank=True, related_name="planned_as"
    )
    result = models.CharField("结果", max_length=12, choices=Result, blank=True, default=Result.WAITING)
    result_on = models.DateField("结果日期", null=True, blank=True)

    class Meta:
        verbose_name = "计划内检查"
        ordering = ["proceeding", "place"]
        constraints = [models.UniqueConstraint(fields=["proceeding", "party"], name="planned_once_a_plan")]
        indexes = [models.Index(fields=["result", "result_on"], name="planned_by_result")]

    def __str__(self) -> str:
        return f"{self.place} {self.party}"

    @property
    def state(self) -> str:
        """``waiting``, ``under_way`` or ``ended``."""
        if self.result:
            return "ended"
        return "under_way" if self.visit_id else "waiting"
