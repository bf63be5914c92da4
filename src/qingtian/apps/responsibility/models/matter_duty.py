"""The duty a matter concerns (事项和职责的对应)."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class MatterDuty(models.Model):
    """The answer that stands: a duty of the list in force on the day it was given, or that none was found, and why.

    An index of what the acts of the matter say (fact ``duty``); it can be made anew from them and says nothing else.
    """

    proceeding = models.OneToOneField("proceedings.Proceeding", models.CASCADE, related_name="matter_duty")
    duty = models.ForeignKey("people.Duty", models.PROTECT, null=True, blank=True, related_name="matters")
    why_none = models.TextField("为什么没有找到", blank=True)
    on = models.DateField("哪天认定")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=(Q(duty__isnull=False) & Q(why_none="")) | (Q(duty__isnull=True) & ~Q(why_none="")),
                name="matter_duty_or_reason",
            )
        ]
        indexes = [models.Index(fields=["duty", "on"], name="matter_duty_by_duty")]

    def __str__(self) -> str:
        return f"{self.proceeding_id} {self.duty or self.why_none}"
