"""Organ (机关、单位)."""

from __future__ import annotations

from typing import Any

from django.db import models


class Organ(models.Model):
    """An organ or unit. Authority follows this tree; duty follows the area tree (属地), which is another one.

    Since the vertical reform a county bureau is a branch (分局) of the city bureau, while the county government keeps
    the territorial duty: hence ``parent`` and ``area`` are independent of each other.
    """

    class Level(models.TextChoices):
        CENTRAL = "central", "中央"
        PROVINCIAL = "provincial", "省级"
        CITY = "city", "市级"
        COUNTY = "county", "县级"
        TOWNSHIP = "township", "乡镇街道"

    class Kind(models.TextChoices):
        GOVERNMENT = "government", "政府"
        PARTY = "party", "党委"
        BUREAU = "bureau", "生态环境局（分局）"
        PETITION_OFFICE = "petition_office", "信访工作机构"
        INSPECTION_OFFICE = "inspection_office", "督察办"
        DEPARTMENT = "department", "其他部门"
        COMMITTEE = "committee", "园区管委会"
        CONGRESS = "congress", "人大"
        CPPCC = "cppcc", "政协"
        DISCIPLINE = "discipline", "纪检监察机关"
        ENTERPRISE = "enterprise", "企业事业单位"
        OTHER = "other", "其他"

    code = models.SlugField("代码", max_length=60, unique=True)
    name_zh = models.CharField("名称", max_length=120)
    name_en = models.CharField("English name", max_length=160)
    kind = models.CharField("种类", max_length=20, choices=Kind)
    level = models.CharField("级别", max_length=12, choices=Level)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    area = models.ForeignKey("places.Area", models.PROTECT, null=True, blank=True, related_name="organs")
    phone = models.CharField("电话", max_length=40, blank=True)
    address = models.CharField("地址", max_length=200, blank=True)
    hours = models.CharField("办公时间", max_length=120, blank=True)
    path = models.CharField(max_length=400, editable=False, db_index=True)

    class Meta:
        ordering = ["path"]
        constraints = [models.UniqueConstraint(fields=["path"], name="organ_path_once")]

    def __str__(self) -> str:
        return self.name_zh

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep ``path`` (codes from the root, each closed by a slash) in step with the tree."""
        self.path = f"{self.parent.path if self.parent else ''}{self.code}/"
        super().save(*args, **kwargs)

    @property
    def chain(self) -> list[str]:
        """Codes from the root of the tree to this organ."""
        return self.path.rstrip("/").split("/")

    def reference(self, *, with_above: bool = True) -> dict[str, Any]:
        """What an act keeps of this organ: the names of the day, never a foreign key into the present."""
        found: dict[str, Any] = {"name": {"zh": self.name_zh, "en": self.name_en}, "chain": self.chain}
        if with_above and self.parent_id:
            found["above"] = self._above()
        return found

    def _above(self) -> dict[str, Any]:
        """The references of all organs above, in one look-up by the codes of the chain."""
        reference: dict[str, Any] = {}
        for organ in Organ.objects.filter(code__in=self.chain[:-1]).order_by("path"):
            own = organ.reference(with_above=False)
            reference = own | ({"above": reference} if reference else {})
        return reference
