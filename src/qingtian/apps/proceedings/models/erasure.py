"""Erasure of a file after its retention (销毁)."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q


class Erasure(models.Model):
    """What admits the erasing of a matter's contents: triggers let a content go only where this row stands.

    The row itself is written only beside an act of erasure, after the last day of the period, and never changed.
    """

    proceeding = models.OneToOneField("proceedings.Proceeding", models.PROTECT, related_name="erasure")
    act = models.OneToOneField("proceedings.Act", models.PROTECT, related_name="+")
    disposal = models.ForeignKey("proceedings.Proceeding", models.PROTECT, related_name="erasures")
    retained_until = models.DateField("保管到")
    erased_on = models.DateField("销毁日期")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(erased_on__gt=F("retained_until")), name="erased_after_retention")
        ]

    def __str__(self) -> str:
        return f"{self.proceeding_id} {self.erased_on}"


class DisposalItem(models.Model):
    """One file on a list of disposal (销毁清册)."""

    disposal = models.ForeignKey("proceedings.Proceeding", models.PROTECT, related_name="disposal_items")
    proceeding = models.ForeignKey("proceedings.Proceeding", models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["disposal", "proceeding"], name="disposal_item_once")]

    def __str__(self) -> str:
        return f"{self.disposal_id} {self.proceeding_id}"
