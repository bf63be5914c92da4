"""Delivery (一次送达): a batch, file or answer as it came, confirmed by count and SHA-256; its rows at fault."""

from __future__ import annotations

from django.db import models

from qingtian.language import Text


class Delivery(models.Model):
    """What one delivery held and what became of it. ``code`` is the batch_id the sender was given.

    ``refused`` holds a code where the whole of it could not be read; then nothing was taken.
    """

    class Channel(models.TextChoices):
        API = "api", "接口"
        FILE = "file", "文件"
        PULL = "pull", "拉取"

    code = models.CharField("批号", max_length=32, unique=True)
    source = models.CharField("来源", max_length=60)
    channel = models.CharField("通道", max_length=6, choices=Channel)
    name = models.CharField("名称", max_length=200, blank=True)
    sha256 = models.CharField(max_length=64, db_index=True)
    issued_at = models.DateTimeField("对方发出", null=True, blank=True)
    received_at = models.DateTimeField("收到", db_index=True)
    backfill = models.BooleanField("补传", default=False)
    received_rows = models.PositiveIntegerField("行数", default=0)
    taken = models.PositiveIntegerField("新收", default=0)
    revised = models.PositiveIntegerField("其中修订", default=0)
    repeated = models.PositiveIntegerField("重复", default=0)
    conflicts = models.PositiveIntegerField("冲突", default=0)
    rejected = models.PositiveIntegerField("拒收", default=0)
    doubted = models.PositiveIntegerField("存疑", default=0)
    refused = models.CharField("整批不可用", max_length=60, blank=True)

    class Meta:
        verbose_name = "气象送达"
        ordering = ["-received_at", "-pk"]

    def __str__(self) -> str:
        return self.code


class DeliveryRow(models.Model):
    """A row that was rejected, conflicted or raised a doubt, as it came, with the sentence its sender is told."""

    class Outcome(models.TextChoices):
        REJECTED = "rejected", "拒收"
        CONFLICT = "conflict", "冲突"
        DOUBT = "doubt", "存疑"

    delivery = models.ForeignKey("weather.Delivery", models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField("行号")
    outcome = models.CharField("结果", max_length=8, choices=Outcome)
    fault = models.CharField("代码", max_length=40)
    field = models.CharField("字段", max_length=40, blank=True)
    words_zh = models.CharField("原因", max_length=300)
    words_en = models.CharField("Reason", max_length=300)
    raw = models.JSONField("原行", default=dict)

    class Meta:
        ordering = ["number", "pk"]

    def __str__(self) -> str:
        return f"{self.delivery_id} {self.number} {self.fault}"

    @property
    def words(self) -> Text:
        return Text(self.words_zh, self.words_en)
