"""Petition office of a county-level department (县级信访机构): there or not, independent or not."""

from __future__ import annotations

from django.db import models


class PetitionOffice(models.Model):
    """What a county-level environmental department has set up. Opinions 2018: an independent office in each."""

    department = models.OneToOneField("people.Organ", models.PROTECT, related_name="petition_office")
    exists = models.BooleanField("已设")
    independent = models.BooleanField("单独设立", default=False)
    since = models.DateField("设立日期", null=True, blank=True)
    decision = models.CharField("批准文号", max_length=120, blank=True)
    address = models.CharField("地址", max_length=200, blank=True)
    hours = models.CharField("接待时间", max_length=120, blank=True)
    phone = models.CharField("办公电话", max_length=60, blank=True, help_text="of the office, never of a person")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(exists=True) | models.Q(independent=False), name="independent_office_exists"
            )
        ]

    def __str__(self) -> str:
        return str(self.department)
