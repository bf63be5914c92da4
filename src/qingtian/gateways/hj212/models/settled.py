"""How far frames are settled (入库进度): written in the transaction of the values, so that each frame counts once."""

from __future__ import annotations

from django.db import models


class SettledTo(models.Model):
    """Of one day's file: the number of the last frame that was settled or passed over."""

    day = models.CharField("日期", max_length=10, unique=True)
    number = models.BigIntegerField("报文号", default=0)

    class Meta:
        ordering = ["day"]

    def __str__(self) -> str:
        return f"{self.day}/{self.number}"


class LoggerSettled(models.Model):
    """Under which profile the frames of a logger were settled. With another outlet, policy, edition or key its frames
    are read again from the first: one taken out of quarantine, or one whose profile was wrong, loses nothing.
    """

    logger = models.OneToOneField("monitors.DataLogger", models.CASCADE, related_name="settled")
    profile = models.CharField("档案指纹", max_length=64)
    at = models.DateTimeField("时间")

    class Meta:
        ordering = ["logger"]

    def __str__(self) -> str:
        return f"{self.logger_id} {self.at}"
