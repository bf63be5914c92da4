"""Archived file of a matter (归档案卷)."""

from __future__ import annotations

from django.db import models


class CaseFile(models.Model):
    """How long an archived file is kept, as its latest act of archiving froze it. Triggers refuse to shorten it."""

    class Period(models.TextChoices):
        STANDARD = "standard", "按本类案卷"
        LONG = "long", "30 年"
        PERMANENT = "permanent", "永久"

    proceeding = models.OneToOneField("proceedings.Proceeding", models.PROTECT, related_name="case_file")
    keeper = models.CharField("保管单位", max_length=60)
    volume = models.CharField("档号", max_length=80, blank=True)
    pages = models.PositiveIntegerField("页数", null=True, blank=True)
    period = models.CharField("保管期限", max_length=12, choices=Period)
    retained_until = models.DateField("保管到", null=True, blank=True, help_text="the last day; none: permanent")
    archived_on = models.DateField("归档日期")
    archived_by = models.PositiveIntegerField("由第几个动作归档")

    class Meta:
        indexes = [models.Index(fields=["keeper", "retained_until"], name="case_file_by_keeper")]

    def __str__(self) -> str:
        return f"{self.volume or self.proceeding_id} {self.retained_until or '永久'}"
