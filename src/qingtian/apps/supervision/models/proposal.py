"""Proposal (督办建议): what a rule proposes of a unit, with its reason; a person issues it or dismisses it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class Proposal(models.Model):
    """One proposed step. It is a row and no matter: it has no clock, no number, and nothing starts from it.

    ``occurrence`` names what happened once (a clock and its last day, the act of a second return, an area's quarter),
    so that one occurrence is proposed once, also after it was dismissed. It ends in one of three ways: ``issued``
    (drafted by a person as a matter), dismissed with a reason, or lapsed because its facts no longer hold.
    """

    rule = models.CharField("规则", max_length=40)
    edition = models.DateField("规则版次")
    step = models.CharField("建议的措施", max_length=40)
    occurrence = models.CharField("哪一次", max_length=160)
    matter = models.ForeignKey("proceedings.Proceeding", models.PROTECT, null=True, related_name="step_proposals")
    area = models.ForeignKey("places.Area", models.PROTECT, null=True, related_name="step_proposals")
    unit = models.CharField("对象单位", max_length=60)
    reason_zh = models.TextField("理由")
    reason_en = models.TextField("Reason")
    facts = models.JSONField("事实", default=dict)
    computed_on = models.DateField("计算日期")
    issued = models.OneToOneField(
        "proceedings.Proceeding",
        models.PROTECT,
        null=True,
        related_name="proposal_of_step",
        verbose_name="发成了哪一件",
    )
    dismissed_on = models.DateField("不采纳日期", null=True)
    dismissed_by = models.CharField("谁不采纳的（岗位）", max_length=80, blank=True)
    dismissed_why = models.TextField("不采纳的理由", blank=True)
    lapsed_on = models.DateField("情况消失日期", null=True)

    class Meta:
        ordering = ["-computed_on", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["rule", "occurrence"], name="step_proposed_once_an_occurrence"),
            models.CheckConstraint(
                condition=Q(dismissed_on__isnull=True) | (~Q(dismissed_why="") & ~Q(dismissed_by="")),
                name="step_dismissed_with_a_reason",
            ),
        ]
        indexes = [
            models.Index(
                fields=["computed_on", "id"],
                name="step_proposal_open",
                condition=Q(issued__isnull=True, dismissed_on__isnull=True, lapsed_on__isnull=True),
            )
        ]

    def __str__(self) -> str:
        return f"{self.rule} {self.occurrence}"
