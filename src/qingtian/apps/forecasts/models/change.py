"""Change of a forecast day (修改、更正): by whom, why, from what to what."""

from __future__ import annotations

from django.db import models


class ForecastChange(models.Model):
    """One act of changing. ``before`` and ``after``: ``[low, high, primary]``; ``correction``: after it was issued.
    The post stands for who did it, no person."""

    day = models.ForeignKey("forecasts.ForecastDay", models.CASCADE, related_name="changes")
    act_seq = models.PositiveIntegerField("第几个动作")
    before = models.JSONField()
    after = models.JSONField()
    why = models.TextField("理由")
    post = models.CharField("岗位", max_length=60, blank=True)
    at = models.DateTimeField("时间")
    correction = models.BooleanField("更正", default=False)

    class Meta:
        ordering = ["act_seq"]
        constraints = [models.UniqueConstraint(fields=["day", "act_seq"], name="forecast_change_once_an_act")]

    def __str__(self) -> str:
        return f"{self.day_id} {self.act_seq}"
