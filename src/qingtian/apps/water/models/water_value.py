"""Value of one item at a section in a period (监测值). Never overwritten."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q


class WaterValue(models.Model):
    """One revision of one value, of ``period_start`` to ``period_end`` (days, both included).

    ``text`` is what was written, ``<x`` and ``0.004L`` too; ``scaled`` its number in millionths of the item's unit, for
    counting and sorting (what is judged is the text, exactly). ``below``: the number is the detection limit the value
    stayed under. Revision 1 is the first; a later one stands beside it with the reason ``why`` and
    is then ``latest``.
    """

    class Source(models.TextChoices):
        MANUAL = "manual", "人工采样"
        AUTO = "auto", "自动站"

    class State(models.TextChoices):
        VALID = "valid", "有效"
        INVALID = "invalid", "无效"

    section = models.ForeignKey("water.Section", models.PROTECT, related_name="values")
    item = models.CharField("项目", max_length=40)
    period_start = models.DateField("自")
    period_end = models.DateField("至")
    revision = models.PositiveSmallIntegerField("修订", default=1)
    latest = models.BooleanField("最新", default=True)
    text = models.CharField("原文", max_length=40)
    scaled = models.BigIntegerField("定标值")
    below = models.BooleanField("低于检出限", default=False)
    source = models.CharField("来源", max_length=8, choices=Source, default=Source.MANUAL)
    state = models.CharField("有效性", max_length=8, choices=State, default=State.VALID)
    why = models.CharField("修订理由", max_length=300, blank=True)
    brought_by = models.ForeignKey("water.WaterImport", models.PROTECT, related_name="values")

    class Meta:
        ordering = ["section", "item", "period_start", "revision"]
        constraints = [
            models.UniqueConstraint(
                fields=["section", "item", "period_start", "period_end", "revision"], name="water_value_revision_once"
            ),
            models.UniqueConstraint(
                fields=["section", "item", "period_start", "period_end"],
                condition=Q(latest=True),
                name="water_value_latest_once",
            ),
            models.CheckConstraint(condition=Q(period_end__gte=F("period_start")), name="water_value_in_order"),
        ]
        indexes = [models.Index(fields=["period_start", "section"], name="water_value_by_period")]

    def __str__(self) -> str:
        return f"{self.section_id} {self.item} {self.period_start} r{self.revision}"
