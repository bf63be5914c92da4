"""Hot issue (热点难点) and the reports behind it."""

from __future__ import annotations

from django.db import models


class HotIssue(models.Model):
    """What was computed of a group of reports; the figures are renewed while the issue is open, never after it."""

    class Basis(models.TextChoices):
        LINKED = "linked", "相连的件"
        SOURCE = "source", "同一企业或源"
        CELL = "cell", "同一地块"
        TOPIC = "topic", "同一话题"
        OFFICER = "officer", "工作人员提出"

    proceeding = models.OneToOneField("proceedings.Proceeding", models.PROTECT, related_name="hot_issue")
    basis = models.CharField("怎么归到一起", max_length=12, choices=Basis)
    name = models.CharField("归并键", max_length=120, blank=True, help_text="codes only, such as a source and a kind")
    kinds = models.JSONField("污染类型", default=list)
    figures = models.JSONField("指标", default=dict)
    rules = models.JSONField("触发的阈值", default=list)
    computed_on = models.DateField("最近计算", null=True)

    def __str__(self) -> str:
        return f"hot issue {self.proceeding_id}"


class HotReport(models.Model):
    """One report of an issue."""

    issue = models.ForeignKey(HotIssue, models.PROTECT, related_name="reports")
    petition = models.ForeignKey("proceedings.Proceeding", models.PROTECT, related_name="hot_reports")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["issue", "petition"], name="hot_report_once")]

    def __str__(self) -> str:
        return f"{self.issue_id} {self.petition_id}"
