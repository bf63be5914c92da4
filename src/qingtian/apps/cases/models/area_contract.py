"""Area contract (包片)."""

from __future__ import annotations

from django.db import models


class AreaContract(models.Model):
    """A principal post answers for an area, automatically, for as long as somebody holds it.

    Both principals contract: the Party secretary and the head of government (in a zone, the secretary of the working
    committee and the director of the management committee). Who it is on a day follows from the tenure of the post.
    """

    area = models.ForeignKey("places.Area", models.PROTECT, related_name="area_contracts")
    post = models.ForeignKey("people.Post", models.PROTECT, related_name="area_contracts")
    year = models.PositiveSmallIntegerField("年度")
    decision = models.CharField("确定文件", max_length=160)

    class Meta:
        ordering = ["area", "year", "post"]
        constraints = [models.UniqueConstraint(fields=["area", "post", "year"], name="area_contract_once_a_year")]

    def __str__(self) -> str:
        return f"{self.area} {self.year} {self.post}"
