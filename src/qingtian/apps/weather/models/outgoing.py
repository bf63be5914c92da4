"""What goes the other way (送出): air hours handed to the weather bureau, and every look of ours at the exchange."""

from __future__ import annotations

from django.db import models


class AirHourSent(models.Model):
    """One hour of our air as the weather bureau has it: which revision, which content, confirmed or not yet.

    ``digest`` is of the rows without their head: when it changes the hour is sent again with the next revision.
    """

    partner = models.CharField("对方", max_length=60)
    hour = models.DateTimeField("时（末）")
    revision = models.PositiveSmallIntegerField("修订号", default=0)
    digest = models.CharField("内容摘要", max_length=64)
    rows = models.PositiveIntegerField("行数")
    batch = models.CharField("对方批号", max_length=64, blank=True)
    tries = models.PositiveSmallIntegerField("次数", default=0)
    error = models.CharField("错误", max_length=80, blank=True)
    tried_at = models.DateTimeField("最近一次")
    confirmed_at = models.DateTimeField("对方确认", null=True, blank=True)

    class Meta:
        verbose_name = "送出的空气小时"
        ordering = ["-hour"]
        constraints = [models.UniqueConstraint(fields=["partner", "hour"], name="air_hour_sent_once_a_partner")]

    def __str__(self) -> str:
        return f"{self.partner} {self.hour:%Y-%m-%dT%H}"


class ExchangeLook(models.Model):
    """One round of ours: pulling, reading the drop folder, pushing. ``error`` is a code, never what they said."""

    class Way(models.TextChoices):
        PULL = "pull", "拉取"
        DROP = "drop", "收文件"
        PUSH = "push", "推送"

    class Outcome(models.TextChoices):
        TAKEN = "taken", "有内容"
        NOTHING = "nothing", "没有新的"
        FAILED = "failed", "没有成"

    at = models.DateTimeField("时间", db_index=True)
    way = models.CharField("方式", max_length=5, choices=Way)
    outcome = models.CharField("结果", max_length=8, choices=Outcome)
    rows = models.PositiveIntegerField("行", default=0)
    tries = models.PositiveSmallIntegerField("试了几次", default=1)
    error = models.CharField("错误", max_length=80, blank=True)

    class Meta:
        verbose_name = "交换往来"
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.way} {self.outcome}"
