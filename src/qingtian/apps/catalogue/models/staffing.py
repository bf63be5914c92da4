"""Staffing (人员配备)."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import F, Q


class InTime(models.QuerySet["models.Model"]):
    """Rows that hold from one day to another."""

    def on(self, day: date) -> InTime:
        """Those that hold on ``day``: the first and the last day both count."""
        return self.filter(starts__lte=day).filter(Q(ends__isnull=True) | Q(ends__gte=day))


class Staffing(models.Model):
    """A named person assigned to a line of work, full-time or not, from one day to another (固定人员, 专职、兼职)."""

    class Work(models.TextChoices):
        PETITIONS = "petitions", "信访"
        ENFORCEMENT = "enforcement", "执法"
        MONITORING = "monitoring", "监测"
        LEGAL = "legal", "法制"
        INSPECTION = "inspection", "督察"

    person = models.ForeignKey("people.Person", models.PROTECT, related_name="staffings")
    organ = models.ForeignKey("people.Organ", models.PROTECT, related_name="staffings")
    work = models.CharField("工作", max_length=20, choices=Work)
    full_time = models.BooleanField("专职", default=True)
    starts = models.DateField("自")
    ends = models.DateField("至", null=True, blank=True)

    objects = InTime.as_manager()

    class Meta:
        ordering = ["organ", "work", "person"]
        constraints = [
            models.UniqueConstraint(fields=["person", "organ", "work", "starts"], name="staffing_once"),
            models.CheckConstraint(condition=Q(ends__isnull=True) | Q(ends__gte=F("starts")), name="staffing_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.person} {self.work}"
