"""Tenure (任职): one person on one post from one day to another."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import F, Q


class TenureQuerySet(models.QuerySet["Tenure"]):
    def on(self, day: date) -> TenureQuerySet:
        """Tenures that hold on ``day``: the first and the last day both count."""
        return self.filter(starts__lte=day).filter(Q(ends__isnull=True) | Q(ends__gte=day))


class Tenure(models.Model):
    """任职期间. ``ends`` is the last day in office, empty while it lasts."""

    person = models.ForeignKey("people.Person", models.PROTECT, related_name="tenures")
    post = models.ForeignKey("people.Post", models.PROTECT, related_name="tenures")
    starts = models.DateField("任职自")
    ends = models.DateField("任职至", null=True, blank=True)
    decision = models.CharField("任免文号", max_length=120, blank=True)

    objects = TenureQuerySet.as_manager()

    class Meta:
        ordering = ["post", "starts"]
        indexes = [models.Index(fields=["post", "starts"]), models.Index(fields=["person", "starts"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends__isnull=True) | Q(ends__gte=F("starts")), name="tenure_ends_after_it_starts"
            ),
            models.UniqueConstraint(fields=["post", "person"], condition=Q(ends__isnull=True), name="tenure_open_once"),
        ]

    def __str__(self) -> str:
        return f"{self.person} {self.post} {self.starts}–{self.ends or ''}"
