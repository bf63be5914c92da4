"""Air forecast (空气质量预报): one a day for all places."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class AirForecast(models.Model):
    """One forecast of all places.

    ``origin``: the last day known to 24:00. ``versions``: digest of the model by item, empty where none was used;
    ``weather_versions``: of those with weather, of the items any day used one of. ``weather``: a weather forecast
    went into at least one day. ``issued_at`` None: not issued; ``late`` says whether it was out after ``issue_by``.
    The state stands in the matter.
    """

    proceeding = models.OneToOneField("proceedings.Proceeding", models.PROTECT, related_name="air_forecast")
    issue_on = models.DateField("哪天发布", unique=True)
    issue_by = models.DateTimeField("几点以前发布")
    origin = models.DateField("数据到哪天")
    first_day = models.DateField("从哪天")
    last_day = models.DateField("到哪天")
    weather = models.BooleanField("用了气象预报", default=False)
    versions = models.JSONField("模型版本", default=dict)
    weather_versions = models.JSONField("带气象的模型版本", default=dict)
    issued_at = models.DateTimeField("发布时间", null=True, blank=True)
    late = models.BooleanField("迟发", null=True, blank=True)

    class Meta:
        ordering = ["-issue_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(issued_at__isnull=True, late__isnull=True) | Q(issued_at__isnull=False, late__isnull=False),
                name="air_forecast_late_when_issued",
            ),
            models.CheckConstraint(condition=Q(first_day__gt=models.F("origin")), name="air_forecast_after_origin"),
        ]

    def __str__(self) -> str:
        return f"{self.issue_on}"
