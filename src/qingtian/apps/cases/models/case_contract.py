"""Case contract (包案): exactly one leader at a time, without a gap."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q


class CaseContract(models.Model):
    """One leader's contract for one case. ``ends`` is the day it was handed over, empty while it is open."""

    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="contracts")
    post = models.ForeignKey("people.Post", models.PROTECT, related_name="case_contracts")
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="case_contracts")
    starts = models.DateField("包案自")
    ends = models.DateField("包案至", null=True, blank=True)
    opened_by = models.PositiveIntegerField("由第几个动作开始")
    closed_by = models.PositiveIntegerField("由第几个动作结束", null=True, blank=True)

    class Meta:
        ordering = ["case", "starts", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["case"], condition=Q(closed_by__isnull=True), name="case_has_one_open_contract"
            ),
            models.CheckConstraint(
                condition=Q(ends__isnull=True) | Q(ends__gte=F("starts")), name="contract_ends_after_it_starts"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case} {self.post}"
