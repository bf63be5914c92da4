"""Patrol (巡查)."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q


class Patrol(models.Model):
    """One patrol of one cell on one day. ``post`` is the member's post; who held it follows from the day.

    ``token`` is the name the phone gave it: sent twice it is one. ``track`` is optional: positions the member chose to
    record on the patrol, never outside it. What was found stands in the events; ``findings`` counts them.
    """

    cell = models.ForeignKey("places.GridCell", models.PROTECT, related_name="patrols")
    on = models.DateField("日期")
    post = models.CharField("网格员岗位", max_length=80)
    token = models.CharField("手机编号", max_length=64, unique=True)
    digest = models.CharField("内容摘要", max_length=64, blank=True)
    started_at = models.DateTimeField("开始")
    finished_at = models.DateTimeField("结束")
    track = models.JSONField("轨迹", default=list, blank=True, help_text="longitude, latitude, minutes")
    findings = models.PositiveSmallIntegerField("发现件数", default=0)
    note = models.CharField("情况", max_length=500, blank=True)
    received_at = models.DateTimeField("收到时间")

    class Meta:
        ordering = ["-on", "-pk"]
        indexes = [
            models.Index(fields=["on", "cell"], name="patrol_by_day_and_cell"),
            models.Index(fields=["cell", "on"], name="patrol_by_cell_and_day"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(finished_at__gte=F("started_at")), name="patrol_ends_after_it_starts")
        ]

    def __str__(self) -> str:
        return f"{self.cell_id} {self.on}"
