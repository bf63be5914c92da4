"""Draft of a report (草稿): what a resident has entered so far, so that nothing is lost on reload.

It never holds a name or a number to call: those are asked last and sealed at once. Drafts left behind are swept.
"""

from __future__ import annotations

from django.db import models


class ReportDraft(models.Model):
    key_digest = models.CharField(max_length=64, unique=True)
    values = models.JSONField(default=dict)
    photos_token = models.CharField(max_length=64, blank=True)
    files = models.ManyToManyField("proceedings.StoredFile", related_name="+")
    changed_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["changed_at"], name="report_draft_by_age")]

    def __str__(self) -> str:
        return f"draft {self.pk}"
