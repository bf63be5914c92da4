"""Response (响应): one unit in one warning: told, acknowledged, done, checked."""

from __future__ import annotations

from django.db import models


class Response(models.Model):
    """``measures`` as they stood when it was told. Each step keeps the act that noted it, so that undoing the act
    undoes the step. ``answer_by``, ``respond_by``: from the law room, on the day it was told."""

    class Result(models.TextChoices):
        FULFILLED = "fulfilled", "落实了"
        PARTLY = "partly", "部分落实"
        NOT_FULFILLED = "not_fulfilled", "没有落实"

    warning = models.ForeignKey("air_warnings.AirWarning", models.PROTECT, related_name="responses")
    unit = models.ForeignKey("air_warnings.ListedUnit", models.PROTECT, related_name="responses")
    tier = models.CharField("级别", max_length=8)
    measures = models.CharField("措施", max_length=400)
    told_at = models.DateTimeField("通知时间")
    channel = models.CharField("怎么通知的", max_length=80)
    told_act = models.PositiveIntegerField()
    answer_by = models.DateTimeField("回执时限")
    respond_by = models.DateTimeField("落实时限")
    acknowledged_at = models.DateTimeField("回执时间", null=True, blank=True)
    acknowledged_act = models.PositiveIntegerField(null=True, blank=True)
    done_at = models.DateTimeField("落实时间", null=True, blank=True)
    done_act = models.PositiveIntegerField(null=True, blank=True)
    done = models.TextField("做了什么", blank=True)
    checked_at = models.DateTimeField("核查时间", null=True, blank=True)
    checked_act = models.PositiveIntegerField(null=True, blank=True)
    result = models.CharField("核查结果", max_length=14, choices=Result, blank=True)
    findings = models.TextField("看到什么", blank=True)

    class Meta:
        verbose_name = "单位响应"
        ordering = ["unit__kind", "unit__grade", "unit__name_zh", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["warning", "unit", "tier"], name="warning_response_once_a_tier"),
        ]

    def __str__(self) -> str:
        return f"{self.warning_id} {self.unit_id} {self.tier}"
