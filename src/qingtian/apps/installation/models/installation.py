"""Installation (安装): one row that says what this database holds."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class Installation(models.Model):
    """The mark of a database, set once: a real city or the demonstration. Neither becomes the other."""

    class Kind(models.TextChoices):
        REAL = "real", "真实城市"
        DEMONSTRATION = "demonstration", "演示"

    only = models.PositiveSmallIntegerField(default=1, unique=True, editable=False)
    kind = models.CharField("种类", max_length=16, choices=Kind)
    receiver = models.CharField("收件机构", max_length=60)
    made_at = models.DateTimeField("设立时间")

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(only=1), name="installation_is_one")]

    def __str__(self) -> str:
        return f"{self.kind} {self.receiver}"
