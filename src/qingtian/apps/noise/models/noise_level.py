"""Noise level (声级): what was measured of one item in one period. Never overwritten."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q


class NoiseLevel(models.Model):
    """One revision of one level, dB(A). Periods have two ends; an hour is labelled by neither alone.

    ``text`` is what was sent, ``scaled`` its hundredths, None with a ``reason`` where there is no number: missing is
    never zero. ``revision`` 1 is the first; a later one stands beside it and is then ``latest``.
    """

    class Item(models.TextChoices):
        LEQ = "Leq", "等效声级"
        LD = "Ld", "昼间等效声级"
        LN = "Ln", "夜间等效声级"
        LMAX = "Lmax", "最大声级"
        L10 = "L10", "L10"
        L50 = "L50", "L50"
        L90 = "L90", "L90"
        LA = "LA", "A 声级"

    point = models.ForeignKey("noise.NoisePoint", models.PROTECT, related_name="levels")
    item = models.CharField("项目", max_length=4, choices=Item)
    period_start = models.DateTimeField("自")
    period_end = models.DateTimeField("至")
    revision = models.PositiveSmallIntegerField("修订", default=1)
    latest = models.BooleanField("最新", default=True)
    text = models.CharField("原文", max_length=20, blank=True)
    scaled = models.IntegerField("定标值", null=True)
    reason = models.CharField("没有数的原因", max_length=20, blank=True)
    origin = models.CharField("来源", max_length=200)
    frame = models.BigIntegerField("报文", null=True)
    at = models.DateTimeField("收到时间")

    class Meta:
        ordering = ["point", "item", "period_start", "revision"]
        verbose_name = "声级"
        constraints = [
            models.UniqueConstraint(
                fields=["point", "item", "period_start", "period_end", "revision"], name="noise_level_revision_once"
            ),
            models.UniqueConstraint(
                fields=["point", "item", "period_start", "period_end"],
                condition=Q(latest=True),
                name="noise_level_latest_once",
            ),
            models.CheckConstraint(condition=Q(period_end__gt=F("period_start")), name="noise_level_in_order"),
            models.CheckConstraint(condition=Q(scaled__isnull=False) | ~Q(reason=""), name="noise_level_or_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.point_id} {self.item} {self.period_start} r{self.revision}"
