"""Candidate (疑似重复): an earlier report a report may repeat, with a verdict and its reasons. A suggestion only."""

from __future__ import annotations

from django.db import models

from qingtian.insight.likeness import Kind


class Candidate(models.Model):
    """``reasons``: codes and figures as ``insight.likeness`` gave them, never words of a report."""

    petition = models.ForeignKey("proceedings.Proceeding", models.CASCADE, related_name="repeat_candidates")
    earlier = models.ForeignKey("proceedings.Proceeding", models.CASCADE, related_name="+")
    kind = models.CharField("判断", max_length=24, choices=[(kind.value, kind.words.zh) for kind in Kind])
    confidence = models.FloatField("把握")
    reasons = models.JSONField("理由", default=list)
    found_at = models.DateTimeField("找到时间")

    class Meta:
        ordering = ["-confidence", "-earlier"]
        constraints = [
            models.UniqueConstraint(fields=["petition", "earlier"], name="repeat_candidate_once"),
            models.CheckConstraint(condition=~models.Q(petition=models.F("earlier")), name="repeat_joins_two"),
        ]

    def __str__(self) -> str:
        return f"{self.petition_id} {self.kind} {self.earlier_id}"
