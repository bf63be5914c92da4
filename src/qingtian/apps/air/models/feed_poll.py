"""One look at the real-time feed (实时数据抓取), and the pieces it took: what makes taking twice harmless."""

from __future__ import annotations

from django.db import models


class FeedPoll(models.Model):
    """What one look at the source found. ``error`` is a code, never what the source said."""

    class Outcome(models.TextChoices):
        TAKEN = "taken", "有新数据"
        NOTHING = "nothing", "没有新数据"
        FAILED = "failed", "没有抓到"

    at = models.DateTimeField("时间", db_index=True)
    outcome = models.CharField("结果", max_length=10, choices=Outcome)
    files = models.PositiveIntegerField("文件", default=0)
    values = models.PositiveIntegerField("新值", default=0)
    rejected = models.PositiveIntegerField("读不了的行", default=0)
    latest_hour = models.DateTimeField("最新小时", null=True, blank=True)
    error = models.CharField("错误", max_length=80, blank=True)

    class Meta:
        ordering = ["-at"]

    def __str__(self) -> str:
        return f"{self.at} {self.outcome}"


class FeedPiece(models.Model):
    """A file or an answer that was taken, by the digest of its bytes."""

    digest = models.CharField(max_length=64, unique=True)
    name = models.CharField("名称", max_length=200)
    taken_at = models.DateTimeField("时间", db_index=True)

    def __str__(self) -> str:
        return self.name
