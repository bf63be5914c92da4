"""Look (一次比对): what the tables said of one area's outlook on one day, whether or not a warning came of it."""

from __future__ import annotations

from django.db import models

from qingtian.language import Text


class WarningLook(models.Model):
    """The last look of a day at one area. ``why``: days, AQI, row and table in words; ``tier`` empty: none reached."""

    area = models.ForeignKey("places.Area", models.PROTECT, related_name="warning_looks")
    on = models.DateField("哪天")
    at = models.DateTimeField("几时")
    table = models.CharField("分级表", max_length=40, blank=True)
    tier = models.CharField("级别", max_length=8, blank=True)
    why_zh = models.TextField("说明")
    why_en = models.TextField("Explanation")
    windows = models.JSONField("时段", default=list)
    warning = models.ForeignKey("air_warnings.AirWarning", models.PROTECT, null=True, blank=True, related_name="looks")

    class Meta:
        verbose_name = "预警比对"
        ordering = ["-on", "area", "-pk"]
        constraints = [models.UniqueConstraint(fields=["area", "on"], name="warning_look_once_a_day")]

    def __str__(self) -> str:
        return f"{self.area_id} {self.on} {self.tier}"

    @property
    def why(self) -> Text:
        return Text(self.why_zh, self.why_en)
