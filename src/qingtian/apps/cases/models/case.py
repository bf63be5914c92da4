"""Case (案件)."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class Case(models.Model):
    """One problem under one contract. The database itself holds that a contracted case has a leader."""

    class SourceLevel(models.TextChoices):
        CENTRAL = "central", "中央"
        PROVINCIAL = "provincial", "省级"
        CITY = "city", "市级"

    proceeding = models.OneToOneField("proceedings.Proceeding", models.PROTECT, related_name="case")
    problem = models.TextField("问题描述")
    source = models.CharField("来源", max_length=20)
    source_level = models.CharField("来源级别", max_length=12, choices=SourceLevel)
    year = models.PositiveSmallIntegerField("年度")
    contracted = models.BooleanField("已包案", default=False)
    leader_post = models.ForeignKey("people.Post", models.PROTECT, null=True, blank=True, related_name="cases_led")
    leader = models.ForeignKey("people.Person", models.PROTECT, null=True, blank=True, related_name="cases_led")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(contracted=False) | (Q(leader_post__isnull=False) & Q(leader__isnull=False)),
                name="contracted_case_has_a_leader",
            ),
        ]

    def __str__(self) -> str:
        return self.proceeding.number
