"""Target of a year (年度目标) of a place and an item, as an office enters it with its document."""

from __future__ import annotations

from django.db import models


class YearTarget(models.Model):
    """``value`` in thousandths: µg/m³ of a mean, per cent of good days (item ``AQI``). The latest row holds."""

    class Item(models.TextChoices):
        PM10 = "PM10", "PM10 年均值"
        PM2_5 = "PM2_5", "PM2.5 年均值"
        GOOD_DAYS = "AQI", "优良天数比例"

    place = models.CharField("评价区域", max_length=40)
    year = models.PositiveSmallIntegerField("年份")
    item = models.CharField("项目", max_length=8, choices=Item)
    value = models.PositiveIntegerField("目标值（千分之一）")
    basis = models.CharField("哪份文件定的", max_length=200)
    entered_on = models.DateField("录入日期")
    entered_by = models.CharField("录入岗位", max_length=60)

    class Meta:
        ordering = ["place", "year", "item", "pk"]
        indexes = [models.Index(fields=["place", "year"], name="year_target_of_place")]

    def __str__(self) -> str:
        return f"{self.place} {self.year} {self.item}"
