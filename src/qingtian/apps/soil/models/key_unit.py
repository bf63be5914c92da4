"""Key unit of soil supervision (土壤污染重点监管单位)."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q


class KeyUnit(models.Model):
    """A source on the published list from a day on; a unit may come and go, every stay is a row."""

    source = models.ForeignKey("places.Source", models.PROTECT, related_name="soil_key_stays")
    first_day = models.DateField("从")
    last_day = models.DateField("到", null=True, blank=True)
    listed_by = models.CharField("名录文号", max_length=120)

    class Meta:
        ordering = ["source", "first_day"]
        verbose_name = "土壤污染重点监管单位"
        constraints = [
            models.UniqueConstraint(fields=["source", "first_day"], name="soil_key_unit_once"),
            models.CheckConstraint(
                condition=Q(last_day__isnull=True) | Q(last_day__gte=F("first_day")), name="soil_key_unit_in_order"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source_id} {self.first_day}"
