"""Number series (编号序列)."""

from __future__ import annotations

from django.db import models


class NumberSeries(models.Model):
    """The last number given in a series; locked while the next is taken, so that none is given twice."""

    prefix = models.CharField(max_length=12)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["prefix", "year"], name="number_series_once")]

    def __str__(self) -> str:
        return f"{self.prefix}-{self.year}-{self.last:06d}"


def next_number(prefix: str, year: int) -> str:
    """Take the next number, inside the caller's transaction: ``XF-2026-000123``."""
    NumberSeries.objects.get_or_create(prefix=prefix, year=year)
    series = NumberSeries.objects.select_for_update().get(prefix=prefix, year=year)
    series.last += 1
    series.save(update_fields=["last"])
    return str(series)
