"""Trained model (训练过的模型): what it learned from, how good it was on reports it had not seen, and its fate."""

from __future__ import annotations

from pathlib import Path

from django.db import models

from qingtian.apps.classifier.settings import folder


class TrainedModel(models.Model):
    """``figures`` are those on the newest reports; ``rival`` those of the model then in force on the same reports,
    empty where none was. The file holds numbers and codes only."""

    class State(models.TextChoices):
        WAITING = "waiting", "待启用"
        IN_FORCE = "in_force", "在用"
        RETIRED = "retired", "停用"
        REFUSED = "refused", "不采用"

    digest = models.CharField("文件摘要", max_length=64)
    trained_at = models.DateTimeField("训练时间", db_index=True)
    reports = models.PositiveIntegerField("学习的件数")
    asked = models.PositiveIntegerField("考核的件数")
    macro_f1 = models.FloatField("宏平均 F1")
    accuracy = models.FloatField("准确率")
    figures = models.JSONField("各类指标", default=dict)
    rival = models.JSONField("在用模型的指标", default=dict)
    state = models.CharField("状态", max_length=12, choices=State, default=State.WAITING)
    in_force_at = models.DateTimeField("启用时间", null=True, blank=True)
    in_force_by = models.CharField("启用岗位", max_length=60, blank=True)

    class Meta:
        ordering = ["-trained_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["state"], condition=models.Q(state="in_force"), name="one_classifier_in_force"
            )
        ]

    def __str__(self) -> str:
        return f"model {self.pk}"

    @property
    def path(self) -> Path:
        """Its file; it may be gone, and is made anew by training."""
        return folder() / f"{self.digest}.zip"
