"""Score (检验): one forecast day, judged for the model, the forecaster, and each of what they are measured against."""

from __future__ import annotations

from django.db import models

from qingtian.language import Text


class ForecastScore(models.Model):
    """``error`` and ``absolute`` in index points; ``primary_hit`` None: the day does not count (index 50 or lower).

    ``month`` is the first day of the target's month. ``forecaster`` is what was issued first, changed or not.
    """

    class Of(models.TextChoices):
        FORECASTER = "forecaster", "预报员"
        MODEL = "model", "系统"
        PERSISTENCE = "persistence", "昨天"
        LAST_WEEK = "last_week", "上周同日"
        CLIMATOLOGY = "climatology", "往年同期"
        MONTH_MEDIAN = "month_median", "往年同月中位数"

    day = models.ForeignKey("forecasts.ForecastDay", models.CASCADE, related_name="scores")
    of = models.CharField("谁的", max_length=12, choices=Of)
    place = models.CharField("地方", max_length=60)
    month = models.DateField("月份")
    horizon = models.PositiveSmallIntegerField("第几天")
    range_hit = models.BooleanField("范围")
    level_hit = models.BooleanField("级别")
    primary_hit = models.BooleanField("首要污染物", null=True, blank=True)
    too_high = models.BooleanField("偏高")
    too_low = models.BooleanField("偏低")
    error = models.FloatField("误差")
    absolute = models.FloatField("绝对误差")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["day", "of"], name="forecast_score_once")]
        indexes = [models.Index(fields=["place", "month", "horizon"], name="forecast_score_by_month")]

    def __str__(self) -> str:
        return f"{self.day_id} {self.of}"


#: what each is called, in the order it is shown
NAMES: dict[str, Text] = {
    ForecastScore.Of.FORECASTER: Text("发布的（预报员）", "As issued (forecaster)"),
    ForecastScore.Of.MODEL: Text("系统算的", "As computed"),
    ForecastScore.Of.PERSISTENCE: Text("照搬最后一天", "The last day again"),
    ForecastScore.Of.LAST_WEEK: Text("照搬上周同日", "The same day last week"),
    ForecastScore.Of.CLIMATOLOGY: Text("往年同期平均", "The time of year"),
    ForecastScore.Of.MONTH_MEDIAN: Text("往年同月中位数", "That month in earlier years"),
}
