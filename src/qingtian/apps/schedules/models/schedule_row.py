"""Row of a monthly schedule (调度行)."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class ScheduleRow(models.Model):
    """What was said of one open case in one month. The words stand in the case's trail: ``said_in`` is the act there.

    ``owed``: it had to be filled in; false for a case not yet or no longer being put right. ``late``: first filled in
    after ``Schedule.fill_by``; none where nothing was filled in. From ``subject`` to ``deadline`` the row repeats the
    case, and is frozen with the rest when the month is merged.
    """

    class Pace(models.TextChoices):
        ON = "on_pace", "达到"
        BEHIND = "behind", "滞后"

    schedule = models.ForeignKey("schedules.Schedule", models.PROTECT, related_name="rows")
    case = models.ForeignKey("proceedings.Proceeding", models.PROTECT, related_name="schedule_rows")
    area = models.ForeignKey("places.Area", models.PROTECT, null=True, related_name="schedule_rows")
    unit = models.CharField("责任单位", max_length=60, blank=True, help_text="code of the organ that owes it")
    county = models.CharField("属地政府", max_length=60, blank=True, help_text="code; may fill in for its area")
    source_level = models.CharField("来源级别", max_length=12, blank=True)
    owed = models.BooleanField("要填", default=True)
    filled_on = models.DateField("填报日期", null=True, blank=True)
    late = models.BooleanField("迟填", null=True, blank=True)
    filled_by = models.CharField("填报单位", max_length=60, blank=True)
    said_in = models.PositiveIntegerField("案件的第几个动作", null=True, blank=True)
    planned = models.TextField("计划进度", blank=True)
    actual = models.TextField("实际进度", blank=True)
    difficulty = models.TextField("困难", blank=True)
    next_step = models.TextField("下一步", blank=True)
    percent = models.PositiveSmallIntegerField("完成比例", null=True, blank=True)
    pace = models.CharField("序时进度", max_length=8, choices=Pace, blank=True)
    subject = models.CharField("整改事项", max_length=200, blank=True)
    unit_name = models.CharField("责任单位名称", max_length=200, blank=True)
    state = models.CharField("案件状态", max_length=40, blank=True)
    goal = models.TextField("整改目标", blank=True)
    deadline = models.DateField("整改时限", null=True, blank=True)

    class Meta:
        ordering = ["area__code", "case__number"]
        constraints = [
            models.UniqueConstraint(fields=["schedule", "case"], name="schedule_row_once_a_case"),
            models.CheckConstraint(
                condition=Q(filled_on__isnull=True, late__isnull=True, said_in__isnull=True)
                | Q(filled_on__isnull=False, late__isnull=False, said_in__isnull=False),
                name="schedule_row_filled_by_an_act",
            ),
        ]
        indexes = [models.Index(fields=["unit", "owed", "filled_on"], name="schedule_row_by_unit")]

    def __str__(self) -> str:
        return f"{self.schedule_id} {self.case_id}"

    @property
    def owing(self) -> bool:
        """It had to be filled in and was not."""
        return self.owed and self.filled_on is None
