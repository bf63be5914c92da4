"""Clock (期限)."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class Clock(models.Model):
    """One clock of one matter, as its acts left it. Overdue is asked of ``due`` and a day, never stored."""

    class Status(models.TextChoices):
        RUNNING = "running", "在走"
        SUSPENDED = "suspended", "停算"
        STOPPED = "stopped", "已停"

    proceeding = models.ForeignKey("proceedings.Proceeding", models.CASCADE, related_name="clocks")
    key = models.CharField("期限", max_length=80)
    start = models.DateField("起算日")
    due = models.DateField("到期日")
    status = models.CharField("状态", max_length=12, choices=Status)
    owner_organ = models.CharField("责任单位", max_length=60)
    owner_post = models.CharField("责任岗位", max_length=80, blank=True)
    owner_name_zh = models.CharField(max_length=160)
    owner_name_en = models.CharField(max_length=200)
    extension = models.PositiveIntegerField("延长", default=0)
    stopped_on = models.DateField("停走日", null=True, blank=True)
    derivation = models.JSONField("推算")
    opened_by = models.PositiveIntegerField("由第几个动作开出")

    class Meta:
        ordering = ["due", "key"]
        constraints = [
            models.UniqueConstraint(fields=["proceeding", "key"], name="clock_once_a_matter"),
            models.CheckConstraint(condition=~Q(owner_organ=""), name="clock_has_an_owner"),
        ]
        indexes = [models.Index(fields=["status", "due"], name="clock_running_by_due")]

    def __str__(self) -> str:
        return f"{self.key} {self.due}"
