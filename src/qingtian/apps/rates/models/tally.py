"""Tally (计数)."""

from __future__ import annotations

from django.db import models


class Tally(models.Model):
    """How often one thing was done by one doer in one window of time. Who it is cannot be read from it.

    ``mark`` is a keyed digest of the rate's name, the doer and the window's number; the row is deleted when the window
    is over.
    """

    mark = models.CharField("标记", max_length=64, primary_key=True)
    times = models.PositiveIntegerField("次数", default=0)
    ends_at = models.DateTimeField("到期时间", db_index=True)

    class Meta:
        verbose_name = "计数"

    def __str__(self) -> str:
        return f"{self.mark[:8]}… {self.times}"
