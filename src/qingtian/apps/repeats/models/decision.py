"""Decision about a repeat (重复认定): what an officer said about two reports, and whether it was taken back."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class RepeatDecision(models.Model):
    """Merging, recurrence, pressing are acts of the later matter, named by ``act``; "not the same" stands here alone.

    What was taken back stays in the table: who decided what, and when, is never rewritten.
    """

    class Choice(models.TextChoices):
        MERGE = "merge", "同一件事，并案"
        RECURRENCE = "recurrence", "办结后复发"
        PRESSING = "pressing", "同一人又来反映"
        NOT_THE_SAME = "not_the_same", "不是一回事"

    petition = models.ForeignKey("proceedings.Proceeding", models.CASCADE, related_name="repeat_decisions")
    earlier = models.ForeignKey("proceedings.Proceeding", models.CASCADE, related_name="repeat_decisions_about")
    choice = models.CharField("认定", max_length=16, choices=Choice)
    act = models.PositiveIntegerField("第几个动作", null=True, blank=True)
    post = models.CharField("岗位", max_length=80)
    decided_at = models.DateTimeField("时间")
    undone_at = models.DateTimeField("撤销时间", null=True, blank=True)
    undone_by_post = models.CharField("撤销岗位", max_length=80, blank=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["petition", "earlier"], condition=Q(undone_at__isnull=True), name="repeat_decided_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.petition_id} {self.choice} {self.earlier_id}"
