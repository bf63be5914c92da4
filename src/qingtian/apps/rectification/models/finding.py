"""Finding (反馈问题), with its numbered measures and the milestones of its back schedule."""

from __future__ import annotations

from django.db import models


class Finding(models.Model):
    """One numbered finding, everything as printed; ``due`` and ``time_class`` are what was read from ``deadline``.

    ``organs`` are the codes of the responsible bodies this city knows, in the order printed. ``followed_by`` is the
    case or task that puts it right: the finding stands where that matter stands.
    """

    feedback = models.ForeignKey("rectification.Feedback", models.PROTECT, related_name="findings")
    number = models.CharField("编号", max_length=40)
    place = models.PositiveSmallIntegerField("顺序")
    category = models.CharField("类别", max_length=120, blank=True)
    text = models.TextField("问题")
    responsible = models.CharField("责任单位", max_length=400)
    organs = models.JSONField("责任单位代码", default=list)
    supervising = models.CharField("督导单位", max_length=400, blank=True)
    goal = models.TextField("整改目标", blank=True)
    deadline = models.CharField("整改时限", max_length=200, blank=True)
    time_class = models.CharField("时限类别", max_length=16)
    due = models.DateField("最后一天", null=True, blank=True)
    accepting = models.CharField("验收销号单位", max_length=400, blank=True)
    entered_by = models.PositiveIntegerField("由第几个动作导入")
    followed_by = models.ForeignKey(
        "proceedings.Proceeding", models.PROTECT, null=True, blank=True, related_name="findings"
    )

    class Meta:
        ordering = ["feedback", "place", "pk"]
        constraints = [models.UniqueConstraint(fields=["feedback", "number"], name="finding_number_once")]

    def __str__(self) -> str:
        return f"{self.feedback_id} {self.number}"


class Measure(models.Model):
    """One numbered measure (整改措施) of a finding."""

    finding = models.ForeignKey(Finding, models.CASCADE, related_name="measures")
    number = models.PositiveSmallIntegerField("第几条")
    text = models.TextField("措施")

    class Meta:
        ordering = ["finding", "number"]
        constraints = [models.UniqueConstraint(fields=["finding", "number"], name="measure_number_once")]

    def __str__(self) -> str:
        return f"{self.finding_id} {self.number}"


class Milestone(models.Model):
    """One day of the back schedule (倒排工期). Those of the last act that set them and was not voided stand."""

    finding = models.ForeignKey(Finding, models.CASCADE, related_name="milestones")
    due = models.DateField("日期")
    title = models.CharField("事项", max_length=200)
    set_by = models.PositiveIntegerField("由第几个动作定")

    class Meta:
        ordering = ["finding", "due", "pk"]

    def __str__(self) -> str:
        return f"{self.finding_id} {self.due}"
