"""Oversight item (监督事项): whose congress, which government and department, which duty, which meeting."""

from __future__ import annotations

from django.db import models


class OversightItem(models.Model):
    """What the overview and the sheets of duties ask for, beside the acts of the matter."""

    proceeding = models.OneToOneField("proceedings.Proceeding", models.PROTECT, related_name="oversight_item")
    year = models.PositiveIntegerField("年度")
    area = models.ForeignKey("places.Area", models.PROTECT, related_name="+")
    congress = models.ForeignKey("people.Organ", models.PROTECT, related_name="+")
    government = models.ForeignKey("people.Organ", models.PROTECT, related_name="+")
    department = models.ForeignKey("people.Organ", models.PROTECT, related_name="+")
    duty = models.CharField("职责", max_length=200)
    meeting_on = models.DateField("会议日期", null=True)

    class Meta:
        indexes = [models.Index(fields=["year", "congress"], name="oversight_by_year")]

    def __str__(self) -> str:
        return f"{self.proceeding_id} {self.year}"
