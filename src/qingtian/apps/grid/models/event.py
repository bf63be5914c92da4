"""Grid event (网格事件) beside its trail: where, what, when reported; what the figures by cell count."""

from __future__ import annotations

from django.db import models


class GridEvent(models.Model):
    """One event. ``severity`` and ``reported_at`` are empty until it is reported."""

    proceeding = models.OneToOneField("proceedings.Proceeding", models.PROTECT, related_name="grid_event")
    cell = models.ForeignKey("places.GridCell", models.PROTECT, related_name="events")
    patrol = models.ForeignKey("grid.Patrol", models.PROTECT, null=True, blank=True, related_name="events")
    kind = models.CharField("类别", max_length=12)
    severity = models.CharField("轻重", max_length=8, blank=True)
    object = models.CharField("监管对象", max_length=60, blank=True, db_index=True)
    found_at = models.DateTimeField("发现时间")
    reported_at = models.DateTimeField("报告时间", null=True, blank=True)
    longitude = models.DecimalField("经度", max_digits=9, decimal_places=6, null=True, blank=True)
    latitude = models.DecimalField("纬度", max_digits=8, decimal_places=6, null=True, blank=True)

    class Meta:
        ordering = ["-found_at", "-pk"]
        indexes = [models.Index(fields=["cell", "found_at"], name="grid_event_by_cell")]

    def __str__(self) -> str:
        return f"{self.kind} {self.found_at}"
