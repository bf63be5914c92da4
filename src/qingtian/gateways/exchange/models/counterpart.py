"""Counterpart (对应件): a matter here and the one it is at the other level."""

from __future__ import annotations

from django.db import models


class Counterpart(models.Model):
    """``received`` says that it came from there; otherwise it was given there. ``their_number`` is known once told."""

    line = models.ForeignKey("exchange.Line", models.PROTECT, related_name="counterparts")
    proceeding = models.ForeignKey("proceedings.Proceeding", models.PROTECT, related_name="counterparts")
    received = models.BooleanField("对方交来", default=False)
    their_number = models.CharField("对方编号", max_length=40, blank=True)
    report_back_by = models.DateField("报结果的日期", null=True, blank=True)
    given_by = models.PositiveIntegerField("交办的动作序号")

    class Meta:
        verbose_name = "对应件"
        constraints = [
            models.UniqueConstraint(fields=["line", "proceeding", "given_by"], name="counterpart_once_a_giving")
        ]

    def __str__(self) -> str:
        return f"{self.line_id} {self.proceeding_id}"
