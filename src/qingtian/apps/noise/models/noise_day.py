"""Noise day (昼夜声级): the levels of one point and day, made of its hours or given by who measured."""

from __future__ import annotations

from django.db import models


class NoiseDay(models.Model):
    """Ld, Ln, Ldn and the loudest burst of the night in hundredths; None: too few hours, nothing given.

    Made again from the levels whenever one of them changes (``settle``); never typed in. ``night_begins`` is the hour
    it was parted at. ``computed``: from the hours; else as given by day.
    """

    point = models.ForeignKey("noise.NoisePoint", models.PROTECT, related_name="days")
    day = models.DateField("日期")
    ld = models.IntegerField("昼间", null=True)
    ln = models.IntegerField("夜间", null=True)
    ldn = models.IntegerField("昼夜", null=True)
    burst = models.IntegerField("夜间最大", null=True)
    hours_day = models.PositiveSmallIntegerField("昼间小时")
    hours_night = models.PositiveSmallIntegerField("夜间小时")
    night_begins = models.PositiveSmallIntegerField("夜间起")
    day_computed = models.BooleanField(default=False)
    night_computed = models.BooleanField(default=False)

    class Meta:
        ordering = ["point", "-day"]
        verbose_name = "昼夜声级"
        constraints = [models.UniqueConstraint(fields=["point", "day"], name="noise_day_once")]
        indexes = [models.Index(fields=["day"], name="noise_day_by_day")]

    def __str__(self) -> str:
        return f"{self.point_id} {self.day}"
