"""Suggestion or proposal (建议、提案), and the views co-handling units give on it (会办)."""

from __future__ import annotations

from django.db import models


class Suggestion(models.Model):
    """One item of a session. Who proposed it stands here and nowhere else: not in the trail, not in a paper.

    The database itself holds that a number of a session is one item: the same table imported twice adds nothing.
    """

    class Kind(models.TextChoices):
        SUGGESTION = "suggestion", "人大代表建议"
        PROPOSAL = "proposal", "政协提案"

    proceeding = models.OneToOneField("proceedings.Proceeding", models.PROTECT, related_name="suggestion")
    kind = models.CharField("哪一种", max_length=12, choices=Kind.choices)
    session = models.CharField("届次", max_length=80)
    number = models.CharField("编号", max_length=40)
    lead = models.CharField("主办单位", max_length=60, db_index=True)
    proposers = models.CharField("提出人（只给参与单位看）", max_length=500, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "session", "number"], name="suggestion_once_a_session")]

    def __str__(self) -> str:
        return f"{self.kind} {self.session} {self.number}"


class CoHandling(models.Model):
    """The matter by which one unit gives its view on an item."""

    suggestion = models.ForeignKey(Suggestion, models.PROTECT, related_name="co_handlings")
    proceeding = models.OneToOneField("proceedings.Proceeding", models.PROTECT, related_name="co_handling")
    unit = models.CharField("会办单位", max_length=60)

    def __str__(self) -> str:
        return f"{self.suggestion_id} {self.unit}"
