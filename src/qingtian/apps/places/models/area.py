"""Area (行政区域、园区)."""

from __future__ import annotations

from typing import Any

from django.db import models


class Area(models.Model):
    """A city, district, county, county-level city, development or resort zone. Territorial duty follows this tree."""

    class Kind(models.TextChoices):
        CITY = "city", "市"
        DISTRICT = "district", "区"
        COUNTY = "county", "县"
        AUTONOMOUS_COUNTY = "autonomous_county", "自治县"
        COUNTY_CITY = "county_city", "县级市"
        ZONE = "zone", "园区"

    code = models.SlugField("代码", max_length=40, unique=True)
    division_code = models.CharField("行政区划代码", max_length=12, blank=True, help_text="zones have none")
    name_zh = models.CharField("名称", max_length=80)
    name_en = models.CharField("English name", max_length=120)
    kind = models.CharField("种类", max_length=20, choices=Kind)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    has_congress = models.BooleanField("有人大", default=True, help_text="zones have no congress, hence no such duty")
    boundary = models.JSONField("边界 GeoJSON", null=True, blank=True)
    path = models.CharField(max_length=300, editable=False, db_index=True)

    class Meta:
        ordering = ["path"]

    def __str__(self) -> str:
        return self.name_zh

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep ``path`` in step with the tree."""
        self.path = f"{self.parent.path if self.parent else ''}{self.code}/"
        super().save(*args, **kwargs)

    @property
    def chain(self) -> list[str]:
        """Codes from the city to this area."""
        return self.path.rstrip("/").split("/")

    def reference(self) -> dict[str, Any]:
        """What an act keeps of this area."""
        return {"code": self.code, "name": {"zh": self.name_zh, "en": self.name_en}, "chain": self.chain}
