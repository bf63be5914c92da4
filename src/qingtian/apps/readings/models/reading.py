"""Reading of a report (读件): what it seems to be about, with the words of the working copy it rests on."""

from __future__ import annotations

from django.db import models


class Reading(models.Model):
    """``read`` is ``ReportRead`` as JSON (``readings.shape``). ``alarm`` repeats what must be seen at once:
    ``incident``, ``mass``, both, or empty."""

    petition = models.OneToOneField("petitions.Petition", models.PROTECT, related_name="reading")
    read = models.JSONField("读出的建议", default=dict)
    alarm = models.CharField("警示", max_length=20, blank=True)
    read_at = models.DateTimeField("读的时间")

    class Meta:
        indexes = [models.Index(fields=["-petition"], condition=~models.Q(alarm=""), name="reading_with_alarm")]

    def __str__(self) -> str:
        return f"reading {self.petition_id}"
