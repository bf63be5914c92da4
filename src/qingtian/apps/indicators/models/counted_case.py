"""Counted case (计数到哪里): how far the marks of a case go."""

from __future__ import annotations

from django.db import models


class CountedCase(models.Model):
    """One row a case whose marks were made from its first ``seq`` acts."""

    proceeding = models.OneToOneField(
        "proceedings.Proceeding", models.CASCADE, primary_key=True, related_name="marks_counted"
    )
    seq = models.PositiveIntegerField("算到第几个动作")

    def __str__(self) -> str:
        return f"counted {self.proceeding_id}"
