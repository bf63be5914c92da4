"""Trained forecaster (预报模型版本): one item, what it learned from, how it did on past days, whether it is in use."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.db import models
from django.db.models import Q


class TrainedForecaster(models.Model):
    """One version. ``digest`` (SHA-256) names the file and the version.

    ``weather``: learned with the measured weather of the target day, used where a weather forecast tells of it; one
    with and one without may be in use of each item. ``verdict``: by horizon what the backtest said: error of the
    model, of the month's median, and whether the model is shown there. The file holds numbers and codes alone.
    """

    item = models.CharField("项目", max_length=8)
    weather = models.BooleanField("带气象", default=False)
    digest = models.CharField("摘要", max_length=64)
    version = models.CharField("版本", max_length=80)
    trained_at = models.DateTimeField("训练时间")
    first_day = models.DateField("从哪天学")
    until = models.DateField("学到哪天")
    days = models.PositiveIntegerField("学了多少天")
    places = models.PositiveIntegerField("多少个地方")
    seed = models.PositiveIntegerField("种子")
    library = models.CharField("程序库", max_length=120)
    settings = models.JSONField("设置", default=dict)
    verdict = models.JSONField("在过去的日子上", default=dict)
    seconds = models.FloatField("用时")
    in_use = models.BooleanField("在用", default=False)

    class Meta:
        ordering = ["-trained_at", "item"]
        constraints = [
            models.UniqueConstraint(
                fields=["item", "weather"], condition=Q(in_use=True), name="one_forecaster_in_use_an_item"
            )
        ]
        indexes = [models.Index(fields=["item", "-trained_at"], name="forecaster_by_item")]

    def __str__(self) -> str:
        return f"{self.item} {self.version}"

    @property
    def path(self) -> Path:
        """Its file; it may be gone and is made anew by training."""
        return folder() / f"{self.digest}.model"


def folder() -> Path:
    """Where the files of models lie."""
    return Path(settings.DATA) / "forecasts"
