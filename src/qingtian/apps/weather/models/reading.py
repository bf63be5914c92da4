"""Weather reading (气象观测值): one value of a station, element and period, in one revision. Nothing is overwritten."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class WeatherReading(models.Model):
    """``value`` in thousandths of the element's unit, empty with a ``reason``; ``raw`` as it was sent.

    ``current``: the latest revision, the one that is read; earlier ones stay. ``doubts`` are codes of our own checks:
    advisory, they change no value.
    """

    source = models.CharField("来源", max_length=60)
    station = models.ForeignKey("weather.WeatherStation", models.PROTECT, related_name="readings")
    variable = models.CharField("要素", max_length=24)
    period_start = models.DateTimeField("时段起")
    period_end = models.DateTimeField("时段止")
    revision = models.PositiveSmallIntegerField("修订号", default=0)
    value = models.BigIntegerField("值（千分之一单位）", null=True)
    quality = models.PositiveSmallIntegerField("质量码")
    reason = models.CharField("缘由", max_length=16, blank=True)
    raw = models.CharField("原文", max_length=40, blank=True)
    doubts = models.JSONField("疑点", default=list)
    backfill = models.BooleanField("补传", default=False)
    current = models.BooleanField("现行", default=True)
    delivery = models.ForeignKey("weather.Delivery", models.PROTECT, related_name="readings")
    received_at = models.DateTimeField("收到时间")

    class Meta:
        verbose_name = "气象观测值"
        ordering = ["station", "variable", "period_end", "revision"]
        constraints = [
            models.UniqueConstraint(
                fields=["source", "station", "variable", "period_start", "period_end", "revision"],
                name="weather_reading_once",
            ),
            models.UniqueConstraint(
                fields=["source", "station", "variable", "period_start", "period_end"],
                condition=Q(current=True),
                name="weather_reading_one_current",
            ),
            models.CheckConstraint(
                condition=Q(value__isnull=False) | ~Q(reason=""), name="weather_missing_has_its_reason"
            ),
        ]
        indexes = [
            models.Index(fields=["period_end", "variable"], name="weather_by_hour", condition=Q(current=True)),
        ]

    def __str__(self) -> str:
        return f"{self.station_id} {self.variable} {self.period_end:%Y-%m-%dT%H:%M}"
