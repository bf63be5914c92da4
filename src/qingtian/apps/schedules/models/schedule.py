"""Monthly schedule (整改月调度)."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class Schedule(models.Model):
    """One month of one city. ``standing`` is false once it was dropped: another may take its place.

    ``fill_by`` is the last day to fill in, as the clock of the opening act gave it; ``table`` the merged table, a file
    of the matter that the act of merging names by its digest.
    """

    proceeding = models.OneToOneField("proceedings.Proceeding", models.PROTECT, related_name="schedule")
    month = models.DateField("月份", help_text="its first day")
    area = models.ForeignKey("places.Area", models.PROTECT, related_name="schedules")
    fill_by = models.DateField("填报日")
    standing = models.BooleanField("有效", default=True)
    merged_on = models.DateField("汇总日期", null=True, blank=True)
    table = models.ForeignKey("proceedings.StoredFile", models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["area", "month"], condition=Q(standing=True), name="schedule_once_a_month_and_city"
            )
        ]
        ordering = ["-month", "-pk"]

    def __str__(self) -> str:
        return f"{self.month:%Y-%m}"
