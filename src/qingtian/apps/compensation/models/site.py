"""Site (损害和修复地点): where the damage was done, or where nature is restored in its stead."""

from __future__ import annotations

from django.db import models


class Site(models.Model):
    """One place of a claim; a claim has one of each kind at most. What has no coordinates is listed, not drawn."""

    class Kind(models.TextChoices):
        DAMAGED = "damaged", "损害地点"
        SUBSTITUTE = "substitute", "替代修复地点"

    proceeding = models.ForeignKey("proceedings.Proceeding", models.PROTECT, related_name="compensation_sites")
    kind = models.CharField("种类", max_length=12, choices=Kind)
    name = models.CharField("地点", max_length=200)
    longitude = models.DecimalField("经度", max_digits=11, decimal_places=8, null=True)
    latitude = models.DecimalField("纬度", max_digits=10, decimal_places=8, null=True)

    class Meta:
        ordering = ["-proceeding_id", "kind"]
        constraints = [
            models.UniqueConstraint(fields=["proceeding", "kind"], name="compensation_site_once_a_kind"),
        ]

    def __str__(self) -> str:
        return self.name
