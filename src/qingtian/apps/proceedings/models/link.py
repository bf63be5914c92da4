"""Link (关联)."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class Link(models.Model):
    """A typed, reversible link between two matters; one matter, one file (一案一档) follows these links."""

    class Kind(models.TextChoices):
        DUPLICATE_OF = "duplicate_of", "并入"
        RECURRENCE_OF = "recurrence_of", "复发自"
        GAVE_RISE_TO = "gave_rise_to", "引出"
        PRESSES = "presses", "同一人又来反映"
        EVIDENCE_FOR = "evidence_for", "证据"

    source = models.ForeignKey("proceedings.Proceeding", models.PROTECT, related_name="links_out")
    target = models.ForeignKey("proceedings.Proceeding", models.PROTECT, related_name="links_in")
    kind = models.CharField("种类", max_length=20, choices=Kind)
    made_by = models.PositiveIntegerField("由来源的第几个动作建立")
    undone_by = models.PositiveIntegerField("由第几个动作解除", null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["source", "target", "kind"], condition=Q(undone_by__isnull=True), name="link_open_once"
            ),
            models.CheckConstraint(condition=~Q(source=models.F("target")), name="link_joins_two_matters"),
        ]

    def __str__(self) -> str:
        return f"{self.source_id} {self.kind} {self.target_id}"
