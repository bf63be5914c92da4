"""Number series (编号序列)."""

from __future__ import annotations

from django.db import models
from django.db.models import F


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
    series = NumberSeries.objects.filter(prefix=prefix, year=year)
    # whoever counts up holds the row until the transaction ends: two look-ups less are two waited for by everybody
    if not series.update(last=F("last") + 1):
        NumberSeries.objects.get_or_create(prefix=prefix, year=year)
        series.update(last=F("last") + 1)
    return str(series.get())
