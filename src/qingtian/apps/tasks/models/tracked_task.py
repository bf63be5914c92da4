"""Tracked task (跟踪任务): what lists filter by; everything follows from the acts."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class TrackedTask(models.Model):
    """One task. ``item`` is the number as printed in its source; ``progress`` the unit's own word, None until said."""

    class Origin(models.TextChoices):
        FINDING = "finding", "督察反馈"
        INQUIRY = "inquiry", "询问和监督中的承诺"
        INSTRUCTION = "instruction", "领导批示"
        ACTION_PLAN = "action_plan", "行动方案"
        INTERVIEW = "interview", "约谈"
        LIST = "list", "问题清单"
        CONSULTATION = "consultation", "季度会商"

    proceeding = models.OneToOneField("proceedings.Proceeding", models.PROTECT, related_name="tracked_task")
    origin = models.CharField("来源", max_length=12, choices=Origin)
    source = models.ForeignKey("proceedings.Proceeding", models.PROTECT, null=True, blank=True, related_name="tasks")
    item = models.CharField("原文编号", max_length=60, blank=True)
    organ = models.ForeignKey("people.Organ", models.PROTECT, related_name="tracked_tasks")
    area = models.ForeignKey("places.Area", models.PROTECT, null=True, blank=True, related_name="tracked_tasks")
    deadline = models.DateField("完成时限", db_index=True)
    progress = models.PositiveSmallIntegerField("自评进度", null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(progress__isnull=True) | Q(progress__lte=100), name="task_progress_most")
        ]

    def __str__(self) -> str:
        return self.proceeding.number
