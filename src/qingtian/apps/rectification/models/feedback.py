"""Feedback of one inspection (督察反馈)."""

from __future__ import annotations

from django.db import models


class Feedback(models.Model):
    """One inspection's feedback: its level and round, and the day it was given."""

    class Level(models.TextChoices):
        CENTRAL = "central", "中央"
        PROVINCIAL = "provincial", "省级"
        CITY = "city", "市级"
        SPECIAL = "special", "专项"

    proceeding = models.OneToOneField("proceedings.Proceeding", models.PROTECT, related_name="feedback")
    level = models.CharField("级别", max_length=12, choices=Level)
    round = models.CharField("轮次", max_length=60)
    feedback_on = models.DateField("反馈日期")

    def __str__(self) -> str:
        return self.proceeding.number
