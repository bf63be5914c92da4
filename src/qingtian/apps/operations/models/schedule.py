"""Schedule (定时任务): what runs by itself, when it ran last and when it runs next."""

from __future__ import annotations

from django.db import models


class Schedule(models.Model):
    """One row a declared schedule (``schedules.py``). The row's lock is what lets one of many instances enqueue it.

    ``error`` is a code and never a message: what failed may have held somebody's words.
    """

    class Outcome(models.TextChoices):
        DONE = "done", "完成"
        FAILED = "failed", "失败"
        LOST = "lost", "中断"

    code = models.CharField("代号", max_length=40, unique=True)
    next_run = models.DateTimeField("下次")
    enqueued_at = models.DateTimeField("排队时间", null=True)
    started_at = models.DateTimeField("上次开始", null=True)
    finished_at = models.DateTimeField("上次结束", null=True)
    outcome = models.CharField("上次结果", max_length=8, choices=Outcome, blank=True)
    error = models.CharField("错误代号", max_length=80, blank=True)
    result = models.JSONField("数字", default=dict, help_text="counts only, never words")
    attempts = models.PositiveSmallIntegerField("已试次数", default=0)
    paused = models.BooleanField("暂停", default=False)

    class Meta:
        verbose_name = verbose_name_plural = "定时任务"

    def __str__(self) -> str:
        return self.code
