"""Warning (预警): what its acts say, in columns that lists and other chapters ask."""

from __future__ import annotations

from django.db import models


class AirWarning(models.Model):
    """One warning of one area. It repeats what its matter says and follows every act of it.

    ``predicted``: the days as they were forecast when it was opened, never changed later. ``changes``: tier and moment
    from the issue on. ``begins``, ``ends``: when it was in force; empty before the issue and the lifting.
    ``evaluation``: the figures as they were frozen.
    """

    proceeding = models.OneToOneField("proceedings.Proceeding", models.PROTECT, related_name="air_warning")
    area = models.ForeignKey("places.Area", models.PROTECT, related_name="air_warnings")
    tier = models.CharField("级别", max_length=8)
    first_day = models.DateField("从哪天")
    last_day = models.DateField("到哪天")
    table = models.CharField("分级表", max_length=40, blank=True)
    predicted = models.JSONField("立件时的预报", default=list)
    changes = models.JSONField("级别变化", default=list)
    begins = models.DateTimeField("几时起", null=True, blank=True)
    ends = models.DateTimeField("几时解除", null=True, blank=True)
    evaluation = models.JSONField("评估数字", null=True, blank=True)

    class Meta:
        verbose_name = "重污染天气预警"
        ordering = ["-first_day", "-pk"]
        indexes = [
            models.Index(fields=["begins", "ends"], name="air_warning_by_time"),
            models.Index(fields=["area", "first_day"], name="air_warning_by_area"),
        ]

    def __str__(self) -> str:
        return f"{self.area_id} {self.tier} {self.first_day}"
