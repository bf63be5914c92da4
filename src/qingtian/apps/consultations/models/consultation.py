"""Consultation (征求意见)."""

from __future__ import annotations

from django.db import models


class Consultation(models.Model):
    """One question put to everybody. Its state is the matter's; its words on the public pages are publications'."""

    proceeding = models.OneToOneField("proceedings.Proceeding", models.PROTECT, related_name="consultation")
    subject = models.CharField("就什么征求意见", max_length=200)
    source = models.ForeignKey(
        "proceedings.Proceeding", models.PROTECT, null=True, blank=True, related_name="consultations"
    )
    kind = models.CharField("哪一类", max_length=20, blank=True)
    opens_on = models.DateField("开始日", null=True, blank=True)
    closes_on = models.DateField("截止日", null=True, blank=True, help_text="that day still counts")
    notice = models.ForeignKey("publishing.Publication", models.PROTECT, null=True, blank=True, related_name="+")
    summary = models.ForeignKey("publishing.Publication", models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["closes_on"], name="consultation_by_closing")]

    def __str__(self) -> str:
        return self.subject
