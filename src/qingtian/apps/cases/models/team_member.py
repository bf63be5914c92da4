"""Team member (班子成员单位)."""

from __future__ import annotations

from django.db import models


class TeamMember(models.Model):
    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="team")
    organ = models.ForeignKey("people.Organ", models.PROTECT, related_name="+")
    lead = models.BooleanField("牵头", default=False)

    class Meta:
        ordering = ["case", "-lead", "organ"]
        constraints = [models.UniqueConstraint(fields=["case", "organ"], name="team_member_once")]

    def __str__(self) -> str:
        return f"{self.case} {self.organ}"
