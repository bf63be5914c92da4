"""Party (参与单位): which organ stands in which relation to a matter, for lists and for scope."""

from __future__ import annotations

from django.db import models


class Party(models.Model):
    """The present organ (and post) of one relation; the acts hold the history."""

    proceeding = models.ForeignKey("proceedings.Proceeding", models.CASCADE, related_name="parties")
    relation = models.CharField("关系", max_length=40)
    organ = models.CharField("单位代码", max_length=60)
    organ_path = models.CharField(max_length=400)
    post = models.CharField("岗位代码", max_length=80, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["proceeding", "relation"], name="party_once_a_relation")]
        indexes = [
            models.Index(fields=["organ", "proceeding"], name="party_by_organ"),
            models.Index(fields=["post", "proceeding"], name="party_by_post"),
        ]

    def __str__(self) -> str:
        return f"{self.relation} {self.organ}"
