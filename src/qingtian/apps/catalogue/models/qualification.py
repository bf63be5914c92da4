"""Qualification (资格): a licence somebody holds, such as the enforcement licence (行政执法证)."""

from __future__ import annotations

from django.db import models


class Qualification(models.Model):
    """One licence of one person. ``valid_until`` is its last day; empty where it does not expire."""

    class Kind(models.TextChoices):
        ENFORCEMENT = "enforcement", "行政执法证"
        MONITORING = "monitoring", "监测上岗证"
        LEGAL = "legal", "法律职业资格"
        OTHER = "other", "其他"

    person = models.ForeignKey("people.Person", models.PROTECT, related_name="qualifications")
    organ = models.ForeignKey("people.Organ", models.PROTECT, related_name="qualifications")
    kind = models.CharField("种类", max_length=20, choices=Kind)
    number = models.CharField("证号", max_length=60)
    valid_from = models.DateField("有效自")
    valid_until = models.DateField("有效至", null=True, blank=True)

    class Meta:
        ordering = ["organ", "person", "kind"]
        constraints = [models.UniqueConstraint(fields=["kind", "number"], name="licence_number_once")]

    def __str__(self) -> str:
        return f"{self.kind} {self.number}"
