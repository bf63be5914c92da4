"""Forecast of a day (一天的预报): one place, one target day of one air forecast."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

#: way of a value a weather forecast went into
WITH_WEATHER = "model_weather"
#: baselines kept by item too
COMPARED = ("persistence", "month_median")


def decimals(item: str) -> int:
    """Decimals kept of a value of the item: two of CO in mg/m³, one of the others in µg/m³."""
    return 2 if item == "CO" else 1


class ForecastDay(models.Model):
    """What was computed (``model_*``), what holds now (``low``, ``high``, ``primary``), what was issued first
    (``first_*``, None until then), what came (``came_*``, None until known). Missing is None, never zero.

    ``items``: by item ``[predicted, low, high, way]``, µg/m³, CO mg/m³; ``baselines``: by name ``[aqi, low, high,
    primary]``; ``compared``: by name and item what the last day again and the month's median say of it;
    ``came_items``: by item what came. ``weather_forecast``: the one that went into an item of this day;
    ``widened``: not into the item that makes the index, so the range has the wider width. ``place`` is a code of
    ``apps.air.places``. The level follows from the range.
    """

    forecast = models.ForeignKey("forecasts.AirForecast", models.CASCADE, related_name="days")
    place = models.CharField("地方", max_length=60)
    target = models.DateField("哪一天")
    horizon = models.PositiveSmallIntegerField("第几天")
    items = models.JSONField("六项", default=dict)
    baselines = models.JSONField("对照", default=dict)
    compared = models.JSONField("各项对照", default=dict)
    weather_forecast = models.ForeignKey(
        "weather.WeatherForecast", models.PROTECT, null=True, blank=True, related_name="+"
    )
    widened = models.BooleanField("范围放宽", default=True)
    model_aqi = models.PositiveSmallIntegerField(null=True, blank=True)
    model_low = models.PositiveSmallIntegerField(null=True, blank=True)
    model_high = models.PositiveSmallIntegerField(null=True, blank=True)
    model_primary = models.JSONField(default=list)
    interval_low = models.PositiveSmallIntegerField("区间下限", null=True, blank=True)
    interval_high = models.PositiveSmallIntegerField("区间上限", null=True, blank=True)
    low = models.PositiveSmallIntegerField("AQI 从", null=True, blank=True)
    high = models.PositiveSmallIntegerField("AQI 到", null=True, blank=True)
    primary = models.JSONField("首要污染物", default=list)
    changed = models.BooleanField("改过", default=False)
    first_low = models.PositiveSmallIntegerField(null=True, blank=True)
    first_high = models.PositiveSmallIntegerField(null=True, blank=True)
    first_primary = models.JSONField(default=list)
    came_aqi = models.PositiveSmallIntegerField("实况 AQI", null=True, blank=True)
    came_level = models.PositiveSmallIntegerField("实况级别", null=True, blank=True)
    came_primary = models.JSONField("实况首要污染物", default=list)
    came_items = models.JSONField("六项实况", default=dict)

    class Meta:
        ordering = ["target", "place"]
        constraints = [
            models.UniqueConstraint(fields=["forecast", "place", "target"], name="forecast_day_once"),
            models.CheckConstraint(
                condition=Q(low__isnull=True, high__isnull=True) | Q(low__lt=models.F("high")),
                name="forecast_day_in_order",
            ),
        ]
        indexes = [models.Index(fields=["place", "target"], name="forecast_day_by_place")]

    def __str__(self) -> str:
        return f"{self.place} {self.target}"
