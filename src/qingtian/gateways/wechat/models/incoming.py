"""A message as it came (来信原文): sealed, taken once, answered the same however often WeChat asks again."""

from __future__ import annotations

from django.db import models


class Incoming(models.Model):
    """``key`` is the keyed digest of what tells a repeat. ``raw`` and ``answer`` are sealed."""

    class State(models.TextChoices):
        DONE = "done", "办好"
        FAILED = "failed", "没办成"

    key = models.CharField(max_length=64, unique=True)
    kind = models.CharField("类型", max_length=40)
    raw = models.BinaryField("原文（密文）")
    answer = models.BinaryField("回答（密文）", default=b"")
    at = models.DateTimeField("收到")
    state = models.CharField("状态", max_length=10, choices=State, default=State.DONE)
    error = models.CharField("错误代码", max_length=80, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["at"], name="wechat_incoming_by_time"),
            models.Index(fields=["state", "id"], name="wechat_incoming_by_state"),
        ]

    def __str__(self) -> str:
        return f"incoming {self.pk}"


class UsedNonce(models.Model):
    """A time and a nonce that were used, and for which message: a repeat of that one may bring them again."""

    mark = models.CharField(max_length=64, unique=True)
    key = models.CharField(max_length=64)
    at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"nonce {self.pk}"
