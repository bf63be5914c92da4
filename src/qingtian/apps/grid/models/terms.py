"""What is asked of a cell (职责、频次), by date."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q


class CellTerms(models.Model):
    """Duties and frequency of a cell and of the cells below it that have none of their own. Without any, the law room's
    ``grid.patrols`` holds. A new version ends the one before; none reaches into the past."""

    cell = models.ForeignKey("places.GridCell", models.PROTECT, related_name="terms")
    patrols_a_month = models.PositiveSmallIntegerField("每月巡查次数")
    duties_zh = models.TextField("职责", blank=True)
    duties_en = models.TextField("Duties", blank=True)
    valid_from = models.DateField("自")
    valid_until = models.DateField("至", null=True, blank=True)
    source = models.CharField("依据", max_length=200)
    certainty = models.CharField("核实程度", max_length=20, default="local_default")

    class Meta:
        ordering = ["cell", "valid_from"]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gte=F("valid_from")),
                name="cell_terms_end_after_they_start",
            ),
            models.UniqueConstraint(fields=["cell", "valid_from"], name="cell_terms_once_a_day"),
        ]

    def __str__(self) -> str:
        return f"{self.cell_id} {self.patrols_a_month} {self.valid_from}"
