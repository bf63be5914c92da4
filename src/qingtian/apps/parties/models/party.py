"""Party (当事人): a unit or a natural person."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q


class Party(models.Model):
    """Whom enforcement is about. A case keeps the number: what it says of a unit follows the row, and of a natural
    person no trail, no address and no export ever holds more than that number (0066)."""

    class Kind(models.TextChoices):
        UNIT = "unit", "单位"
        PERSON = "person", "自然人"

    number = models.CharField("编号", max_length=20, unique=True)
    kind = models.CharField("种类", max_length=8, choices=Kind)
    name = models.CharField("名称或姓名", max_length=200)
    credit_code = models.CharField("统一社会信用代码", max_length=18, blank=True)
    representative = models.CharField("法定代表人或负责人", max_length=80, blank=True)
    area = models.ForeignKey("places.Area", models.PROTECT, null=True, blank=True, related_name="parties")
    address = models.CharField("地址", max_length=200, blank=True)
    industry = models.SlugField("行业", max_length=40, blank=True)
    key_unit = models.BooleanField("环境监管重点单位", default=False)
    longitude = models.DecimalField("经度", max_digits=9, decimal_places=6, null=True, blank=True)
    latitude = models.DecimalField("纬度", max_digits=9, decimal_places=6, null=True, blank=True)
    entered_on = models.DateField("登记日期")

    class Meta:
        ordering = ["number"]
        indexes = [models.Index(fields=["name"], name="party_by_name")]
        constraints = [
            models.UniqueConstraint(
                fields=["credit_code"], condition=~Q(credit_code=""), name="party_credit_code_once"
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def is_person(self) -> bool:
        return self.kind == self.Kind.PERSON

    def reference(self) -> dict[str, Any]:
        """What an act keeps of this party: of a natural person the number and nothing else."""
        shown = {"zh": self.name, "en": self.name}
        if self.is_person:
            shown = {"zh": f"自然人 {self.number}", "en": f"natural person {self.number}"}
        return {"number": self.number, "kind": self.kind, "name": shown}
