"""Edited calendar day (日历更正)."""

from __future__ import annotations

from django.db import models


class CalendarDay(models.Model):
    """One edit of the working-day calendar; every edit is kept, the latest of a day holds."""

    day = models.DateField("日期", db_index=True)
    working = models.BooleanField("上班")
    name_zh = models.CharField("名称", max_length=60)
    name_en = models.CharField("English name", max_length=80)
    source = models.CharField("依据", max_length=160, help_text="State Council notice, number")
    edited_by = models.CharField("谁改的", max_length=80)
    edited_at = models.DateTimeField("什么时候改的")

    class Meta:
        ordering = ["day", "pk"]

    def __str__(self) -> str:
        return f"{self.day} {self.name_zh}"
