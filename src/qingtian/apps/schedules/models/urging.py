"""Urging (催办)."""

from __future__ import annotations

from django.db import models


class Urging(models.Model):
    """That an organ was chased, by which act of the schedule; the notice is the paper of that act."""

    schedule = models.ForeignKey("schedules.Schedule", models.PROTECT, related_name="urgings")
    unit = models.CharField("被催单位", max_length=60)
    on = models.DateField("催办日期")
    rows = models.PositiveIntegerField("欠填件数")
    words = models.TextField("催办要求", blank=True)
    act_seq = models.PositiveIntegerField("由第几个动作催办")

    class Meta:
        ordering = ["on", "pk"]
        constraints = [models.UniqueConstraint(fields=["schedule", "act_seq"], name="urging_once_an_act")]

    def __str__(self) -> str:
        return f"{self.schedule_id} {self.unit} {self.on}"
