"""Working funds of a petition office (工作经费), by year, in cents (分): money is never a float."""

from __future__ import annotations

from django.db import models


class OfficeFunds(models.Model):
    """Planned and received in one year. 1 yuan is 100 cents."""

    department = models.ForeignKey("people.Organ", models.PROTECT, related_name="office_funds")
    year = models.PositiveSmallIntegerField("年度")
    planned_cents = models.BigIntegerField("预算（分）")
    received_cents = models.BigIntegerField("到位（分）", default=0)

    class Meta:
        ordering = ["department", "-year"]
        constraints = [
            models.UniqueConstraint(fields=["department", "year"], name="funds_once_a_year"),
            models.CheckConstraint(
                condition=models.Q(planned_cents__gte=0) & models.Q(received_cents__gte=0), name="funds_not_negative"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.department} {self.year}"
