"""Point (意见归纳): one thing several comments say, answered once for all of them."""

from __future__ import annotations

from django.db import models


class Adoption(models.TextChoices):
    """What became of it (采纳情况)."""

    ADOPTED = "adopted", "采纳"
    PARTLY = "partly", "部分采纳"
    NOT = "not", "不采纳"


class Point(models.Model):
    consultation = models.ForeignKey("consultations.Consultation", models.PROTECT, related_name="points")
    number = models.PositiveIntegerField("第几条")
    title = models.CharField("归纳成的意见", max_length=300)
    adoption = models.CharField("采纳情况", max_length=10, choices=Adoption, blank=True)
    reply = models.TextField("答复和理由", blank=True)
    replied_on = models.DateField("答复日期", null=True, blank=True)
    replied_by = models.CharField("答复岗位", max_length=80, blank=True)

    class Meta:
        ordering = ["consultation", "number"]
        constraints = [models.UniqueConstraint(fields=["consultation", "number"], name="point_number_once")]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"
